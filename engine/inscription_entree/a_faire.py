"""What the organisme has to do about enrolments: entries to enter or correct, advisers to chase."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import groupby

import sqlalchemy as sa

from engine.inscription_entree.models import Inscription
from engine.inscription_entree.statuts import AVANT_ENTREE, LIBELLES_RESEAU, StatutInscription
from engine.kit.a_faire import AFaire, Perimetre, Urgence, echeances_de, urgence_du
from engine.kit.francais import compter, dire_date, enumerer
from engine.kit.parametres import entier
from engine.kit.refus import Suite
from engine.offre.models import SessionFormation


def _inscriptions(perimetre: Perimetre, *conditions: sa.ColumnElement[bool]) -> list[Inscription]:
    choisies = (
        sa.select(Inscription)
        .join(Inscription.session)
        .where(SessionFormation.siret == perimetre.siret, *conditions)
        .order_by(SessionFormation.debut, Inscription.session_id, Inscription.id)
    )
    return list(perimetre.db.scalars(choisies))


@echeances_de("inscription_entree")
def entrees_a_saisir(perimetre: Perimetre) -> Iterator[AFaire]:
    """Sessions that have started, entries not entered: on the day itself, at most within the legal delay."""
    attendues = _inscriptions(
        perimetre, Inscription.statut.in_(AVANT_ENTREE), SessionFormation.debut <= perimetre.aujourdhui
    )
    for _, groupe in groupby(attendues, key=lambda une: une.session_id):
        inscriptions = list(groupe)
        session = inscriptions[0].session
        assert session.debut is not None
        limite = session.debut + timedelta(days=entier("delai_declaration"))
        aujourdhui = perimetre.aujourdhui
        urgence = Urgence.EN_RETARD if aujourdhui > limite else Urgence.AUJOURD_HUI
        yield AFaire(
            cle=f"entrees:{session.id}",
            urgence=urgence,
            phrase=(
                f"{compter(len(inscriptions), 'entrée')} à saisir pour la session {session.libelle}, "
                f"qui a commencé le {dire_date(session.debut)}."
            ),
            suite=Suite("Saisir les entrées", operation="saisir-entrees", donnees={"session": session.numero}),
            pour_le=limite,
        )


@echeances_de("inscription_entree")
def presences_a_regulariser(perimetre: Perimetre) -> Iterator[AFaire]:
    """People in training whose adviser has not validated: the law's days run on the real entry."""
    for une in _inscriptions(perimetre, Inscription.statut == StatutInscription.A_REGULARISER):
        assert une.entree_le is not None
        limite = une.entree_le + timedelta(days=entier("delai_declaration"))
        yield AFaire(
            cle=f"regulariser:{une.id}",
            urgence=urgence_du(limite, perimetre.aujourdhui),
            phrase=(
                f"Présence à régulariser pour {une.demandeur.designation}, session {une.session.libelle}\u00a0: "
                f"son conseiller ({LIBELLES_RESEAU[une.reseau]}) n’a pas validé, l’AES attend."
            ),
            suite=_voir(une),
            pour_le=limite,
        )


@echeances_de("inscription_entree")
def validations_attendues(perimetre: Perimetre) -> Iterator[AFaire]:
    """Enrolments that wait for an adviser while the session has yet to start."""
    en_attente = _inscriptions(
        perimetre,
        Inscription.statut.in_((StatutInscription.RETENU, StatutInscription.A_VALIDER)),
        SessionFormation.debut > perimetre.aujourdhui,
    )
    for _, groupe in groupby(en_attente, key=lambda une: une.session_id):
        inscriptions = list(groupe)
        session = inscriptions[0].session
        yield AFaire(
            cle=f"validations:{session.id}",
            urgence=Urgence.A_PREVOIR,
            phrase=(
                f"{compter(len(inscriptions), 'inscription')} en attente du conseiller pour la session "
                f"{session.libelle}\u00a0: {enumerer([une.demandeur.designation for une in inscriptions])}."
            ),
            suite=_voir(inscriptions[0]),
            pour_le=session.debut,
        )


def _voir(inscription: Inscription) -> Suite:
    donnees = {"candidat": inscription.demandeur.identifiant, "session": inscription.session.numero}
    return Suite("Voir où en est le dossier", operation="statut-candidat", donnees=donnees)
