"""saisir-abandon: someone left the training for good; told to the adviser within three days of the real day."""

from pydantic import Field

from engine.assiduite.departs import partir, revenir
from engine.assiduite.parcours import aujourdhui, nommer, parcours_de
from engine.assiduite.regles import exiger_abandon_passe, exiger_dans_le_parcours, exiger_present
from engine.inscription_entree.statuts import PRESENTS_EN_FORMATION, StatutInscription
from engine.kit.acteurs import Role
from engine.kit.donnees import DateCivile, Demandeur, SessionNumero, Texte
from engine.kit.francais import de, dire_date
from engine.kit.journal import JournalRow
from engine.kit.operations import Commande, Contexte, Effet, annulation, operation
from engine.kit.refus import Suite


class SaisirAbandon(Commande):
    candidat: Demandeur = Field(title="Stagiaire")
    session: SessionNumero | None = Field(None, title="Session")
    date: DateCivile = Field(title="Date de l’abandon")
    motif: Texte = Field(title="Motif")


@operation("saisir-abandon", roles={Role.GESTIONNAIRE}, annulable="compensation")
def saisir_abandon(commande: SaisirAbandon, ctx: Contexte) -> Effet:
    inscription = parcours_de(ctx, commande.candidat, commande.session, PRESENTS_EN_FORMATION)
    exiger_present(inscription)
    exiger_abandon_passe(commande.date, aujourdhui(ctx))
    exiger_dans_le_parcours(inscription, commande.date)
    depart = partir(ctx, inscription, StatutInscription.ABANDON, commande.date, "abandon", commande.motif)
    nom, jour = inscription.demandeur.designation, dire_date(commande.date)
    return Effet(
        "assiduite.abandon_saisi",
        objet=f"inscription:{inscription.id}",
        message=f"L’abandon {de(nom)} est enregistré au {jour}. Son conseiller et cette personne en sont prévenus.",
        avant=depart.avant,
        apres=depart.apres,
        avertissements=depart.avertissements,
        suite=(Suite("Voir où en est ce dossier", "statut-candidat", donnees={"candidat": commande.candidat}),),
        resultat={"inscription": inscription.id, "statut": inscription.statut.value, "tardive": depart.tardive},
        notices=depart.notices,
        recap=(
            ("Abandon de", nommer(inscription)),
            ("Session", inscription.session.libelle),
            ("Date de l’abandon", jour),
            ("Motif", commande.motif),
        ),
    )


@annulation("saisir-abandon")
def annuler_abandon(ligne: JournalRow, ctx: Contexte) -> Effet:
    return revenir(ligne, ctx, "l’abandon", "assiduite.abandon_annule")
