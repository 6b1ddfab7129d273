"""saisir-absence: days that someone in training missed, and why."""

from pydantic import Field

from engine.assiduite.absences import absences_de, exiger_mois_libres
from engine.assiduite.models import Absence
from engine.assiduite.parcours import nommer, parcours_de
from engine.assiduite.refus import AbsenceChangeeDepuis
from engine.assiduite.regles import (
    exiger_bon_sens,
    exiger_dans_le_parcours,
    exiger_pas_d_autre_absence,
    exiger_suivi,
)
from engine.assiduite.statuts import MOTIFS_ABSENCE, MOTIFS_JUSTIFIES, MOTS_ABSENCE, dire_motif_absence
from engine.inscription_entree.inscriptions import verrouillee
from engine.inscription_entree.models import Inscription
from engine.inscription_entree.statuts import PRESENTS_EN_FORMATION
from engine.kit.acteurs import Role
from engine.kit.donnees import DateCivile, Demandeur, SessionNumero, Texte, choix_parmi
from engine.kit.francais import de, dire_periode
from engine.kit.journal import JournalRow
from engine.kit.operations import Avertissement, Commande, Contexte, Effet, annulation, operation
from engine.kit.refus import Suite

MotifAbsence = choix_parmi(MOTIFS_ABSENCE, MOTS_ABSENCE)


class SaisirAbsence(Commande):
    candidat: Demandeur = Field(title="Stagiaire")
    session: SessionNumero | None = Field(None, title="Session")
    date_debut: DateCivile = Field(title="Premier jour d’absence")
    date_fin: DateCivile = Field(title="Dernier jour d’absence")
    motif: MotifAbsence = Field(title="Motif")  # type: ignore[valid-type]
    justificatif: Texte | None = Field(None, title="Justificatif")


@operation("saisir-absence", roles={Role.GESTIONNAIRE}, annulable="oui, tant que son mois n’est pas déclaré")
def saisir_absence(commande: SaisirAbsence, ctx: Contexte) -> Effet:
    exiger_bon_sens(commande.date_debut, commande.date_fin)
    inscription = parcours_de(ctx, commande.candidat, commande.session, PRESENTS_EN_FORMATION)
    exiger_suivi(inscription)
    exiger_dans_le_parcours(inscription, commande.date_debut, commande.date_fin)
    exiger_mois_libres(ctx.db, [inscription], commande.date_debut, commande.date_fin)
    nom = inscription.demandeur.designation
    autres = absences_de(ctx.db, inscription.id)
    exiger_pas_d_autre_absence(nom, commande.date_debut, commande.date_fin, autres)
    absence = Absence(
        inscription=inscription,
        debut=commande.date_debut,
        fin=commande.date_fin,
        motif=commande.motif,
        justificatif=commande.justificatif,
        saisie_le=ctx.maintenant,
    )
    ctx.db.add(absence)
    ctx.db.flush()
    return Effet(
        "assiduite.absence_saisie",
        objet=f"absence:{absence.id}",
        message=f"L’absence {de(nom)} est enregistrée : {absence.libelle}.",
        apres=absence.etat(),
        avertissements=sans_justificatif(absence),
        suite=(
            Suite(
                "Corriger cette absence",
                "corriger-absence",
                donnees={"candidat": commande.candidat, "absence": absence.id},
            ),
            Suite("Saisir une autre absence", "saisir-absence"),
        ),
        resultat={"absence": absence.id, "inscription": inscription.id, "justifiee": absence.motif in MOTIFS_JUSTIFIES},
        recap=lignes(inscription, absence),
    )


def lignes(inscription: Inscription, absence: Absence) -> tuple[tuple[str, str], ...]:
    """The recap of an absence."""
    toutes = (
        ("Absence de", nommer(inscription)),
        ("Session", inscription.session.libelle),
        ("Jours", dire_periode(absence.debut, absence.fin)),
        ("Motif", dire_motif_absence(absence.motif)),
        ("Justificatif", absence.justificatif or ""),
    )
    return tuple((titre, valeur) for titre, valeur in toutes if valeur)


def sans_justificatif(absence: Absence) -> tuple[Avertissement, ...]:
    """A justified absence still needs its paper."""
    if absence.justificatif or absence.motif not in MOTIFS_JUSTIFIES:
        return ()
    phrase = (
        "Sans justificatif pour l’instant : gardez-le à disposition, vous pourrez l’ajouter en corrigeant l’absence."
    )
    return (Avertissement("absence-sans-justificatif", phrase, "assiduite-au-fil-de-l-eau"),)


@annulation("saisir-absence")
def annuler_saisir_absence(ligne: JournalRow, ctx: Contexte) -> Effet:
    """Withdrawn, while its month is not declared and nobody changed it."""
    absence = ctx.db.get_one(Absence, (ligne.apres or {})["absence"])
    inscription = verrouillee(ctx.db, absence.inscription_id)
    ctx.db.refresh(absence)
    nom = inscription.demandeur.designation
    if absence.etat() != ligne.apres:
        raise AbsenceChangeeDepuis(personne=nom)
    exiger_mois_libres(ctx.db, [inscription], absence.debut, absence.fin)
    absence.retiree_le = ctx.maintenant
    return Effet(
        "assiduite.absence_annulee",
        objet=ligne.objet,
        message=f"L’absence {de(nom)} {dire_periode(absence.debut, absence.fin)} est annulée.",
        avant=ligne.apres,
        apres=absence.etat(),
        siret=ligne.siret,
        annule=ligne.id,
        recap=(("Annuler l’absence de", nom), ("Jours", dire_periode(absence.debut, absence.fin))),
    )
