"""What a text asks, part by part: its sentences, cut where a second request starts, without what only tells."""

import re

from bot.comprehension.texte import normaliser

# Two requests are hardly said in fewer words, and each has a few.
MOTS_DE_DEUX = 7
MOTS_D_UNE = 3
# A message costs what is read of it.
AU_PLUS = 4
_ANNONCES = (
    r"au fait|au passage|par ailleurs|d[’' ]ailleurs|autre question|autre chose|deuxi[eè]mement|deuxi[eè]me question"
    r"|seconde question|sinon|tant que j[’' ]y suis|et puis|et aussi|ainsi que"
)
_COUPES = re.compile(
    r"(?<=[?!;])\s*|(?<=[.…])\s+(?=\D)|\s*\n+\s*|(?:^|(?<=\s))(?:\d\s?[).°/:-]|[-•*])\s+"
    rf"|[\s,(-]+(?:et\s+|ah\s+)?(?:{_ANNONCES})\b[\s,:]*",
    re.IGNORECASE,
)
# Their full stop ends no sentence.
_TITRES = re.compile(r"\b(MM?|Mr|Mmes?|Mlles?|Dr|[A-ZÀ-Ý])\. ?(?=[A-ZÀ-Ý])")
_MARQUES = re.compile(r"([?!])[?!]+")
_LIAISONS = re.compile(
    r"(?:\s*,\s*|\s+)(?:et|puis|mais)\s+|\s*,\s+(?=(?:comment|combien|quand|pourquoi|o[uù]|qui|quel)\b)", re.IGNORECASE
)
# Said of what precedes: the part that starts so, or whose subject or object is so, is no question of its own.
_RENVOI = re.compile(
    r"^(?:et |mais |si |sinon )*(?:il(?! faut| y a)|elle|ils|elles|lui|leur|eux|a ce moment|pour (?:lui|elle))\b"
    r"|\b(?:ca|cela|celui|celle|ceux|celles|la dessus|dans ce cas|(?:je|tu|on|nous|vous) (?:les?|la|l|lui|leur))\b"
)
_INTERROGE = re.compile(
    r"\?|\b(?:pourquoi|comment|combien|quand|quels?|quelles?|est ce|qu est|c est quoi|quoi"
    r"|qui (?:est|peut|doit|saisit|fait|inscrit|contacter|cree|traite)"
    r"|que (?:faire|faut|signifie|veut|devient|se passe|risque|dois|doit|peut)"
    r"|(?:peut|doit|faut|dois|puis|peux|pouvez|pourriez|est|y a t|a t) (?:on|il|je|tu|vous|ce|elle)"
    r"|(?:a|de|pour|sous|dans|jusqu a|depuis) (?:qui|quoi|quels?|quelles?|quand|combien)"
    r"|en (?:est|sont) ou|ou (?:est|en est|sont|trouver|je|on|se|dois|faut|trouve\w*)"
    r"|explique\w* moi|dis moi|dites moi|savoir|indiquer|rappeler|difference)\b"
)
_POLITESSES = (
    r"bonjour|salut|bonsoir|svp|merci de|merci d|alors|donc|aussi|ensuite|il faut|faut|bien vouloir|me|nous|tu|vous"
    r"|je (?:veux|voudrais|souhaite|dois)|j (?:aimerais|ai besoin de?)|(?:peux|pouvez|pourriez) (?:tu|vous)"
)
_PAS_DES_VERBES = (
    r"entre|contre|outre|notre|votre|autres?|etre|rendez|chez|assez|premier|dernier|janvier|fevrier|octobre|novembre"
    r"|decembre|septembre|hier|avoir|\w+rez"
)
_IMPERATIFS = (
    r"programme|inscris|montre|annule|transfere|retire|donne|cree|sors|ouvre|saisis|declare|note|supprime|modifie"
    r"|deplace|corrige|enregistre|ajoute|affiche|liste|signale|demande|envoie|transmets|duplique|passe|mets|fais"
)
_ORDONNE = re.compile(
    rf"^(?:(?:{_POLITESSES}) )*(?!(?:{_PAS_DES_VERBES})\b)(?:\w{{2,}}(?:er|ir|re|ez)|{_IMPERATIFS})\b"
)


def demandes(texte: str) -> list[str]:
    """The parts of a raw text that each ask something by themselves, in order; none unless there are two at least."""
    if len(texte.split()) < MOTS_DE_DEUX:
        return []
    trouvees = [partie for phrase in phrases(texte) for partie in _couper(phrase) if _se_suffit(partie)]
    return trouvees[:AU_PLUS] if len(trouvees) > 1 else []


def phrases(texte: str) -> list[str]:
    """The sentences and lines of a raw text."""
    texte = _TITRES.sub(r"\1 ", _MARQUES.sub(r"\1", texte))
    return [p for p in (part.strip(" ,:->") for part in _COUPES.split(texte)) if p]


def _couper(phrase: str) -> list[str]:
    """A sentence cut at the words that link two requests: a request on each side."""
    for liaison in _LIAISONS.finditer(phrase):
        avant, apres = phrase[: liaison.start()], phrase[liaison.end() :]
        # The mark that ends the sentence does not make a question of « des stagiaires ? ».
        if _se_suffit(avant) and _se_suffit(apres.replace("?", "")):
            return [avant, *_couper(apres)]
    return [phrase]


def _se_suffit(partie: str) -> bool:
    dit = normaliser(partie)
    return demande(dit) and not _RENVOI.search(dit)


def demande(dit: str) -> bool:
    """Whether a normalised sentence asks something."""
    return len(dit.split()) >= MOTS_D_UNE and bool(_INTERROGE.search(dit) or _ORDONNE.match(dit))
