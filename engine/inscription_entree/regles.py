"""The rules of enrolment and entry. Pure: what is known comes in, nothing or a refusal comes out."""

from datetime import date, timedelta

from engine.inscription_entree.models import Inscription
from engine.inscription_entree.refus import (
    ConseillerADejaValide,
    DateEntreeAVenir,
    DejaAbsentALEntree,
    DejaEntre,
    DejaInscritEnFormation,
    EntreeAvantLeDebut,
    EntreeDejaAinsi,
    EntreeDejaSaisie,
    EntreeHorsSession,
    EntreePasEncoreSaisie,
    EtatChangeDepuis,
    InscriptionDejaValidee,
    InscriptionTerminee,
    NonInscritNEntrePas,
    ParcoursDejaQuitte,
    PlacesDeSessionInsuffisantes,
    SessionComplete,
)
from engine.inscription_entree.statuts import (
    CADUCS,
    ENTRES,
    PRESENTS_EN_FORMATION,
    StatutInscription,
)
from engine.kit.francais import compter, dire_date
from engine.offre.models import SessionFormation

S = StatutInscription


def exiger_pas_deja_inscrit(personne: str, session: SessionFormation, sienne: Inscription | None) -> None:
    """One living enrolment for a person and a session."""
    if sienne is not None:
        raise DejaInscritEnFormation(personne=personne, session=session.libelle, statut=sienne.libelle)


def exiger_places_de_session(session: SessionFormation, restantes: int | None, demandees: int) -> None:
    """Enough places for everyone: nobody chooses for the user who would be left out. `restantes` None: no limit."""
    if restantes is None or restantes >= demandees:
        return
    if restantes <= 0:
        raise SessionComplete(session=session.libelle, places=compter(session.places or 0, "place"))
    raise PlacesDeSessionInsuffisantes(
        session=session.libelle, restantes=compter(restantes, "place"), demandees=compter(demandees, "candidat")
    )


def exiger_retenue_annulable(personne: str, inscription: Inscription | None) -> None:
    """An enrolment just started is cancelled while the adviser has said nothing and nothing followed."""
    if inscription is None:
        raise EtatChangeDepuis(personne=personne, statut="non inscrit")
    if inscription.validee_le is not None:
        raise ConseillerADejaValide(personne=personne)
    if inscription.statut not in (S.RETENU, S.A_VALIDER):
        raise EtatChangeDepuis(personne=personne, statut=inscription.libelle)


def exiger_validation_attendue(inscription: Inscription) -> None:
    """The adviser answers once, on an enrolment that still stands."""
    personne = inscription.demandeur.designation
    if inscription.statut in CADUCS:
        raise InscriptionTerminee(personne=personne, statut=inscription.libelle)
    if inscription.validee_le is not None:
        raise InscriptionDejaValidee(personne=personne)


def exiger_retrait_possible(inscription: Inscription) -> None:
    """An enrolment is withdrawn before entry; afterwards it is an abandon."""
    personne = inscription.demandeur.designation
    if inscription.statut in CADUCS:
        raise InscriptionTerminee(personne=personne, statut=inscription.libelle)
    if inscription.statut in ENTRES:
        date_dite = dire_date(inscription.entree_le) if inscription.entree_le else "début de la session"
        raise EntreeDejaSaisie(personne=personne, date=date_dite)


def exiger_date_d_entree(jour: date, session: SessionFormation, aujourdhui: date) -> None:
    """An entry is seen, not foretold: from the session's first day, within the session, not later than today."""
    if session.debut is not None and aujourdhui < session.debut:
        raise EntreeAvantLeDebut(session=session.libelle, debut=dire_date(session.debut))
    avant = session.debut is not None and jour < session.debut
    apres = session.fin is not None and jour > session.fin
    if avant or apres:
        raise EntreeHorsSession(date=dire_date(jour), session=session.libelle, periode=session.periode)
    if jour > aujourdhui:
        raise DateEntreeAVenir(date=dire_date(jour))


def est_tardive(jour: date, aujourdhui: date, delai: int) -> bool:
    """Whether something that happened on `jour` is declared after the legal delay, in days counted after it."""
    return aujourdhui > jour + timedelta(days=delai)


def exiger_entree_a_saisir(inscription: Inscription) -> None:
    """Whose entry is entered: someone enrolled and not yet marked; afterwards corriger-entree is for that."""
    personne = inscription.demandeur.designation
    if inscription.statut in CADUCS:
        raise NonInscritNEntrePas(personne=personne, statut=inscription.libelle)
    if inscription.statut in ENTRES:
        raise DejaEntre(personne=personne, statut=inscription.libelle)
    if inscription.statut is S.ABSENT:
        raise DejaAbsentALEntree(personne=personne)


def exiger_entree_corrigible(inscription: Inscription, *, present: bool, jour: date | None) -> None:
    """An entry is corrected once entered, while the person is still in training, and when something changes.

    `jour`: the day of entry that the correction gives, None when it is an absence.
    """
    personne = inscription.demandeur.designation
    statut = inscription.statut
    if statut in PRESENTS_EN_FORMATION:
        if present and jour == inscription.entree_le:
            raise EntreeDejaAinsi(
                personne=personne, etat=f"{inscription.libelle}, le {dire_date(jour)}" if jour else ""
            )
    elif statut is S.ABSENT:
        if not present:
            raise EntreeDejaAinsi(personne=personne, etat=inscription.libelle)
    elif statut in ENTRES:
        raise ParcoursDejaQuitte(personne=personne, statut=inscription.libelle)
    elif statut in CADUCS:
        raise NonInscritNEntrePas(personne=personne, statut=inscription.libelle)
    else:
        raise EntreePasEncoreSaisie(personne=personne, statut=inscription.libelle)
