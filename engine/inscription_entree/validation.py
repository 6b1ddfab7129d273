"""The adviser's answer: what a validation and a refusal make of an enrolment."""

from engine.inscription_entree.attestations import emettre, revoquer
from engine.inscription_entree.models import Inscription
from engine.inscription_entree.regles import exiger_validation_attendue
from engine.inscription_entree.statuts import AVANT_ENTREE, StatutInscription, TypeAttestation
from engine.kit.operations import Contexte

S = StatutInscription


def valider(ctx: Contexte, inscription: Inscription, par: str) -> None:
    """The enrolment is acquired; an entry that waited becomes a true one, with its AES.

    Raises InscriptionDejaValidee, InscriptionTerminee.
    """
    exiger_validation_attendue(inscription)
    inscription.validee_le, inscription.validee_par = ctx.maintenant, par
    if inscription.statut in AVANT_ENTREE:
        inscription.passer_a(S.INSCRIT, ctx.maintenant)
    elif inscription.statut is S.A_REGULARISER:
        inscription.passer_a(S.EN_FORMATION, ctx.maintenant)
    if inscription.attestation(TypeAttestation.AIS) is None:
        emettre(ctx, inscription, TypeAttestation.AIS)
    # Given at « inscrit » only, but ready for whoever comes back to it (an absence corrected).
    revoquer(ctx, inscription, "un certificat au statut « inscrit » le remplace", TypeAttestation.CERTIFICAT)
    emettre(ctx, inscription, TypeAttestation.CERTIFICAT)
    if inscription.entree_le is not None:
        emettre(ctx, inscription, TypeAttestation.AES)


def refuser(ctx: Contexte, inscription: Inscription, motif: str) -> None:
    """The enrolment ends, its documents are revoked, its place is free. Raises as `valider`."""
    exiger_validation_attendue(inscription)
    inscription.passer_a(S.NON_INSCRIT, ctx.maintenant)
    inscription.motif = motif
    revoquer(ctx, inscription, "l’inscription n’a pas été validée")
