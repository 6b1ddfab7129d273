"""What recruiting asks of an organisme: presences and results to enter, candidates to call back, a modality to open."""

from collections.abc import Iterator
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import lazyload

from engine.kit.a_faire import AFaire, Perimetre, Urgence, echeances_de, urgence_du
from engine.kit.clock import a_paris
from engine.kit.francais import compter
from engine.kit.refus import Suite
from engine.offre.models import SessionFormation
from engine.offre.regles import raison_de_ne_pas_recruter
from engine.offre.sessions import sessions_en_vie
from engine.offre.statuts import EtatRecrutement
from engine.recrutement.models import Candidature, InscriptionRdv, Rdv
from engine.recrutement.rdv import permet_de_placer
from engine.recrutement.statuts import RENDEZ_VOUS, EtatRdv, Resultat, StatutCandidature, StatutPresence

Compte = tuple[Rdv, int]


def _rdv(perimetre: Perimetre, inscriptions: sa.ColumnElement[bool], *quand: sa.ColumnElement[bool]) -> list[Compte]:
    """The organisme's appointments that hold such registrations, with their number, the oldest first."""
    combien = (
        sa.select(InscriptionRdv.rdv_id, sa.func.count().label("nombre"))
        .join(InscriptionRdv.rdv)
        .join(Rdv.session)
        .where(SessionFormation.siret == perimetre.siret, Rdv.modalite.in_(RENDEZ_VOUS), Rdv.etat == EtatRdv.OUVERT)
        .where(inscriptions, *quand)
        .group_by(InscriptionRdv.rdv_id)
        .subquery()
    )
    choisis = sa.select(Rdv, combien.c.nombre).join(combien, combien.c.rdv_id == Rdv.id).order_by(Rdv.debut, Rdv.id)
    return [(rdv, nombre) for rdv, nombre in perimetre.db.execute(choisis.options(lazyload(Rdv.inscriptions)))]


@echeances_de("recrutement")
def presences_a_saisir(perimetre: Perimetre) -> Iterator[AFaire]:
    a_saisir = InscriptionRdv.presence == StatutPresence.A_SAISIR
    for rdv, nombre in _rdv(perimetre, a_saisir, Rdv.debut <= perimetre.maintenant):
        yield AFaire(
            f"presences:{rdv.id}",
            urgence_du(rdv.dernier_jour, perimetre.aujourdhui),
            f"{compter(nombre, 'présence')} à saisir\u00a0: {rdv.libelle_complet}.",
            Suite(
                f"Saisir les présences du {rdv.premier_jour:%d/%m}",
                operation="saisir-presences",
                donnees={"rdv": rdv.id},
            ),
            rdv.dernier_jour,
        )


@echeances_de("recrutement")
def resultats_a_saisir(perimetre: Perimetre) -> Iterator[AFaire]:
    present = InscriptionRdv.presence == StatutPresence.PRESENT
    a_saisir = present & (InscriptionRdv.resultat == Resultat.A_SAISIR)
    for rdv, nombre in _rdv(perimetre, a_saisir, Rdv.debut <= perimetre.maintenant):
        yield AFaire(
            f"resultats:{rdv.id}",
            Urgence.BIENTOT,
            f"{compter(nombre, 'résultat')} à saisir\u00a0: {rdv.libelle_complet}.",
            Suite(
                f"Saisir les résultats du {rdv.premier_jour:%d/%m}",
                operation="saisir-resultats",
                donnees={"rdv": rdv.id},
            ),
        )


@echeances_de("recrutement")
def rendez_vous_de_demain(perimetre: Perimetre) -> Iterator[AFaire]:
    """Who is expected, said the day before."""
    demain = perimetre.aujourdhui + timedelta(days=1)
    apres = perimetre.maintenant + timedelta(days=2, hours=1)
    bientot = (Rdv.debut > perimetre.maintenant, Rdv.debut < apres)
    for rdv, nombre in _rdv(perimetre, InscriptionRdv.presence != StatutPresence.ANNULE, *bientot):
        if rdv.premier_jour == demain:
            attendus = compter(nombre, "personne attendue", "personnes attendues")
            yield AFaire(
                f"demain:{rdv.id}",
                Urgence.BIENTOT,
                f"Demain, {attendus}\u00a0: {rdv.libelle_complet}.",
                Suite(
                    f"Voir les inscrits du {demain:%d/%m}",
                    operation="consulter-inscrits",
                    donnees={"rdv": rdv.id},
                ),
                demain,
            )


@echeances_de("recrutement")
def candidatures_a_rappeler(perimetre: Perimetre) -> Iterator[AFaire]:
    choisies = (
        sa.select(Candidature)
        .join(Candidature.plage)
        .join(Rdv.session)
        .where(SessionFormation.siret == perimetre.siret, Candidature.statut == StatutCandidature.PROPOSEE)
        .order_by(Candidature.proposee_le, Candidature.id)
    )
    for une in perimetre.db.scalars(choisies):
        yield AFaire(
            f"candidature:{une.id}",
            urgence_du(a_paris(une.proposee_le).date(), perimetre.aujourdhui),
            f"Candidature à rappeler\u00a0: {une.titre} ({une.plage.session.formation.intitule}).",
            Suite(
                f"Traiter {une.demandeur.designation}", operation="traiter-candidature", donnees={"candidature": une.id}
            ),
        )


@echeances_de("recrutement")
def sessions_sans_modalite(perimetre: Perimetre) -> Iterator[AFaire]:
    """Before its first day, a session that recruits has an open modality."""
    jour = perimetre.aujourdhui
    ouvertes = set(
        perimetre.db.scalars(
            sa.select(Rdv.session_id)
            .join(Rdv.session)
            .where(SessionFormation.siret == perimetre.siret, permet_de_placer(perimetre.maintenant))
        )
    )
    for session in sessions_en_vie(perimetre.db, perimetre.siret, jour):
        recrute = session.etat_recrutement is EtatRecrutement.OUVERT and (session.debut is None or session.debut > jour)
        if not recrute or session.employeur or raison_de_ne_pas_recruter(session, perimetre.maintenant, jour.year):
            continue
        if session.id not in ouvertes:
            yield AFaire(
                f"modalite:{session.numero}",
                Urgence.A_PREVOIR,
                f"La session {session.libelle} n’a aucune modalité de recrutement ouverte.",
                Suite(
                    f"Programmer une réunion, {session.formation.intitule}",
                    operation="creer-ric",
                    donnees={"session": session.numero},
                ),
            )
