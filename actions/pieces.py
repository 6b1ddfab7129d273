"""The paper that somebody brought: « j’ai le certificat », « arrêt de travail reçu »."""

import re
from collections.abc import Sequence

from actions.mots_cles import signe_a_signe
from actions.tour import Entite

PIECE = re.compile(
    r"\b(?:certificats?(?: medica(?:l|ux))?|arrets? (?:de travail|maladie)|convocations?|justificatifs?|bulletins?"
    r"|attestations?(?: de (?:l'employeur|presence|rendez-vous))?|actes? de (?:deces|naissance|mariage))\b(?! d'inscri)"
)
# What says that it is there: before it in its clause, or right after it.
RECU = re.compile(
    r"\b(?:j'ai|on a|nous avons|avec|voici|ci[ -]joint|recu\w*|fourni\w*|remis\w*|donne\w*|apporte\w*|envoye\w*"
    r"|transmis\w*|ajoute\w*|joins|joindre|joint\w*|presente|produit|a (?:un|son|le|l'))\b"
)
PAS_RECU = re.compile(r"\b(?:pas|sans|aucune?|attend\w*|manque|jamais|demain|apportera|enverra|fournira|doit|si)\b")


def piece(texte: str, entites: Sequence[Entite], dates: bool) -> str | None:
    """The paper named as received; a paper that is awaited, or missing, is none."""
    plain = signe_a_signe(texte)
    for dite in PIECE.finditer(plain):
        clause = slice(
            max((plain.rfind(signe, 0, dite.start()) for signe in ",;:.!?(\n"), default=-1) + 1,
            min((i for signe in ",;:.!?)\n" if (i := plain.find(signe, dite.end())) >= 0), default=len(plain)),
        )
        if RECU.search(plain[clause]) and not PAS_RECU.search(plain[clause]):
            return texte[dite.start() : dite.end()]
    return None
