"""Erasing what is known of one person: each family empties its own tables, the door's own are emptied here.

A family says so in `engine/<famille>/effacement.py`, imported by `engine.familles`:

    @retenues                                              # what still needs this person's data, in words
    def dossiers_ouverts(personne: Personne, ctx: Contexte) -> Iterator[str]: ...
    @effacement                                            # empty the words; ids, statuses and dates stay
    def effacer_absences(personne: Personne, ctx: Contexte) -> None: ...

The second also says where else to look: `personne.objets`, the objects of the journal that are this person's alone, and
`personne.sirets`, the organismes whose journal may name them.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from engine.kit.journal import JournalRow, JournalTexte
from engine.kit.notices import NoticeRow, StatutNotice
from engine.kit.operations import Contexte

EFFACEE = "personne effacée"
PHRASE = "Le détail de cette opération a été effacé avec les données d’une personne qu’elle concernait."


@dataclass
class Personne:
    """A job seeker being erased. `mots` are what texts name them by: number, name, e-mail.

    `comptes` are the ids of their own accounts, as acteurs.
    """

    id: int
    identifiant: str
    mots: tuple[str, ...]
    objets: set[str] = field(default_factory=set)
    sirets: set[str] = field(default_factory=set)
    comptes: set[str] = field(default_factory=set)

    def nommee_dans(self, *colonnes: sa.SQLColumnExpression[Any]) -> sa.ColumnElement[bool]:
        """Rows one of whose texts (or JSON) names this person."""
        textes = [sa.cast(colonne, sa.String) for colonne in colonnes]
        # A JSON column keeps « é » as an escape.
        ecrits = {ecrit for mot in self.mots for ecrit in (mot, json.dumps(mot)[1:-1])}
        return sa.or_(*(texte.contains(ecrit, autoescape=True) for texte in textes for ecrit in sorted(ecrits)))


Retenue = Callable[[Personne, Contexte], Iterable[str]]
Effaceur = Callable[[Personne, Contexte], None]
RETENUES: list[Retenue] = []
EFFACEURS: list[Effaceur] = []


def retenues(retenue: Retenue) -> Retenue:
    """Register what still needs the data of a person."""
    RETENUES.append(retenue)
    return retenue


def effacement(effaceur: Effaceur) -> Effaceur:
    """Register what empties a family's tables."""
    EFFACEURS.append(effaceur)
    return effaceur


def effacer(personne: Personne, ctx: Contexte) -> dict[str, int]:
    """Empty every family's tables, then the words of the journal and the letters: how many rows of each."""
    for effaceur in EFFACEURS:
        effaceur(personne, ctx)
    ctx.db.flush()
    lignes = _lignes(personne)
    return {"lettres": _effacer_lettres(personne, lignes, ctx), "lignes": _effacer_lignes(personne, lignes, ctx)}


def _lignes(personne: Personne) -> sa.Select[int]:
    """The journal rows that are this person's, or whose words name them."""
    nommee = personne.nommee_dans(
        JournalTexte.message, JournalTexte.donnees, JournalTexte.reponse, JournalTexte.avant, JournalTexte.apres
    )
    return (
        sa.select(JournalRow.id)
        .join(JournalTexte, JournalTexte.journal_id == JournalRow.id)
        .where(
            JournalRow.objet.in_(personne.objets)
            | JournalRow.acteur.in_(personne.comptes)
            | ((JournalRow.siret.in_(personne.sirets) | JournalRow.siret.is_(None)) & nommee)
        )
    )


def _effacer_lettres(personne: Personne, lignes: sa.Select[int], ctx: Contexte) -> int:
    """Letters that those rows sent, or that were for this person; one that had not left does not leave."""
    des_memes = NoticeRow.journal_id.in_(lignes)
    siennes = des_memes | NoticeRow.destinataire.in_(personne.mots)
    statut = sa.case((NoticeRow.statut == StatutNotice.A_ENVOYER, StatutNotice.EFFACEE.value), else_=NoticeRow.statut)
    faites = ctx.db.execute(
        sa.update(NoticeRow)
        .where(siennes)
        .values(destinataire=None, sujet=EFFACEE, corps="", statut=statut)
        .returning(NoticeRow.id)
    )
    return len(faites.all())


def _effacer_lignes(personne: Personne, lignes: sa.Select[int], ctx: Contexte) -> int:
    textes = ctx.db.execute(
        sa.select(JournalTexte.journal_id, JournalTexte.reponse, JournalRow.acteur)
        .join(JournalRow, JournalRow.id == JournalTexte.journal_id)
        .where(JournalTexte.journal_id.in_(lignes), JournalTexte.efface_le.is_(None))
    ).all()
    for id, reponse, acteur in textes:
        sien = {"acteur_nom": EFFACEE} if acteur in personne.comptes else {}
        ctx.db.execute(
            sa.update(JournalTexte)
            .where(JournalTexte.journal_id == id)
            .values(
                message=PHRASE,
                donnees={},
                reponse=_sans_detail(reponse),
                avant=None,
                apres=None,
                efface_le=ctx.maintenant,
                **sien,
            )
        )
    return len(textes)


def _sans_detail(reponse: dict[str, Any]) -> dict[str, Any]:
    """The same receipt, or the same refusal, without its words."""
    if refus := reponse.get("refus"):
        return {"refus": refus | {"message": PHRASE}}
    vides: dict[str, Any] = {"message": PHRASE, "avertissements": [], "ecartes": [], "suite": [], "resultat": {}}
    return reponse | vides
