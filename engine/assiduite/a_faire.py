"""What the organisme has to declare of those in training, and what the hotline has to decide."""

from collections.abc import Iterator
from itertools import groupby

import sqlalchemy as sa

from engine.assiduite.bilans import bilans_dus
from engine.assiduite.models import DemandeReouverture
from engine.assiduite.mois import mois_a_declarer
from engine.assiduite.regles import dernier_jour
from engine.assiduite.statuts import StatutReouverture
from engine.kit.a_faire import AFaire, Perimetre, Urgence, echeances_de, urgence_du
from engine.kit.clock import a_paris
from engine.kit.francais import compter, de, dire_instant, dire_mois
from engine.kit.refus import Suite


@echeances_de("assiduite")
def mois_ouverts(perimetre: Perimetre) -> Iterator[AFaire]:
    """Months open to declaration, until their last day; late afterwards."""
    for session, mois, _ in mois_a_declarer(perimetre.db, perimetre.siret, perimetre.maintenant):
        limite = dernier_jour(mois)
        yield AFaire(
            f"mois:{session.id}:{mois}",
            urgence_du(limite, perimetre.aujourdhui),
            f"L’assiduité {de(dire_mois(mois))} est à déclarer pour la session {session.libelle}.",
            Suite(
                f"Déclarer {dire_mois(mois)}, {session.formation.intitule}",
                operation="saisir-assiduite-mois",
                donnees={"session": session.numero, "mois": mois},
            ),
            limite,
            campagne=True,
        )


@echeances_de("assiduite")
def bilans_a_saisir(perimetre: Perimetre) -> Iterator[AFaire]:
    """People whose training is over, session by session."""
    dus = bilans_dus(perimetre.db, perimetre.siret, perimetre.aujourdhui)
    for _, groupe in groupby(dus, key=lambda une: une.session_id):
        inscriptions = list(groupe)
        session = inscriptions[0].session
        yield AFaire(
            f"bilan:{session.id}",
            Urgence.BIENTOT,
            f"{compter(len(inscriptions), 'bilan')} à saisir pour la session {session.libelle}.",
            Suite(
                f"Saisir le bilan, {session.formation.intitule}",
                operation="saisir-bilan",
                donnees={"session": session.numero},
            ),
        )


@echeances_de("assiduite", equipe=True)
def reouvertures_a_decider(perimetre: Perimetre) -> Iterator[AFaire]:
    """Requests to open a declared month again, oldest first."""
    attendent = sa.select(DemandeReouverture).where(DemandeReouverture.statut == StatutReouverture.DEMANDEE)
    for demande in perimetre.db.scalars(attendent.order_by(DemandeReouverture.id)):
        yield AFaire(
            f"reouverture:{demande.id}",
            Urgence.AUJOURD_HUI,
            f"Rouvrir {dire_mois(demande.mois)} pour la session {demande.session.libelle}\u00a0? Demandé le "
            f"{dire_instant(demande.demandee_le)}, motif\u00a0: {demande.motif}",
            Suite(
                f"Voir la session {demande.session.numero}",
                operation="consulter-session",
                donnees={"session": demande.session.numero},
            ),
            a_paris(demande.demandee_le).date(),
        )
