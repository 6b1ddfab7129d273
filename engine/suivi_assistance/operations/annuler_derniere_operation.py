"""annuler-derniere-operation: undo or compensate what one has just done, once, and tell again those who were told."""

from dataclasses import replace
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema

from engine.kit import notices
from engine.kit.acteurs import Role
from engine.kit.catalogue import libelle_de
from engine.kit.donnees import Donnee
from engine.kit.francais import dire_instant
from engine.kit.journal import JournalRow
from engine.kit.operations import ANNULATIONS, Commande, Contexte, Effet, operation
from engine.suivi_assistance.annulations import exiger_annulable, ligne_a_annuler, verrouiller_ligne

PERSONNE = "personne"


def _lire(valeur: Any) -> str:
    texte = " ".join(str(valeur).split()) if isinstance(valeur, str) else ""
    if not texte or len(texte) > 120 or not texte.isprintable():
        raise ValueError
    return texte


OperationFaite = Annotated[
    str,
    Donnee("choix"),
    BeforeValidator(_lire),
    WithJsonSchema({"type": "string", "examples": ["R-2027-000042"], "description": "Reçu, ou nom de l’opération"}),
]


class AnnulerDerniereOperation(Commande):
    operation: OperationFaite | None = Field(None, title="Opération à annuler")


@operation(
    "annuler-derniere-operation",
    roles={Role.GESTIONNAIRE},
    annulable="non : refaites l’opération, elle aura son propre reçu",
)
def annuler_derniere_operation(commande: AnnulerDerniereOperation, ctx: Contexte) -> Effet:
    ligne = ligne_a_annuler(ctx, commande.operation)
    exiger_annulable(ligne)
    verrouiller_ligne(ctx, ligne)
    effet = ANNULATIONS[ligne.operation](ligne, ctx)
    return replace(
        effet,
        annule=ligne.id,
        siret=effet.siret or ligne.siret,
        resultat={"annule": ligne.recu, "operation": ligne.operation} | effet.resultat,
        recap=_recap(ligne, effet, ctx),
    )


def _recap(ligne: JournalRow, effet: Effet, ctx: Contexte) -> tuple[tuple[str, str], ...]:
    """What was done, what undoing it does, and who is told again."""
    return (
        ("À annuler", f"{libelle_de(ligne.operation)}, {dire_instant(ligne.le)} (reçu {ligne.recu})"),
        ("Ce qui avait été fait", ligne.texte.message),
        *effet.recap,
        ("Seront prévenus", _prevenus(effet, ctx)),
    )


def _prevenus(effet: Effet, ctx: Contexte) -> str:
    """« l…@demandeur.example (« Votre rendez-vous est annulé ») », or nobody."""
    dits = []
    for notice in effet.notices:
        sujet, _ = notices.render(notice, ctx.sceau)
        if adresse := notice.destinataire:
            dits.append(f"{adresse[0]}…@{adresse.partition('@')[2]} (« {sujet} »)")
    return " ; ".join(dits) or PERSONNE
