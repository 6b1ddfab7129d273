"""A long message without what surrounds what it asks: greetings, formulas, signature; and the sentences that ask."""

import re
from dataclasses import dataclass

from bot.comprehension.demandes import MOTS_D_UNE, demande, phrases
from bot.comprehension.texte import normaliser

# From that many words, what is asked is drowned in what is told.
LONG = 30
AU_PLUS = 4
RECITS_AU_PLUS = 6
# Words of a line under a signature, and of a formula.
MOTS_DE_SIGNATURE = 10
MOTS_DE_FORMULE = 30
# A line with fewer letters than that is a number.
PART_DE_LETTRES = 0.45

_ENTETE = re.compile(r"^(?:de|à|cc|envoyé|date|objet|sujet|tr|re)\s*:", re.IGNORECASE)
_SALUT = re.compile(
    r"(?i:bonjour|rebonjour|bonsoir|bjr|bsr|salut|coucou|hello|madame|monsieur|mesdames|messieurs|ch[eè]re?s?)"
    r"(?:[\s,]+(?:(?i:bonjour|bonsoir|mme|mr|m|madame|monsieur|mesdames|messieurs|ch[eè]re?s?|coll[eè]gues?|amie?s?|à|a"
    r"|tous|toutes|toute|et|les?|la|l['’](?:[ée]quipe)|[ée]quipe|vous|deux)|[A-ZÀ-Ý][\w-]*\.?))*[\s,!.]*"
)
_FORMULE = re.compile(
    r"\b(?:cordialement|cdlt|cdt|bien a (?:vous|toi)|salutations|veuillez (?:agreer|recevoir|croire)"
    r"|vous prie de? (?:agreer|croire|recevoir)|dans l attente|vous remerciant|a votre disposition"
    r"|(?:d|par) avance|avec mes remerciements|bises|bisous|amicalement|respectueusement"
    r"|bonne (?:journee|soiree|semaine|reception|annee|continuation)|bon (?:week end|courage|apres midi))\b"
)
_PRONOMS = r"(?:bien vouloir |faire |(?:me|nous|le|la|l|les|lui|leur|en|y|m|vous) )*"
# « Merci d'avance », but not « merci de l'inscrire ».
_MERCI = re.compile(rf"^(?:encore |un grand |mille )?mercis?(?! de? {_PRONOMS}\w+(?:er|ir|re)\b)(?: \w+){{0,6}}$")
# « Dans l'attente de vous lire » orders nothing; « merci d'avance de supprimer la réunion » does.
_ORDRE = re.compile(
    rf"\b(?:de|d|pour) {_PRONOMS}(?!(?:[vn]otre|autre|agreer|croire|recevoir|lire|repondre|eclairer|aider)\b)"
    r"\w+(?:er|ir|re)\b"
)
_PERMANENCE = re.compile(
    r"^(?:note (?:hotline|de permanence)|appel (?:de|d)|tel)\b|^(?:a )?rappeler\b|\bjoignable (?:au|entre|jusqu|le|a)\b"
)
_DEBUTS = r"et|donc|du coup|alors|en attendant|aussi|ainsi|par consequent|s il (?:vous|te) plait"
_VOULOIR = r"voudrai[st]|voudrions|souhait\w+|aimerai[st]|aimerions|veux|veut|voulons|desir\w+|cherch\w+"
_SOUHAITER = r"(?:se )?demande(?:nt)?|souhaite(?:nt)?|veut|veulent|voudrai(?:t|ent)|aimerai(?:t|ent)|cherche(?:nt)?"
_REQUETE = re.compile(
    rf"^(?:(?:{_DEBUTS}) )*(?:merci (?:donc |bien )?de?"
    r"|je (?:vous|te) remercie(?:rais)? (?:donc |par avance |d avance )?de?|priere de|veuillez|vous voudrez bien)\b"
    r"|\b(?:pou(?:vez|rriez) vous|(?:peux|pourrais) tu|tu (?:peux|pourrais)|vous (?:pouvez|pourriez)"
    r"|(?:serait|est) il possible|possible de|auriez vous|avez vous|as tu"
    rf"|(?:je|j|nous|on) ?(?:{_VOULOIR})|(?:il (?:me |nous |lui |leur )?)?fau(?:drait|t)"
    r"|(?:je|nous) (?:vous |te )?demand(?:e|ons) (?:de|d|si|s|a)"
    rf"|(?:ils?|elles?|on|qui) (?:me |nous )?(?:{_SOUHAITER}) (?:s|si|a|qu\w*|sil|comment|combien|ou|pourquoi|des"
    r"|les?|la|une?|\w+(?:er|ir|re|oir))"
    r"|besoin (?:de|d|que)|\w+ez (?:les?|la|moi|nous|lui|leur))\b"
)


@dataclass(frozen=True)
class Courriel:
    """What a long message tells; what asks, as one text, or when nothing does each sentence that may be meant."""

    fond: str
    requetes: list[str]


def alleger(texte: str) -> Courriel | None:
    """A raw text cut to what matters; none when it is not long."""
    if len(texte.split()) < LONG:
        return None
    fond: list[str] = []
    franches: list[str] = []
    autres: list[str] = []
    signe = False
    for phrase in phrases(texte):
        dit = normaliser(phrase)
        franche = "?" in phrase or bool(_REQUETE.search(dit))
        if "?" not in phrase and _prend_conge(dit):
            signe = True
        elif not _entoure(phrase, dit) and not (signe and not franche and len(dit.split()) <= MOTS_DE_SIGNATURE):
            signe = False
            fond.append(phrase)
            if franche:
                franches.append(phrase)
            elif demande(dit):
                autres.append(phrase)
    if demandees := (franches or autres)[-AU_PLUS:]:
        return Courriel(_joindre(fond), [_joindre(demandees)])
    recits = [phrase for phrase in fond if len(phrase.split()) >= MOTS_D_UNE]
    return Courriel(_joindre(fond) or texte, recits[-RECITS_AU_PLUS:])


def _entoure(phrase: str, dit: str) -> bool:
    """Whether a sentence is a header, a greeting, a number, or says when to call back."""
    if _ENTETE.match(phrase) or len(dit.split()) < 2 or _PERMANENCE.search(dit):
        return True
    return bool(_SALUT.fullmatch(phrase)) or sum(map(str.isalpha, phrase)) < PART_DE_LETTRES * len(phrase)


def _prend_conge(dit: str) -> bool:
    if len(dit.split()) > MOTS_DE_FORMULE or _ORDRE.search(dit):
        return False
    return bool(_MERCI.match(dit) or _FORMULE.search(dit))


def _joindre(parties: list[str]) -> str:
    return ". ".join(parties)
