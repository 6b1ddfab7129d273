"""Groups of individual appointments: where the dates of a session allow them, one person at a time at one place."""

from datetime import date, datetime

from engine.kit.clock import a_paris
from engine.kit.francais import dire_date
from engine.kit.operations import Contexte
from engine.offre.models import SessionFormation
from engine.offre.regles import exiger_marche_de_l_annee, exiger_recrutement_possible
from engine.recrutement.creneaux import Creneau, exiger_sans_chevauchement
from engine.recrutement.models import Rdv
from engine.recrutement.rdv import rdv_individuels_du_siret
from engine.recrutement.refus import DateApresLaSession, DateDejaPassee
from engine.recrutement.regles import exiger_date_de_rdv
from engine.recrutement.statuts import EtatRdv, Modalite


def exiger_moment(session: SessionFormation, debut: datetime, maintenant: datetime) -> None:
    """As for every appointment: recruiting possible, to come, before the session ends, on this year's market."""
    exiger_recrutement_possible(session, maintenant, a_paris(maintenant).year)
    exiger_moment_du_rdv(session, debut, maintenant)


def exiger_moment_du_rdv(session: SessionFormation, debut: datetime, maintenant: datetime) -> None:
    """The same without the night batch: what comes with the session is opened with it."""
    exiger_date_de_rdv(debut, session, maintenant)
    exiger_marche_de_l_annee(session, a_paris(debut).year)


def exiger_jour(session: SessionFormation, jour: date, aujourdhui: date) -> None:
    """The same of a day, whose hours are not known yet or do not count; today is still to come."""
    if jour < aujourdhui:
        raise DateDejaPassee(date=dire_date(jour))
    if session.fin is not None and jour > session.fin:
        raise DateApresLaSession(date=dire_date(jour), session=session.libelle, fin=dire_date(session.fin))
    exiger_marche_de_l_annee(session, jour.year)


def ouvrir_groupe(ctx: Contexte, session: SessionFormation, creneaux: list[Creneau], lieu: str) -> Rdv:
    """A group and its appointments, one person each. The places of the organisme are locked already."""
    debut, fin = creneaux[0][0], creneaux[-1][1]
    exiger_moment(session, debut, ctx.maintenant)
    exiger_sans_chevauchement(creneaux, lieu, rdv_individuels_du_siret(ctx.db, session.siret, debut, fin))
    groupe = Rdv(
        session=session,
        modalite=Modalite.GROUPE_RV,
        debut=debut,
        fin=fin,
        lieu=lieu,
        places=len(creneaux),
        etat=EtatRdv.OUVERT,
    )
    ctx.db.add(groupe)
    ctx.db.flush()
    for de, a in creneaux:
        rdv = Rdv(session=session, modalite=Modalite.RV_INDIVIDUEL, debut=de, fin=a, lieu=lieu, places=1)
        rdv.etat, rdv.groupe_id = EtatRdv.OUVERT, groupe.id
        ctx.db.add(rdv)
    ctx.db.flush()
    return groupe
