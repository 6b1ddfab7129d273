"""modifier-rdv: another time, place or number of places; another end of a range. Those registered are told."""

from datetime import date, datetime, timedelta
from typing import Any

from pydantic import Field

from engine.kit.acteurs import Role
from engine.kit.clock import a_paris
from engine.kit.donnees import DateCivile, DateHeure, Entier, Rdv, Texte
from engine.kit.francais import compter, dire_date, dire_instant
from engine.kit.journal import JournalRow
from engine.kit.notices import Notice
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
from engine.kit.parametres import entier
from engine.kit.refus import DonneeManquante, Suite
from engine.recrutement import courrier
from engine.recrutement.annulations import rdv_de_la_ligne
from engine.recrutement.choix import modalites_proposees
from engine.recrutement.creneaux import exiger_sans_chevauchement
from engine.recrutement.groupes import exiger_jour, exiger_moment
from engine.recrutement.models import Demandeur
from engine.recrutement.models import Rdv as RdvRow
from engine.recrutement.operations.ouvrir_candidature import bornes, exiger_periode
from engine.recrutement.rdv import (
    etat_du_rdv,
    rdv_concernes,
    rdv_individuels_du_siret,
    recaler_groupe,
    trouver_modalite,
    verrouiller_lieux,
    verrouiller_rdv,
)
from engine.recrutement.refus import RdvSupprime
from engine.recrutement.refus_personnes import EtatChange
from engine.recrutement.refus_plages import DonneeSansObjet, PlacesOccupees, RdvDejaCommence, RienAModifier
from engine.recrutement.regles import exiger_nombre_de_places
from engine.recrutement.statuts import EtatRdv, Modalite

CE_QUI_CHANGE = {
    Modalite.RIC: "la date et l’heure, le lieu ou le nombre de places",
    Modalite.RV_INDIVIDUEL: "la date et l’heure ou le lieu",
    Modalite.GROUPE_RV: "la date et l’heure du premier rendez-vous, ou le lieu",
    Modalite.CANDIDATURE: "le premier ou le dernier jour",
}


class ModifierRdv(Commande):
    rdv: Rdv = Field(title="Rendez-vous")
    date_heure: DateHeure | None = Field(None, title="Nouvelle date et heure")
    lieu: Texte | None = Field(None, title="Nouveau lieu")
    places: Entier | None = Field(None, title="Nombre de places")
    date_fin: DateCivile | None = Field(None, title="Dernier jour")


@propositions("rdv", operation="modifier-rdv")
def rdv_a_modifier(demande: Demande) -> list[Choix]:
    return modalites_proposees(demande)


@libelle("rdv", operation="modifier-rdv")
def libelle_rdv_a_modifier(valeur: int, demande: Demande) -> str:
    rdv = trouver_modalite(demande.ctx.db, valeur, demande.ctx.acteur)
    exiger_modifiable(rdv, demande.ctx.maintenant)
    return rdv.libelle_complet


@libelle("entier", operation="modifier-rdv")
def libelle_places(valeur: int, demande: Demande) -> str:
    exiger_nombre_de_places(valeur, entier("places_rdv_min"), entier("places_rdv_max"))
    return str(valeur)


def exiger_modifiable(rdv: RdvRow, maintenant: datetime) -> None:
    """What stands and is not over: an appointment until it starts, a range until its last day."""
    if rdv.etat is EtatRdv.SUPPRIME:
        raise RdvSupprime(rdv=rdv.libelle)
    if (rdv.fin if rdv.modalite is Modalite.CANDIDATURE else rdv.debut) <= maintenant:
        raise RdvDejaCommence(rdv=rdv.libelle)


@operation("modifier-rdv", roles={Role.GESTIONNAIRE}, annulable="compensation")
def modifier_rdv(commande: ModifierRdv, ctx: Contexte) -> Effet:
    trouve = trouver_modalite(ctx.db, commande.rdv, ctx.acteur)
    verrouiller_lieux(ctx.db, trouve.session.siret)
    rdv = verrouiller_rdv(ctx.db, trouve.id)
    exiger_modifiable(rdv, ctx.maintenant)
    if not (commande.date_heure or commande.lieu or commande.places or commande.date_fin):
        raise DonneeManquante(titre="ce qui change").sur("date_heure")
    _exiger_donnees_de_cette_modalite(commande, rdv)
    concernes = rdv_concernes(ctx.db, rdv)
    avant, libelles = _photographie(rdv, concernes), {un.id: un.libelle for un in (rdv, *concernes)}
    if rdv.modalite is Modalite.CANDIDATURE:
        _changer_la_plage(commande, rdv, ctx)
    else:
        _deplacer(rdv, concernes, commande.date_heure, commande.lieu, ctx)
    if commande.places is not None:
        if len(rdv.en_cours) > commande.places:
            inscrits = compter(len(rdv.en_cours), "personne")
            places = compter(commande.places, "place")
            raise PlacesOccupees(rdv=rdv.libelle, places=places, inscrits=inscrits).sur("places")
        rdv.places = commande.places
    recaler_groupe(ctx.db, rdv.id if rdv.modalite is Modalite.GROUPE_RV else rdv.groupe_id)
    apres = _photographie(rdv, concernes)
    if apres == avant:
        raise RienAModifier(rdv=rdv.libelle)
    prevenus = _prevenus(concernes, libelles)
    return Effet(
        "recrutement.rdv_modifie",
        objet=f"rdv:{rdv.id}",
        message=f"C’est modifié. Avant\u00a0: {libelles[rdv.id]}. Maintenant\u00a0: {rdv.libelle}{_places(rdv)}."
        + _bilan(prevenus),
        avant=avant,
        apres=apres,
        suite=(Suite("Voir les inscrits", operation="consulter-inscrits", donnees={"rdv": rdv.id}),)
        if prevenus
        else (),
        resultat={"rdv": rdv.id, "prevenus": [demandeur.id for _, demandeur, _ in prevenus]},
        notices=_notices(prevenus),
        recap=(
            ("Rendez-vous", f"{libelles[rdv.id]} ({rdv.session.formation.intitule})"),
            *_changements(avant["rdv"], apres["rdv"], rdv),
            *((("Seront prévenus", _noms(prevenus)),) if prevenus else ()),
        ),
    )


@annulation("modifier-rdv")
def annuler_modifier_rdv(ligne: JournalRow, ctx: Contexte) -> Effet:
    """Back to what it was, as far as the dates and the people registered since allow; they are told again."""
    rdv = rdv_de_la_ligne(ligne, ctx)
    concernes = rdv_concernes(ctx.db, rdv)
    actuel, avant = _photographie(rdv, concernes), ligne.avant or {}
    if actuel != ligne.apres:
        raise EtatChange(objet=rdv.libelle)
    libelles = {un.id: un.libelle for un in (rdv, *concernes)}
    if len(rdv.en_cours) > avant["rdv"]["places"]:
        inscrits, places = compter(len(rdv.en_cours), "personne"), compter(avant["rdv"]["places"], "place")
        raise PlacesOccupees(rdv=rdv.libelle, places=places, inscrits=inscrits)
    for un in (rdv, *concernes):
        etat = avant["rdv"] if un is rdv else avant["creneaux"][str(un.id)]
        un.debut, un.fin = datetime.fromisoformat(etat["debut"]), datetime.fromisoformat(etat["fin"])
        un.lieu, un.places = etat["lieu"], etat["places"]
    if rdv.modalite is not Modalite.CANDIDATURE:
        exiger_moment(rdv.session, rdv.debut, ctx.maintenant)
        _exiger_libre(rdv, concernes, ctx)
    recaler_groupe(ctx.db, rdv.groupe_id)
    prevenus = _prevenus(concernes, libelles)
    return Effet(
        "recrutement.rdv_retabli",
        objet=ligne.objet,
        message=f"C’est annulé, le rendez-vous est de nouveau comme avant\u00a0: {rdv.libelle}{_places(rdv)}."
        + _bilan(prevenus),
        avant=actuel,
        apres=avant,
        resultat={"rdv": rdv.id},
        notices=_notices(prevenus),
        siret=rdv.session.siret,
        annule=ligne.id,
    )


def _exiger_donnees_de_cette_modalite(commande: ModifierRdv, rdv: RdvRow) -> None:
    plage = rdv.modalite is Modalite.CANDIDATURE
    interdites = {
        "places": ("le nombre de places", rdv.modalite is not Modalite.RIC),
        "date_fin": ("le dernier jour", not plage),
        "lieu": ("le lieu", plage),
    }
    for nom, (quoi, interdite) in interdites.items():
        if interdite and getattr(commande, nom) is not None:
            raise DonneeSansObjet(rdv=rdv.libelle, quoi=quoi, possible=CE_QUI_CHANGE[rdv.modalite]).sur(nom)


def _changer_la_plage(commande: ModifierRdv, plage: RdvRow, ctx: Contexte) -> None:
    aujourdhui = a_paris(ctx.maintenant).date()
    debut: date = a_paris(commande.date_heure).date() if commande.date_heure else plage.premier_jour
    fin: date = commande.date_fin or plage.dernier_jour
    if debut != plage.premier_jour:
        exiger_jour(plage.session, debut, aujourdhui)
    exiger_jour(plage.session, fin, aujourdhui)
    exiger_periode(debut, fin)
    plage.debut, plage.fin = bornes(debut, fin)


def _deplacer(rdv: RdvRow, concernes: list[RdvRow], debut: datetime | None, lieu: str | None, ctx: Contexte) -> None:
    """Move an appointment, or a whole group by as much as its first one."""
    ecart = debut - rdv.debut if debut else timedelta(0)
    if debut:
        exiger_moment(rdv.session, debut, ctx.maintenant)
    for un in {un.id: un for un in (rdv, *concernes)}.values():
        un.debut, un.fin, un.lieu = un.debut + ecart, un.fin + ecart, lieu or un.lieu
    _exiger_libre(rdv, concernes, ctx)


def _exiger_libre(rdv: RdvRow, concernes: list[RdvRow], ctx: Contexte) -> None:
    if rdv.modalite is Modalite.RIC:
        return
    siens = {un.id for un in concernes}
    autres = rdv_individuels_du_siret(ctx.db, rdv.session.siret, rdv.debut, rdv.fin)
    creneaux = [(un.debut, un.fin) for un in concernes]
    exiger_sans_chevauchement(creneaux, rdv.lieu, [autre for autre in autres if autre.id not in siens])


def _photographie(rdv: RdvRow, concernes: list[RdvRow]) -> dict[str, Any]:
    return {"rdv": etat_du_rdv(rdv), "creneaux": {str(un.id): etat_du_rdv(un) for un in concernes if un is not rdv}}


Prevenu = tuple[RdvRow, Demandeur, str]


def _prevenus(concernes: list[RdvRow], libelles: dict[int, str]) -> list[Prevenu]:
    """Who is registered on what moved, with its label before."""
    bouges = [un for un in concernes if un.libelle != libelles[un.id]]
    return [(un, inscription.demandeur, libelles[un.id]) for un in bouges for inscription in un.en_cours]


def _notices(prevenus: list[Prevenu]) -> tuple[Notice, ...]:
    return tuple(courrier.rdv_modifie(rdv, demandeur, avant) for rdv, demandeur, avant in prevenus)


def _noms(prevenus: list[Prevenu]) -> str:
    return ", ".join(demandeur.designation for _, demandeur, _ in prevenus)


def _bilan(prevenus: list[Prevenu]) -> str:
    nombre = compter(len(prevenus), "personne inscrite est prévenue", "personnes inscrites sont prévenues")
    return f" {nombre}\u00a0: {_noms(prevenus)}." if prevenus else ""


def _places(rdv: RdvRow) -> str:
    return f", {compter(rdv.places, 'place')}" if rdv.modalite is Modalite.RIC else ""


def _changements(avant: dict[str, Any], apres: dict[str, Any], rdv: RdvRow) -> list[tuple[str, str]]:
    """« Date : … au lieu de … » for each thing that moves."""
    lignes = []
    plage = rdv.modalite is Modalite.CANDIDATURE
    if apres["debut"] != avant["debut"]:
        lu = datetime.fromisoformat
        dits = [
            dire_date(a_paris(lu(e["debut"])).date()) if plage else dire_instant(lu(e["debut"])) for e in (apres, avant)
        ]
        lignes.append(("Premier jour" if plage else "Date et heure", f"{dits[0]}, au lieu de {dits[1]}"))
    if plage and apres["fin"] != avant["fin"]:
        jour = a_paris(datetime.fromisoformat(avant["fin"]) - timedelta(seconds=1)).date()
        lignes.append(("Dernier jour", f"{dire_date(rdv.dernier_jour)}, au lieu de {dire_date(jour)}"))
    for nom, titre in (("lieu", "Lieu"), ("places", "Places")):
        if apres[nom] != avant[nom]:
            lignes.append((titre, f"{apres[nom]}, au lieu de {avant[nom]}"))
    return lignes
