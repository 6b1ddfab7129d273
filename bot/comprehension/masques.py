"""A text without what changes from one message to the next: who, where, when and how many, each by one word.

For n-grams: « Martin » and « mardi » in an example say nothing of what is asked. Sentence models read them as they are.
"""

import re
from functools import lru_cache

from bot.comprehension.texte import normaliser
from bot.donnees.lexique import communes, mots

_MOIS = "janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre"
_JOURS = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
_TITRE = re.compile(
    r"\b((?:[Mm]mes?|[Mm]lles?|[Mm]adame|[Mm]onsieur|[Mm]rs?|M)\.? )[A-ZÀ-Ý][\w'’-]+(?: [A-ZÀ-Ý][\w'’-]+)*"
)
# A capital inside a sentence: somebody, somewhere, unless it is a name of the trade or a day.
_CAPITALE = re.compile(r"(?<=[a-zà-ÿ,;:’'\"»0-9] )([A-ZÀ-Ý][a-zà-ÿ]+)(?:[-'’ ][A-ZÀ-Ý][a-zà-ÿ]+)*")
# The capitals that name neither.
_USUELLES = re.compile(
    rf"{_JOURS}|{_MOIS}|avenir|bonjour|cap|carif|chrome|edge|emploi|excel|firefox|france|google|greta|kairos|locale"
    r"|madame|mission|mlles?|mmes?|monsieur|mrs?|partenaire|pole|qualiopi|region|travail|word"
)
_QUAND = (
    (re.compile(rf"\b\d{{1,2}}(?:er)? (?:{_MOIS})(?: \d{{4}})?\b"), "iddate"),
    (re.compile(rf"\b(?:{_JOURS})\b"), "idjour"),
    (re.compile(rf"\b(?:{_MOIS})\b"), "idmois"),
    (re.compile(r"\b\d{1,2} ?h\b"), "idheure"),
    (re.compile(r"\b\d+\b"), "idnombre"),
)
_COURTE = 3


def masquer(texte: str) -> str:
    """The normalised text, each name, place, date, hour and number replaced by the word of its kind."""
    if not texte.isupper():
        texte = _CAPITALE.sub(_nommer, _TITRE.sub(r"\1idnom", texte))
    prenoms = _prenoms()
    dit = " ".join("idnom" if mot in prenoms else mot for mot in normaliser(texte).split())
    dit = _lieux().sub("idlieu", dit)
    for modele, remplacement in _QUAND:
        dit = modele.sub(remplacement, dit)
    return dit


def _nommer(trouve: re.Match[str]) -> str:
    connu = _USUELLES.fullmatch(normaliser(trouve[1])) or _lieux().match(normaliser(trouve[0]))
    return trouve[0] if connu else "idnom"


@lru_cache(maxsize=1)
def _prenoms() -> frozenset[str]:
    return mots("prenoms") - mots("prenoms-ambigus")


@lru_cache(maxsize=1)
def _lieux() -> re.Pattern[str]:
    noms = [nom for nom in communes() if nom not in mots("communes-mots-courants") and len(nom) > _COURTE]
    return re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, noms), key=len, reverse=True))})\b")
