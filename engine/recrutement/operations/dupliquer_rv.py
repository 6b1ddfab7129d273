"""dupliquer-rv: the same group of individual appointments on another day, its slots empty."""

from datetime import date, datetime, time

from pydantic import Field

from engine.kit.acteurs import Role
from engine.kit.clock import a_paris, instant_a_paris
from engine.kit.donnees import DateCivile, Heure, Rdv, Texte
from engine.kit.francais import dire_date
from engine.kit.operations import (
    Choix,
    Commande,
    Contexte,
    Demande,
    Effet,
    annulation,
    libelle,
    operation,
    propositions,
)
from engine.offre.regles import exiger_recrutement_possible
from engine.recrutement.annulations import retirer_modalite
from engine.recrutement.choix import rdv_en_choix
from engine.recrutement.creneaux import Creneau
from engine.recrutement.groupes import exiger_jour, ouvrir_groupe
from engine.recrutement.models import Rdv as RdvRow
from engine.recrutement.operations.creer_rv import effet_d_ouverture
from engine.recrutement.rdv import creneaux_du_groupe, modalites_visibles, trouver_modalite, verrouiller_lieux
from engine.recrutement.refus import RdvSupprime
from engine.recrutement.refus_plages import PasUnGroupe
from engine.recrutement.statuts import EtatRdv, Modalite


class DupliquerRv(Commande):
    groupe_rv: Rdv = Field(title="Groupe de rendez-vous")
    date: DateCivile = Field(title="Nouvelle date")
    heure_debut: Heure | None = Field(None, title="Heure du premier")
    lieu: Texte | None = Field(None, title="Lieu")


@propositions("rdv", operation="dupliquer-rv")
def groupes_a_dupliquer(demande: Demande) -> list[Choix]:
    """The organisme's groups on sessions that still go on, the latest first."""
    ctx = demande.ctx
    if ctx.acteur.siret is None:
        return []
    choisis = (
        modalites_visibles(ctx.acteur)
        .where(RdvRow.modalite == Modalite.GROUPE_RV, RdvRow.etat == EtatRdv.OUVERT)
        .order_by(RdvRow.debut.desc(), RdvRow.id.desc())
    )
    return [
        rdv_en_choix(groupe) for groupe in ctx.db.scalars(choisis) if not groupe.session.est_terminee(ctx.maintenant)
    ]


@libelle("rdv", operation="dupliquer-rv")
def libelle_groupe(valeur: int, demande: Demande) -> str:
    groupe = trouver_groupe(demande.ctx, valeur)
    exiger_recrutement_possible(groupe.session, demande.ctx.maintenant, a_paris(demande.ctx.maintenant).year)
    return groupe.libelle_complet


@libelle("date", operation="dupliquer-rv")
def libelle_jour(valeur: date, demande: Demande) -> str:
    if "groupe_rv" in demande.donnees:
        session = trouver_groupe(demande.ctx, demande.donnees["groupe_rv"]).session
        exiger_jour(session, valeur, a_paris(demande.ctx.maintenant).date())
    return dire_date(valeur)


def trouver_groupe(ctx: Contexte, id: int) -> RdvRow:
    """A group by its own number or that of one of its appointments. Raises PasUnGroupe, RdvSupprime."""
    rdv = trouver_modalite(ctx.db, id, ctx.acteur)
    groupe = ctx.db.get_one(RdvRow, rdv.groupe_id) if rdv.groupe_id else rdv
    if groupe.modalite is not Modalite.GROUPE_RV:
        raise PasUnGroupe(rdv=rdv.libelle)
    if groupe.etat is EtatRdv.SUPPRIME:
        raise RdvSupprime(rdv=groupe.libelle)
    return groupe


@operation("dupliquer-rv", roles={Role.GESTIONNAIRE}, annulable="oui, tant que personne n’est inscrit")
def dupliquer_rv(commande: DupliquerRv, ctx: Contexte) -> Effet:
    groupe = trouver_groupe(ctx, commande.groupe_rv)
    verrouiller_lieux(ctx.db, groupe.session.siret)
    creneaux = _deplaces(creneaux_du_groupe(ctx.db, groupe), commande.date, commande.heure_debut)
    copie = ouvrir_groupe(ctx, groupe.session, creneaux, commande.lieu or groupe.lieu)
    return effet_d_ouverture(ctx, copie, "recrutement.rv_dupliques")


annulation("dupliquer-rv")(retirer_modalite)


def _deplaces(creneaux: list[RdvRow], jour: date, heure: time | None) -> list[Creneau]:
    """The same hours of the clock on another day, from `heure` on when given, each as long as it was."""
    premier = a_paris(creneaux[0].debut).replace(tzinfo=None)
    ecart = datetime.combine(jour, heure or premier.time()) - premier
    debuts = [instant_a_paris(a_paris(creneau.debut).replace(tzinfo=None) + ecart) for creneau in creneaux]
    return [(debut, debut + (creneau.fin - creneau.debut)) for debut, creneau in zip(debuts, creneaux, strict=True)]
