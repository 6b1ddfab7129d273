"""A message read whole and by its parts: two questions in one, and the question of a long e-mail."""

from dataclasses import replace

import numpy as np

from bot.comprehension.courriel import Courriel, alleger
from bot.comprehension.decision import Comprehension, decider, etiqueter
from bot.comprehension.demandes import demandes
from bot.comprehension.langue import trancher
from bot.comprehension.modele import Modele
from bot.comprehension.texte import normaliser

# How much the sentences that ask weigh beside all that a long text tells.
PART_DE_LA_REQUETE = 0.4
# A part is frank from there when it is one of the five readings of the whole, from less when one of the first two.
FRANCHE = 0.7
FRANCHE_EN_TETE = 0.45
AUTRES_MAX = 2


def parties(texte: str) -> list[str]:
    """All that is read of a raw text: itself, or what matters of a long one, and its requests."""
    return _parties(texte, alleger(texte))


def lire(modele: Modele, texte: str) -> Comprehension:
    """Understand a raw text, nothing being awaited; `aussi` holds what else it asks."""
    courriel = alleger(texte)
    lot = _parties(texte, courriel)
    scores = dict(zip(lot, modele.scores(lot), strict=True))
    fond = scores[courriel.fond if courriel else texte]
    compris = _decider(modele, texte, fond)
    if courriel and courriel.requetes and not _est_grave(compris):
        requete = max((scores[phrase] for phrase in courriel.requetes), key=np.max)
        compris = _decider(modele, texte, (1 - PART_DE_LA_REQUETE) * fond + PART_DE_LA_REQUETE * requete)
    if compris.decision == "hors-perimetre":  # told by the whole alone: a part may hide what the rest says
        return compris
    return reunir(compris, [_decider(modele, partie, scores[partie]) for partie in demandes(texte)])


def _parties(texte: str, courriel: Courriel | None) -> list[str]:
    entier = [texte] if courriel is None else [courriel.fond, *courriel.requetes]
    return list(dict.fromkeys([*entier, *demandes(texte)]))


def _est_grave(compris: Comprehension) -> bool:
    """What a polite request does not wash away."""
    return compris.decision == "hors-perimetre" and compris.ids[0].startswith(("hostile", "detresse"))


def reunir(entier: Comprehension, lues: list[Comprehension]) -> Comprehension:
    """The reading of the whole with what its parts ask beside; an operation goes first, for it takes the data said."""
    if entier.decision not in ("article", "operation", "clarification"):
        return entier
    franches: dict[str, Comprehension] = {}
    for lue in lues:
        if lue.decision in ("article", "operation") and _est_franche(lue, entier):
            franches.setdefault(lue.ids[0], lue)
    if len(franches) < 2:
        return entier
    if entier.decision != "clarification" and entier.ids[0] in franches:
        franches[entier.ids[0]] = entier
    ordre = sorted(franches.values(), key=lambda lue: (lue.decision != "operation", lue is not entier))
    principale, autres = ordre[0], ordre[1 : 1 + AUTRES_MAX]
    retenus = [lue.ids[0] for lue in (principale, *autres)]
    ids = [*retenus, *(id for id in entier.ids if id not in retenus)][: len(entier.ids)]
    return replace(principale, ids=ids, offre=None, classement=entier.classement, aussi=autres)


def _est_franche(lue: Comprehension, entier: Comprehension) -> bool:
    seuil = FRANCHE_EN_TETE if lue.ids[0] in entier.ids[:2] else FRANCHE
    return lue.ids[0] in entier.ids and lue.confiance >= seuil


def _decider(modele: Modele, texte: str, scores: np.ndarray) -> Comprehension:
    probabilites, appartenances = (etiqueter(modele.etiquettes, valeurs) for valeurs in modele.calibrer(scores))
    return decider(normaliser(texte), trancher(texte, probabilites), appartenances, modele.gardes)
