"""proposer-candidature: a prescriber proposes a job seeker on a range; the organisme is to call back."""

from pydantic import Field

from engine.kit.acteurs import Role
from engine.kit.clock import a_paris
from engine.kit.donnees import Courriel, Demandeur, Nom, Rdv
from engine.kit.francais import de
from engine.kit.operations import Commande, Contexte, Demande, Effet, libelle, operation
from engine.offre.regles import exiger_recrutement_possible
from engine.recrutement import courrier
from engine.recrutement.candidatures import candidatures_de_la_plage, etat_de_la_candidature
from engine.recrutement.demandeurs import obtenir_demandeur
from engine.recrutement.models import Candidature
from engine.recrutement.models import Rdv as RdvRow
from engine.recrutement.rdv import trouver_modalite, verrouiller_rdv
from engine.recrutement.refus import RdvSupprime
from engine.recrutement.refus_plages import DejaPropose, PasUnePlage, PlageFermee
from engine.recrutement.statuts import EtatRdv, Modalite, StatutCandidature


class ProposerCandidature(Commande):
    candidat: Demandeur = Field(title="Candidat")
    plage: Rdv = Field(title="Plage de candidatures")
    nom: Nom = Field(title="Nom")
    prenom: Nom = Field(title="Prénom")
    courriel: Courriel | None = Field(None, title="Courriel")


@libelle("rdv", operation="proposer-candidature")
def libelle_plage(valeur: int, demande: Demande) -> str:
    plage = trouver_modalite(demande.ctx.db, valeur, demande.ctx.acteur)
    exiger_plage_ouverte(plage, demande.ctx)
    return plage.libelle_complet


def exiger_plage_ouverte(plage: RdvRow, ctx: Contexte) -> None:
    """A range that stands, on its days, of a session on which one may recruit."""
    if plage.modalite is not Modalite.CANDIDATURE:
        raise PasUnePlage(rdv=plage.libelle)
    if plage.etat is EtatRdv.SUPPRIME:
        raise RdvSupprime(rdv=plage.libelle)
    if not plage.debut <= ctx.maintenant < plage.fin:
        raise PlageFermee(rdv=plage.libelle)
    exiger_recrutement_possible(plage.session, ctx.maintenant, a_paris(ctx.maintenant).year)


@operation(
    "proposer-candidature",
    roles={Role.PRESCRIPTEUR},
    annulable="non : l’organisme a été prévenu et va reprendre contact",
)
def proposer_candidature(commande: ProposerCandidature, ctx: Contexte) -> Effet:
    plage = verrouiller_rdv(ctx.db, trouver_modalite(ctx.db, commande.plage, ctx.acteur).id)
    exiger_plage_ouverte(plage, ctx)
    demandeur = obtenir_demandeur(ctx.db, commande.candidat, commande.nom, commande.prenom, commande.courriel)
    if any(une.demandeur_id == demandeur.id for une in candidatures_de_la_plage(ctx.db, plage)):
        raise DejaPropose(personne=demandeur.designation, rdv=plage.libelle)
    candidature = Candidature(
        plage=plage,
        demandeur=demandeur,
        statut=StatutCandidature.PROPOSEE,
        prescripteur=ctx.acteur.nom,
        proposee_le=ctx.maintenant,
    )
    ctx.db.add(candidature)
    ctx.db.flush()
    return Effet(
        "recrutement.candidature_proposee",
        objet=f"candidature:{candidature.id}",
        message=f"La candidature {de(demandeur.designation)} est proposée\u00a0: {plage.libelle_complet}.",
        apres=etat_de_la_candidature(candidature),
        resultat={"candidature": candidature.id, "plage": plage.id},
        notices=(courrier.candidature_proposee(ctx.db, candidature),),
        siret=plage.session.siret,
    )
