"""corriger-absence: change or withdraw an absence, both states in the journal."""

from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema

from engine.assiduite.absences import absences_de, exiger_mois_libres
from engine.assiduite.models import Absence
from engine.assiduite.operations.saisir_absence import MotifAbsence, lignes, sans_justificatif
from engine.assiduite.refus import AbsenceChangeeDepuis, RienACorriger
from engine.assiduite.regles import (
    exiger_bon_sens,
    exiger_dans_le_parcours,
    exiger_pas_d_autre_absence,
    exiger_suivi,
)
from engine.assiduite.statuts import OUI_NON
from engine.inscription_entree.inscriptions import verrouillee
from engine.inscription_entree.models import Inscription
from engine.kit.acteurs import Role
from engine.kit.donnees import DateCivile, Demandeur, Donnee, Texte, choix_parmi
from engine.kit.francais import de
from engine.kit.journal import JournalRow
from engine.kit.operations import Commande, Contexte, Effet, annulation, operation
from engine.kit.refus import Suite


def _numero(valeur: Any) -> int:
    texte = str(valeur).strip()
    if isinstance(valeur, bool) or not (texte.isascii() and texte.isdigit() and len(texte) <= 9):
        raise ValueError
    return int(texte)


NumeroAbsence = Annotated[
    int, Donnee("choix"), BeforeValidator(_numero), WithJsonSchema({"type": "integer", "examples": [12]})
]


Suppression = choix_parmi(OUI_NON, {"oui": "supprimer supprime enlever enlève retirer retire"})


class CorrigerAbsence(Commande):
    candidat: Demandeur = Field(title="Stagiaire")
    absence: NumeroAbsence = Field(title="Absence à corriger")
    date_debut: DateCivile | None = Field(None, title="Nouveau premier jour")
    date_fin: DateCivile | None = Field(None, title="Nouveau dernier jour")
    motif: MotifAbsence | None = Field(None, title="Nouveau motif")
    justificatif: Texte | None = Field(None, title="Justificatif")
    suppression: Suppression | None = Field(None, title="Supprimer l’absence")  # type: ignore[valid-type]


@operation("corriger-absence", roles={Role.GESTIONNAIRE}, annulable="oui, tant que son mois n’est pas déclaré")
def corriger_absence(commande: CorrigerAbsence, ctx: Contexte) -> Effet:
    absence = ctx.db.get_one(Absence, commande.absence)
    inscription = verrouillee(ctx.db, absence.inscription_id)
    ctx.db.refresh(absence)
    exiger_suivi(inscription)
    nom, avant, ancienne = inscription.demandeur.designation, absence.etat(), absence.libelle
    exiger_mois_libres(ctx.db, [inscription], absence.debut, absence.fin)
    if commande.suppression == "oui":
        absence.retiree_le = ctx.maintenant
        fait, phrase = "absence_retiree", f"L’absence {de(nom)} {ancienne} est supprimée."
        recap: tuple[tuple[str, str], ...] = (("Supprimer l’absence de", nom), ("Absence", ancienne))
    else:
        _changer(ctx, commande, inscription, absence)
        if absence.etat() == avant:
            raise RienACorriger(personne=nom, absence=ancienne)
        fait, phrase = (
            "absence_corrigee",
            f"L’absence {de(nom)} est corrigée : {absence.libelle}. Avant : {ancienne}.",
        )
        recap = (*lignes(inscription, absence), ("Au lieu de", ancienne))
    return Effet(
        f"assiduite.{fait}",
        objet=f"absence:{absence.id}",
        message=phrase,
        avant=avant,
        apres=absence.etat(),
        avertissements=() if absence.retiree_le else sans_justificatif(absence),
        suite=(Suite("Saisir une autre absence", "saisir-absence"),),
        resultat=absence.etat(),
        recap=recap,
    )


def _changer(ctx: Contexte, commande: CorrigerAbsence, inscription: Inscription, absence: Absence) -> None:
    debut, fin = commande.date_debut or absence.debut, commande.date_fin or absence.fin
    exiger_bon_sens(debut, fin)
    exiger_dans_le_parcours(inscription, debut, fin)
    exiger_mois_libres(ctx.db, [inscription], debut, fin)
    autres = [autre for autre in absences_de(ctx.db, inscription.id) if autre.id != absence.id]
    exiger_pas_d_autre_absence(inscription.demandeur.designation, debut, fin, autres)
    absence.debut, absence.fin = debut, fin
    absence.motif = commande.motif or absence.motif
    absence.justificatif = commande.justificatif or absence.justificatif


@annulation("corriger-absence")
def annuler_corriger_absence(ligne: JournalRow, ctx: Contexte) -> Effet:
    """As it was before, while no month concerned is declared and nobody changed it since."""
    avant = ligne.avant or {}
    absence = ctx.db.get_one(Absence, avant["absence"])
    inscription = verrouillee(ctx.db, absence.inscription_id)
    ctx.db.refresh(absence)
    nom = inscription.demandeur.designation
    if absence.etat() != ligne.apres:
        raise AbsenceChangeeDepuis(personne=nom)
    exiger_mois_libres(ctx.db, [inscription], absence.debut, absence.fin)
    debut, fin = date.fromisoformat(avant["debut"]), date.fromisoformat(avant["fin"])
    exiger_suivi(inscription)
    exiger_dans_le_parcours(inscription, debut, fin)
    exiger_mois_libres(ctx.db, [inscription], debut, fin)
    autres = [autre for autre in absences_de(ctx.db, inscription.id) if autre.id != absence.id]
    exiger_pas_d_autre_absence(nom, debut, fin, autres)
    absence.debut, absence.fin, absence.retiree_le = debut, fin, None
    absence.motif, absence.justificatif = avant["motif"], avant["justificatif"]
    return Effet(
        "assiduite.absence_retablie",
        objet=ligne.objet,
        message=f"L’absence {de(nom)} est de nouveau enregistrée comme avant : {absence.libelle}.",
        avant=ligne.apres,
        apres=absence.etat(),
        siret=ligne.siret,
        annule=ligne.id,
        recap=(("Rétablir l’absence de", nom), ("Absence", absence.libelle)),
    )
