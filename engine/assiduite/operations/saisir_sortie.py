"""saisir-sortie: the effective exit of someone in training, for a motif of the closed list; three days to declare."""

from pydantic import Field

from engine.assiduite.departs import partir, revenir
from engine.assiduite.parcours import nommer, parcours_de
from engine.assiduite.regles import exiger_dans_le_parcours, exiger_present
from engine.assiduite.statuts import MOTIFS_SORTIE, MOTS_SORTIE
from engine.inscription_entree.statuts import PRESENTS_EN_FORMATION, StatutInscription
from engine.kit.acteurs import Role
from engine.kit.donnees import DateCivile, Demandeur, SessionNumero, choix_parmi
from engine.kit.francais import de, dire_date
from engine.kit.journal import JournalRow
from engine.kit.operations import Commande, Contexte, Effet, annulation, operation
from engine.kit.refus import Suite


class SaisirSortie(Commande):
    candidat: Demandeur = Field(title="Stagiaire")
    session: SessionNumero | None = Field(None, title="Session")
    date: DateCivile = Field(title="Dernier jour en formation")
    motif: choix_parmi(MOTIFS_SORTIE, MOTS_SORTIE) = Field(title="Motif")  # type: ignore[valid-type]


@operation("saisir-sortie", roles={Role.GESTIONNAIRE}, annulable="compensation")
def saisir_sortie(commande: SaisirSortie, ctx: Contexte) -> Effet:
    inscription = parcours_de(ctx, commande.candidat, commande.session, PRESENTS_EN_FORMATION)
    exiger_present(inscription)
    exiger_dans_le_parcours(inscription, commande.date)
    motif = MOTIFS_SORTIE[commande.motif]
    depart = partir(ctx, inscription, StatutInscription.SORTI, commande.date, "sortie", motif)
    nom, jour = inscription.demandeur.designation, dire_date(commande.date)
    session = inscription.session
    return Effet(
        "assiduite.sortie_saisie",
        objet=f"inscription:{inscription.id}",
        message=(
            f"La sortie {de(nom)} est enregistrée : dernier jour le {jour} ({motif}). "
            "Son conseiller et cette personne en sont prévenus."
        ),
        avant=depart.avant,
        apres=depart.apres,
        avertissements=depart.avertissements,
        suite=(Suite("Saisir le bilan", "saisir-bilan", donnees={"session": session.numero}),),
        resultat={"inscription": inscription.id, "statut": inscription.statut.value, "tardive": depart.tardive},
        notices=depart.notices,
        recap=(
            ("Sortie de", nommer(inscription)),
            ("Session", session.libelle),
            ("Dernier jour en formation", jour),
            ("Motif", motif),
        ),
    )


@annulation("saisir-sortie")
def annuler_sortie(ligne: JournalRow, ctx: Contexte) -> Effet:
    return revenir(ligne, ctx, "la sortie", "assiduite.sortie_annulee")
