"""obtenir-attestation: the AIS, the AES or the certificat d'inscription of someone, with its number and its code."""

from pydantic import Field

from engine.inscription_entree.inscriptions import inscription_de, inscriptions_du_candidat
from engine.inscription_entree.models import Attestation, Inscription
from engine.inscription_entree.refus import (
    AesAttendLaValidation,
    AesPasEncore,
    AisPasEncore,
    CandidatSansInscription,
    CertificatImpossible,
)
from engine.inscription_entree.statuts import CADUCS, CERTIFIABLES, LIBELLES_ATTESTATION, TypeAttestation
from engine.kit.acteurs import Role
from engine.kit.clock import a_paris
from engine.kit.donnees import Demandeur, SessionNumero, choix_parmi
from engine.kit.francais import dire_date
from engine.kit.operations import Commande, Contexte, Demande, Lecture, libelle, operation

TITRES = {
    TypeAttestation.CERTIFICAT: "Certificat d’inscription",
    TypeAttestation.AIS: "AIS, attestation d’inscription en stage",
    TypeAttestation.AES: "AES, attestation d’entrée en stage",
}
UnType = choix_parmi({type.value: titre for type, titre in TITRES.items()})


class ObtenirAttestation(Commande):
    candidat: Demandeur = Field(title="Candidat")
    session: SessionNumero | None = Field(None, title="Session")
    type_attestation: UnType = Field(title="Document")  # type: ignore[valid-type]


@libelle("choix", operation="obtenir-attestation")
def libelle_type(valeur: str, demande: Demande) -> str:
    """Refused as soon as it is said, when the one file of the person named forbids it."""
    ctx, candidat = demande.ctx, demande.donnees.get("candidat")
    if candidat is not None:
        siennes = inscriptions_du_candidat(ctx.db, ctx.acteur, candidat, caduques=False)
        if len(siennes) == 1:
            exiger_attestation(siennes[0], TypeAttestation(valeur))
    return TITRES[TypeAttestation(valeur)]


@operation("obtenir-attestation", roles={Role.GESTIONNAIRE}, ecrit=False)
def obtenir_attestation(commande: ObtenirAttestation, ctx: Contexte) -> Lecture:
    inscription = inscription_de(ctx, commande.candidat, commande.session)
    type = TypeAttestation(commande.type_attestation)
    attestation = exiger_attestation(inscription, type)
    adresse = f"/api/v1/attestations/{attestation.numero}/pdf"
    emise_le = dire_date(a_paris(attestation.emise_le).date())
    return Lecture(
        f"{inscription.demandeur.designation}, session {inscription.session.libelle}\u00a0: "
        f"{LIBELLES_ATTESTATION[type]} n°\u00a0{attestation.numero}, du {emise_le}. "
        f"Le PDF est à cette adresse\u00a0: {adresse}. Chacun peut le vérifier avec le code {attestation.code}.",
        resultat={
            "inscription": inscription.id,
            "type_attestation": type.value,
            "numero": attestation.numero,
            "code": attestation.code,
            "pdf": adresse,
            "verification": f"/api/v1/attestations/{attestation.code}",
        },
    )


def exiger_attestation(inscription: Inscription, type: TypeAttestation) -> Attestation:
    """The valid document, or the reason why there is none."""
    faits = {"personne": inscription.demandeur.designation, "statut": inscription.libelle}
    if inscription.statut in CADUCS and type is not TypeAttestation.CERTIFICAT:
        raise CandidatSansInscription(personne=faits["personne"]).sur("candidat")
    if type is TypeAttestation.CERTIFICAT and inscription.statut not in CERTIFIABLES:
        raise CertificatImpossible(**faits).sur("type_attestation")
    attestation = inscription.attestation(type)
    if attestation is not None:
        return attestation
    if type is TypeAttestation.CERTIFICAT:
        raise CertificatImpossible(**faits).sur("type_attestation")
    if type is TypeAttestation.AIS:
        raise AisPasEncore(**faits).sur("type_attestation")
    if inscription.entree_le is not None and inscription.validee_le is None:
        raise AesAttendLaValidation(**faits).sur("type_attestation")
    raise AesPasEncore(**faits).sur("type_attestation")
