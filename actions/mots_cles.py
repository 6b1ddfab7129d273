"""Words without accents, case or punctuation, and the ones that say nothing."""

import re
import unicodedata

VIDES = frozenset({
    "a", "ah", "alors", "au", "aux", "avec", "bah", "bien", "bon", "c", "car", "ce", "celle", "celles", "celui",
    "ces", "cette", "ceux", "d", "dans", "de", "des", "donc", "du", "elle", "elles", "en", "est", "et", "etaient",
    "etait", "ete", "euh", "fait", "faut", "h", "heure", "heures", "ici", "il", "ils", "j", "je", "jour", "l", "la",
    "le", "les", "leur", "lui", "m", "ma", "madame", "mais", "me", "mes", "met", "mets", "mettre", "mlle", "mme",
    "moi", "mon", "monsieur", "mr", "n", "ne", "non", "nos", "notre", "nous", "on", "ont", "ou", "oui", "par", "pas",
    "pour", "qu", "que", "qui", "s", "sa", "sauf", "se", "ses", "si", "son", "sont", "sur", "t", "ta", "te", "tous",
    "tout", "toute", "toutes", "tu", "un", "une", "va", "veux", "voila", "vos", "votre", "voudrais", "vous", "y",
})  # fmt: skip


ALIAS = {  # what people type for the words of the proposals
    "info": ("information",), "infos": ("information",), "col": ("collective",), "coll": ("collective",),
    "infocoll": ("information", "collective"), "ric": ("ric", "information", "collective"),
    "rdv": ("rdv", "rendez", "vous"), "rv": ("rv", "rendez", "vous"),
}  # fmt: skip


def plat(texte: str) -> str:
    """Lower case, no accent, one space between words."""
    sans_accent = unicodedata.normalize("NFKD", texte.replace("œ", "oe").replace("Œ", "oe"))
    sans_accent = "".join(c for c in sans_accent if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", " ", sans_accent.lower()).strip()


def signe_a_signe(texte: str) -> str:
    """Lower case, no accent, plain apostrophes, and still as long: what is found there is found in the text."""
    return "".join(_sans_accent(signe) for signe in texte)


def _sans_accent(signe: str) -> str:
    base = unicodedata.normalize("NFKD", "'" if signe in "’‘" else signe)[0].lower()
    return base if len(base) == 1 else signe


def mots(texte: str) -> list[str]:
    """The words that carry something, abbreviations spelt out."""
    return [entier for mot in plat(texte).split() if mot not in VIDES for entier in ALIAS.get(mot, (mot,))]
