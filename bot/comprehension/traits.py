"""Sparse features of a text: its words, and the characters inside them."""

from collections import Counter

import numpy as np
from scipy.sparse import csr_matrix

MOTS = (1, 2)
CARACTERES = (2, 3, 4, 5)
POIDS_MOTS = 0.25
POIDS_CARACTERES = 0.75


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
    """TF-IDF of words and of characters in one vocabulary; dot products weigh both similarities."""

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

    def _vecteur(self, texte: str) -> tuple[np.ndarray, np.ndarray]:
        indices: list[np.ndarray] = [np.empty(0, np.int32)]
        valeurs: list[np.ndarray] = [np.empty(0, np.float32)]
        for bloc, part in zip(n_grammes(texte), (POIDS_MOTS, POIDS_CARACTERES), strict=True):
            compte = Counter(i for i in map(self.vocabulaire.get, bloc) if i is not None)
            if not compte:
                continue
            ou = np.fromiter(compte, dtype=np.int32, count=len(compte))
            combien = np.fromiter(compte.values(), dtype=np.float32, count=len(compte))
            poids = (1 + np.log(combien)) * self.idf[ou]
            indices.append(ou)
            valeurs.append(np.sqrt(part) * poids / np.linalg.norm(poids))
        return np.concatenate(indices), np.concatenate(valeurs).astype(np.float32)

    def matrice(self, textes: list[str]) -> csr_matrix:
        """One row a normalised text: shape (len(textes), len(vocabulaire)), float32."""
        lignes = [self._vecteur(texte) for texte in textes]
        pointeurs = np.cumsum([0, *(len(ou) for ou, _ in lignes)])
        valeurs = np.concatenate([v for _, v in lignes])
        indices = np.concatenate([ou for ou, _ in lignes])
        return csr_matrix((valeurs, indices, pointeurs), shape=(len(textes), len(self.vocabulaire)))
