"""What a message that asks for a person or for the hotline is about: the message without the asking."""

import re
from collections.abc import Callable, Sequence

from actions.mots_cles import mots, signe_a_signe
from actions.pieces import piece
from actions.raisons import RECIT, clauses, raison
from actions.tour import Entite

SIGNALER = re.compile(
    r"\b(?:signal\w+|remont\w+|declar\w+|ouvr\w+|cree\w*|fai(?:re|s|tes)|depos\w+|envo\w+|contact\w+"
    r"|ecri\w+|joindre|preven\w+"
    r"|inform\w+|avert\w+|besoin)\b[^,.;:!?\n]*?\b(?:problemes?|bugs?|soucis?|incidents?|anomalies?"
    r"|tickets?|demandes?|hotline|support|assistance"
    r"|equipe kairos|aide|message)\b|\b(?:signal|remont)(?:er|e|ez)\b(?: ceci| cela)?(?= qu[e']| ?:)"
    r"|^\s*(?:bug|incident|ticket|probleme"
    r"|souci|hotline)\b(?=\s*[:,])",
)
AUTOUR = re.compile(
    r"^(?:[\s,.;:!?\"«»-]|(?:bonjour|bjr|bonsoir|salut|merci(?: d'avance| beaucoup)?|svp|stp|s'il (?:vous"
    r"|te) plait|cordialement|cdlt|(?:a )?(?:la hotline|l'assistance)|(?:a |aupres de )?l'equipe kairos|au support"
    r"|kairos|qu[e']|pour|car|parce qu[e']|c'est|voila|et|avec|sur|concernant|a propos d[eu']"
    r"|au sujet d[eu'])(?![\w'])\s?)+",
)
FORMULES = re.compile(
    r"[\s,.;!]*\b(?:merci(?: d'avance| beaucoup| de votre aide)?|cordialement|cdlt|bien a vous"
    r"|bonne (?:journee|soiree)|svp|stp"
    r"|s'il (?:vous|te) plait)\b[\s\S]{0,40}$",
)
# « Mon mail : » before an address that is a datum of its own.
ADRESSE_SUIT = re.compile(
    r"[\s,.;!-]*\b(?:(?:mon|ma|notre|nos|son|sa|leur|le) )?(?:adresse )?"
    r"(?:e-?mail|mail|courriel|adresse|siret|tel\w*|numero"
    r"|repond(?:ez|re|s)(?:-moi| moi)?(?: sur| a)?)(?: est|,? c'est)?\s*:?\s*$"
)
QUI = (
    r"(?:quelqu'un|(?:un |une |le |la |votre |un de vos )?(?:conseillere?|humain|vraie personne|personne"
    r"|agent|operateur"
    r"|technicien|hotline|support|equipe kairos)s?)"
)
CHEZ_VOUS = r"(?!(?:de|du|d') ?(?:l'equipe|l'assistance|la hotline|chez|votre|kairos|service|support|vivant|competent))"
SUJET = re.compile(
    rf"\bsujet ?: ?|(?:au sujet|a propos|a cause) (?:de |d'|du |des )|\b(?:concernant|par rapport [au]+x?) |\b(?:c'est"
    rf"|ce serait) pour |{QUI},? {CHEZ_VOUS}(?:(?:de|sur|pour) "
    r"|d'|du |parce qu(?:e |')|car )",
)
ASSEZ = 2  # words that carry something


ADRESSES = frozenset({"courriel", "siret", "telephone"})


def probleme(texte: str, entites: Sequence[Entite], dates: bool) -> str | None:
    """What happens, in a message that asks for the hotline: the message without the asking."""
    plain = signe_a_signe(texte)
    demande = SIGNALER.search(plain)
    if demande is None:
        return None
    ailleurs = [e.debut for e in entites if e.type in ADRESSES or e.role == "auteur"]
    fin = min((debut for debut in ailleurs if debut > demande.end()), default=len(texte))
    annonce = ADRESSE_SUIT.search(plain[:fin])
    apres = _sans_formules(texte[demande.end() : annonce.start() if annonce else fin])
    avant = _sans_formules(
        texte[: plain.rfind(".", 0, demande.start()) + 1] or texte[: plain.rfind(",", 0, demande.start()) + 1]
    )
    for dit in (_sans_reperes(apres, entites), avant):
        if len(mots(_sans(dit, entites))) >= ASSEZ:
            return dit
    return None


def _sans_reperes(dit: str, entites: Sequence[Entite]) -> str:
    """« SE_0000160070, la feuille est blanche »: what opens it and is a datum of its own is dropped."""
    for entite in entites:
        if entite.type in {*ADRESSES, "session"} and dit.startswith(entite.texte):
            dit = dit.removeprefix(entite.texte).lstrip(" ,.;:-")
    return dit


def _sans(dit: str, entites: Sequence[Entite]) -> str:
    for entite in entites:
        dit = dit.replace(entite.texte, " ") if entite.type in {*ADRESSES, "session"} else dit
    return dit


def sujet(texte: str, entites: Sequence[Entite], dates: bool) -> str | None:
    """What one wants to talk about."""
    texte = texte[: min((e.debut for e in entites if e.role == "auteur" and e.debut), default=len(texte))]
    plain = signe_a_signe(texte)
    annonce = SUJET.search(plain)
    if annonce is not None:
        return _sans_formules(texte[annonce.end() :]) or None
    for debut, fin in clauses(texte, plain):
        if (
            not re.search(rf"\b{QUI}\b", plain[debut:fin])
            and len(mots(plain[debut:fin])) >= ASSEZ
            and RECIT.match(plain[debut:fin].strip())
        ):
            return _sans_formules(texte[debut:])
    return None


def _sans_formules(dit: str) -> str:
    plain = signe_a_signe(dit)
    debut = AUTOUR.match(plain)
    court = dit[debut.end() :] if debut else dit
    formules = FORMULES.search(signe_a_signe(court))
    return (court[: formules.start()] if formules else court).strip(" ,.;:!\n\t-")


LECTURES: dict[str, Callable[[str, Sequence[Entite], bool], str | None]] = {
    "motif": raison,
    "justificatif": piece,
    "description": probleme,
    "sujet": sujet,
}
