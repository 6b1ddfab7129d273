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
    r"|te) plait|cordialement|cdlt|la hotline"
    r"|kairos|qu[e']|pour|car|parce qu[e']|c'est|voila|et|avec|sur|concernant|a propos d[eu']"
    r"|au sujet d[eu'])(?![\w'])\s?)+",
)
FORMULES = re.compile(
    r"[\s,.;!]*\b(?:merci(?: d'avance| beaucoup| de votre aide)?|cordialement|cdlt|bien a vous"
    r"|bonne (?:journee|soiree)|svp|stp"
    r"|s'il (?:vous|te) plait)\b[\s\S]{0,40}$",
)
QUI = (
    r"(?:quelqu'un|(?:un |une |le |la |votre |un de vos )?(?:conseillere?|humain|vraie personne|personne"
    r"|agent|operateur"
    r"|technicien|hotline|support|equipe kairos)s?)"
)
SUJET = re.compile(
    rf"(?:au sujet|a propos|a cause) (?:de |d'|du |des )|\b(?:concernant|par rapport [au]+x?) |\b(?:c'est"
    rf"|ce serait) pour |{QUI},? (?:(?:de|sur|pour) "
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
    fin = min((e.debut for e in entites if e.type in ADRESSES and e.debut > demande.end()), default=len(texte))
    apres = _sans_formules(texte[demande.end() : fin])
    avant = _sans_formules(
        texte[: plain.rfind(".", 0, demande.start()) + 1] or texte[: plain.rfind(",", 0, demande.start()) + 1]
    )
    for dit in (apres, avant):
        if len(mots(_sans(dit, entites))) >= ASSEZ:
            return dit
    return None


def _sans(dit: str, entites: Sequence[Entite]) -> str:
    for entite in entites:
        dit = dit.replace(entite.texte, " ") if entite.type in {*ADRESSES, "session"} else dit
    return dit


def sujet(texte: str, entites: Sequence[Entite], dates: bool) -> str | None:
    """What one wants to talk about."""
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
