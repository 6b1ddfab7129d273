"""Into which group each of those named goes, as the words of a sentence are met one after the other."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from bot.donnees.bilan import BILAN
from bot.donnees.marques import CONTRAIRES, DE_BILAN, EXCLUS, GROUPES, PORTEE, POSTPOSES, REFUS, RESULTATS
from bot.donnees.texte import Texte

# « enlève l'absence de Petit, elle était là »
_PRONOM = re.compile(r"\b(?:il|elle)(?: est| etait)?(?: bien)? $")
_MAIS_IL = re.compile(
    r"\b(?:mais|en fait|en realite|finalement) (?:en fait |finalement )?(?:il|elle) (?:est|etait) (?:bien )?$"
)


@dataclass
class Lecture:
    """What has been read so far of who was there."""

    groupes: dict[str, list[str]] = field(default_factory=dict)
    sauf: list[str] = field(default_factory=list)
    noms: list[str] = field(default_factory=list)
    en_cours: list[str] = field(default_factory=list)
    depuis_virgule: list[str] = field(default_factory=list)
    ouvert: str | None = None
    excepte: bool = False
    tous: bool = False
    reste_en_cours: bool = False
    reste: str | None = None
    dernier: str | None = None
    dernier_nomme: str | None = None
    mots_perdus: int = 0
    approuves: bool = False  # « Petit ok »: present, or retained where results are given
    compris: bool = True  # nothing but names and plain words

    def passer(self) -> None:
        """A word that names nobody: a list opened several words before is over."""
        self.mots_perdus += 1
        if self.mots_perdus > PORTEE:
            self.ouvert = None

    def nommer(self, nom: str) -> None:
        self.dernier_nomme = nom
        if self.excepte:
            self.sauf.append(nom)
        elif self.ouvert:
            self._affecter(self.ouvert, [nom])
            self.depuis_virgule.append(nom)
        else:
            self.en_cours.append(nom)

    def grouper(self, groupe: str, postpose: bool = False) -> None:
        self.dernier = groupe
        if self.reste_en_cours and self.sauf and groupe in EXCLUS:
            # « tous sauf Petit absent »: it is Petit who was absent.
            self._affecter(groupe, self.sauf)
            self.reste, self.reste_en_cours = CONTRAIRES.get(groupe), False
        elif self.reste_en_cours:
            self.reste, self.reste_en_cours, self.excepte, self.ouvert = groupe, False, False, None
        elif self.en_cours:
            self._affecter(groupe, self.en_cours)
            self.en_cours, self.ouvert = [], None
        elif self.ouvert not in (None, groupe) and 0 < len(self.depuis_virgule) < len(self.groupes[self.ouvert]):
            # « absents Petit, Martin présent »: the last one named belongs to the word that follows.
            self._affecter(groupe, self.depuis_virgule)
            self.ouvert = None
        elif self.excepte and self.reste and self.sauf:  # « tous retenus sauf Petit qui est en attente »
            self._affecter(groupe, self.sauf)
        elif not postpose and not self.excepte:
            self.ouvert, self.mots_perdus = groupe, 0
        self.depuis_virgule = []

    def reprendre(self, groupe: str) -> None:
        """What is said now of the last one named holds."""
        if self.dernier_nomme:
            self._affecter(groupe, [self.dernier_nomme])
            self.ouvert = None

    def _affecter(self, groupe: str, noms: list[str]) -> None:
        """Put people in a group; the last thing said of someone is what holds."""
        for noms_du_groupe in self.groupes.values():
            noms_du_groupe[:] = [nom for nom in noms_du_groupe if nom not in noms]
        self.groupes.setdefault(groupe, []).extend(dict.fromkeys(noms))

    def arreter(self) -> None:
        self.noms += self.en_cours
        self.en_cours, self.depuis_virgule, self.ouvert, self.excepte = [], [], None, False

    def value(self) -> dict[str, Any]:
        self.arreter()
        if self.approuves and not self.groupes.keys().isdisjoint(RESULTATS):
            self._affecter("retenus", self.groupes.pop("presents", []))
        if self.reste in CONTRAIRES:
            contraires = self.groupes.setdefault(CONTRAIRES[self.reste], [])
            contraires.extend(nom for nom in self.sauf if nom not in contraires)
        value: dict[str, Any] = {"tous": self.tous, "sauf": self.sauf, "noms": self.noms}
        value.update({groupe: self.groupes[groupe] for groupe in GROUPES if self.groupes.get(groupe)})
        if self.reste:
            value["reste"] = self.reste
        return value

    @property
    def utile(self) -> bool:
        return bool(self.reste or self.sauf or any(self.groupes.values()))


def appliquer(texte: Texte, place: int, lecture: Lecture, marque: str) -> bool:
    """Take a mark into account; tell whether it is about people."""
    if marque in ("presents", "absents") and _contredit(lecture, texte.plat[:place]):
        lecture.reprendre(marque)
    elif marque in GROUPES or marque == "choisis":
        lecture.grouper("retenus" if marque == "choisis" else marque)
    elif marque in POSTPOSES:
        pronom = bool(_PRONOM.search(texte.plat[:place]))
        return _apposer(lecture, marque, pronom, bilan=bool(BILAN.search(texte.plat)))
    elif marque in ("tous", "autres"):
        lecture.noms += lecture.en_cours if marque == "tous" else []
        lecture.en_cours = [] if marque == "tous" else lecture.en_cours
        _ranger_avant_le_reste(lecture)
        lecture.reste_en_cours, lecture.excepte = True, False
        lecture.tous = lecture.tous or marque == "tous"
        if lecture.ouvert and marque == "tous" and not lecture.mots_perdus:
            lecture.reste, lecture.reste_en_cours = lecture.ouvert, False
    elif marque.startswith("tous_"):
        lecture.tous, lecture.reste = True, marque.removeprefix("tous_")
    elif marque == "sauf":
        lecture.excepte, lecture.ouvert = True, None
    elif marque == "pas":
        lecture.ouvert = "non_retenus" if "retenus" in lecture.groupes else "absents"
        lecture.excepte = False
    elif marque in ("arret", "empeche") or (marque == "ligne" and not (lecture.ouvert and not lecture.mots_perdus)):
        # A list goes on over its lines until a line says something else.
        lecture.arreter()
        return False
    else:
        lecture.depuis_virgule = []
        return False
    return True


def _apposer(lecture: Lecture, marque: str, pronom: bool, bilan: bool) -> bool:
    """Take into account what is said of those just named, or of whom a pronoun stands for."""
    if marque in ("aussi", "contraire"):
        groupe = lecture.dernier if marque == "aussi" else REFUS.get(lecture.dernier or "")
        if not (lecture.en_cours and groupe):
            return False
        lecture.grouper(groupe, postpose=True)
    elif marque == "non" and not lecture.en_cours and lecture.ouvert and lecture.depuis_virgule:
        lecture.grouper(REFUS.get(lecture.ouvert, "absents"), postpose=True)  # « je retiens Petit, et Roy non »
    elif pronom and marque == "la" and lecture.dernier_nomme and not lecture.en_cours:
        lecture.reprendre("presents")
    elif lecture.en_cours or (lecture.reste_en_cours and (marque == "la" or lecture.groupes)):
        lecture.approuves |= marque == "oui"
        lecture.grouper(_groupe_postpose(lecture, marque, bilan), postpose=True)
    else:
        return False
    return True


def _contredit(lecture: Lecture, avant: str) -> bool:
    """« Petit marqué présent mais il était absent » says last what holds."""
    return bool(_MAIS_IL.search(avant) and lecture.dernier_nomme and not lecture.en_cours and lecture.dernier)


def _groupe_postpose(lecture: Lecture, marque: str, bilan: bool) -> str:
    """« Petit non », said after others were retained, or of a bilan, denies that."""
    if marque in DE_BILAN and bilan:
        return DE_BILAN[marque]
    resultats = marque == "non" and not lecture.groupes.keys().isdisjoint(("retenus", "en_attente"))
    return "non_retenus" if resultats else POSTPOSES[marque]


def _ranger_avant_le_reste(lecture: Lecture) -> None:
    """« Petit, Leroy, les autres absents »: those named before belong to no group yet."""
    lecture.noms += lecture.en_cours
    lecture.en_cours = []
    lecture.depuis_virgule = []
