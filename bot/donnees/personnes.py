"""Who was there, who was not, who is retained: « tout le monde sauf Martin et Diallo », « Petit présent, Martin absent »."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from bot.donnees.noms import MINUSCULES, SIGLES, est_precede, est_prenom
from bot.donnees.texte import Texte

TYPES_ATTENDUS = ("personne", "personnes", "demandeurs")
CONTRAIRES = {"presents": "absents", "absents": "presents"}

# Order matters: what denies comes before what it denies.
_MARQUES = {
    "tous_absents": r"\bpersonne (?:n' ?|n )?(?:est|etait|a|s'est|ne s'est) (?:ete )?(?:venue?|la\b|presente?e?|assiste)|\b(?:aucune?|pas de|pas un seul) presente?s?"
    r"|\b(?:il )?n?'? ?y ?avait personne|\bzero presente?s?",
    "tous_presents": r"\bpersonne n'a manque|\bpersonne ne manqu\w+|\b(?:aucune?|pas d'|zero|0|sans) ?(?:absente?s?|absences?|manquants?)\b|\bau complet\b",
    "autres": r"\b(?:tous |toutes )?les (?:[a-z]+ |\d+ )?(?:autres|restants|suivants)\b|\ble reste\b|\btout le reste\b",
    "tous": r"\b(?:tou[ts] le monde|tt le monde|tlm|(?:tous|toutes) (?:les|mes|nos|ces) (?:inscrite?s?|candidate?s?|stagiaires?|participante?s?|personnes)"
    r"|l'ensemble (?:du groupe|des \w+)|tout le groupe|(?:tous|toutes|ts)(?! (?:les|mes|nos|ces|le)\b))\b",
    "sauf": r"\b(?:sauf|excepte|hormis|a part|a l'exception de|en dehors de|mis a part|moins(?= (?:m\.|mme)))(?![\w'])",
    "non_retenus": r"\b(?:non|pas)[ -]retenue?s?\b|\bne (?:retien\w+|retenons) pas\b|\b(?:refuse|recale|ecarte)e?s?\b|\bje (?:refuse|ne prends pas)\b",
    "en_attente": r"\ben attente\b|\b(?:sur )?liste d'attente\b|\ben suspens\b|\ben reserve\b",
    "retenus": r"\b(?:je |on |nous )?(?:retien[st]?|retenons|retenue?s?)\b|\bje (?:prends|garde)\b",
    "absents": r"\b(?:n'|n )?(?:est|sont|etai(?:en)?t|ete)? ?(?:pas|jamais) (?:ete )?(?:bien )?(?:venue?s?|la\b|presente?s?|assiste)"
    r"|\b(?:ne )?(?:s'est|s'etait|se sont|s'etaient) (?:pas|jamais) presentee?s?|\b(?:n'a|n'ont|n'avait) (?:pas|jamais) (?:assiste|participe)"
    r"|\babsente?s?\b|\babs\b|\bmanqu(?:e|ent|ait|aient|antes?|ants?|er)\b|\bexcusee?s?\b|\b(?:a|ont) pose un lapin\b|\bdefaillante?s?\b",
    "presents": r"\bpresente?s?\b|\b(?:est|sont|etai(?:en)?t|etais) (?:bien |tous |toutes )*(?:la\b|venue?s?|arrivee?s?|ici)\b|\bvenue?s?\b"
    r"|\b(?:s'est|se sont|s'etait) (?:bien )?presentee?s?\b|\b(?:a|ont) (?:bien )?(?:assiste|participe|signe)\b",
    "la": r"\bla\b(?= *(?:$|[,.;!)]|et\b|mais\b|sauf\b|pas\b))|\b(?:ok|oui)\b",
    "non": r"\bnon\b(?= *(?:$|[,.;!)]))",
    "pas": r"\b(?:mais |et )?pas(?= (?:m\.|mme|mlle|monsieur|madame|[a-z]+(?:['-][a-z]+)* *(?:$|[,.;!]|et\b|ni\b)))|\bni\b",
    "arret": r"[.;!?](?= |$)|\bmais\b",
    "virgule": r",",
}
_MOT = r"(?P<mot>[^\W_]+(?:['-][^\W_]+)*)"
MARQUE = re.compile("|".join(f"(?P<{nom}>{motif})" for nom, motif in _MARQUES.items()) + "|" + _MOT)
INDICE = re.compile("|".join(motif for nom, motif in _MARQUES.items() if nom not in ("arret", "virgule", "non", "pas", "la")))
GROUPES = ("presents", "absents", "retenus", "non_retenus", "en_attente")
# « ok » and « là » say something of those just named, and open no list.
POSTPOSES = {"la": "presents", "non": "absents"}
_FIN_DE_PHRASE_RAW = re.compile(r"[,.;!?]| (?:qui|mais|et les autres|etait|etaient|est|sont|absent|present)")

LIENS = frozenset("et ou puis aussi ainsi que plus & est etait etaient sont ont a ete c'est bien etant".split())
COURANTS = MINUSCULES | frozenset(
    "tous toutes personne aucun aucune seul seule seuls hier reunion reunions session sessions ric rics info infos coll infocoll collective entretien entretiens"
    " rdv rv rendez rendez-vous formation candidat candidats candidate candidates stagiaire stagiaires inscrit inscrits inscrite groupe monde noms nom presence presences"
    " absence absences saisir saisis saisie noter note marque marquer enregistrer enregistre declarer declare mettre mets mettez bonsoir salut finalement alors"
    " matin soir midi jour jours semaine mois lundi mardi mercredi jeudi vendredi samedi dimanche demain oui non ok ca cela ceci autres autre reste liste feuille"
    " deja toujours jamais encore tres trop certificat medical maladie motif justifie justifiee raison cause suite toute journee feuille emargement faire fais"
    " voir veux voudrais peux pouvez comment combien quel quelle quels quelles lequel devis statut dossier abandon abandonne annule annuler supprime inscris"
    " dernier derniere premier premiere deux trois quatre cinq six sept huit neuf dix entree entrees demarre demarrage assiduite mars kairos france travail".split()
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

    def nommer(self, nom: str) -> None:
        if self.excepte:
            self.sauf.append(nom)
        elif self.ouvert:
            self.groupes.setdefault(self.ouvert, []).append(nom)
            self.depuis_virgule.append(nom)
        else:
            self.en_cours.append(nom)

    def grouper(self, groupe: str, postpose: bool = False) -> None:
        if self.reste_en_cours:
            self.reste, self.reste_en_cours, self.excepte, self.ouvert = groupe, False, False, None
        elif self.en_cours:
            self.groupes.setdefault(groupe, []).extend(self.en_cours)
            self.en_cours, self.ouvert = [], None
        elif self.ouvert and self.ouvert != groupe and self.depuis_virgule:
            # « absents Petit, Martin présent »: the last one named belongs to the word that follows.
            for nom in self.depuis_virgule:
                self.groupes[self.ouvert].remove(nom)
            self.groupes.setdefault(groupe, []).extend(self.depuis_virgule)
            self.ouvert = None
        elif not postpose and not self.excepte:
            self.ouvert = groupe
        self.depuis_virgule = []

    def arreter(self) -> None:
        self.noms += self.en_cours
        self.en_cours, self.depuis_virgule, self.ouvert, self.excepte = [], [], None, False

    def value(self) -> dict[str, Any]:
        self.arreter()
        if self.reste in CONTRAIRES:
            self.groupes.setdefault(CONTRAIRES[self.reste], []).extend(self.sauf)
        value: dict[str, Any] = {"tous": self.tous, "sauf": self.sauf, "noms": self.noms}
        value.update({groupe: self.groupes[groupe] for groupe in GROUPES if self.groupes.get(groupe)})
        if self.reste:
            value["reste"] = self.reste
        return value

    @property
    def utile(self) -> bool:
        return bool(self.reste or self.sauf or any(self.groupes.values()))


def lire(texte: Texte, attend: str | None) -> None:
    """Read who is meant, when the sentence says it of a group or of several people."""
    if not INDICE.search(texte.plat) and attend not in TYPES_ATTENDUS and not _est_une_liste(texte):
        return
    lecture, spans, entier = _parcourir(texte)
    tous_seul = (lecture.tous or lecture.reste_en_cours) and entier
    if "?" in texte.plat and not lecture.sauf:
        return
    noms = lecture.noms + lecture.en_cours
    liste = entier and not lecture.utile and (len(noms) > 1 or (noms and attend in TYPES_ATTENDUS))
    if spans and (lecture.utile or tous_seul or liste):
        start, end = min(s for s, _ in spans), max(e for _, e in spans)
        texte.ajouter("personnes", lecture.value(), start, end)


def _est_une_liste(texte: Texte) -> bool:
    return len(texte.plat) < 120 and bool(re.search(r",| et | & ", texte.plat)) and texte.brut[:1].isupper()


def _parcourir(texte: Texte) -> tuple[Lecture, list[tuple[int, int]], bool]:
    """Walk through the sentence once; tell also whether nothing else was said in it."""
    lecture, spans, entier = Lecture(), [], True
    connus = _personnes_connues(texte)
    pris = _spans_autres(texte)
    minuscule = not any(signe.isupper() for signe in texte.brut[1:]) or texte.brut.isupper()
    place = 0
    while match := MARQUE.search(texte.plat, place):
        place = match.end()
        if match.start() in connus:
            place, nom = connus[match.start()]
            lecture.nommer(nom)
            spans.append((match.start(), place))
            continue
        if match.start() in pris:
            entier = entier and texte.plat[match.start() : place] in LIENS
            place = max(place, pris[match.start()])
            continue
        marque = match.lastgroup or ""
        if marque == "mot":
            fin = _fin_du_nom(texte, match, minuscule, lecture)
            if fin:
                lecture.nommer(texte.tape(match.start(), fin))
                spans.append((match.start(), fin))
                place = fin
            elif match["mot"] not in LIENS:
                entier = False
            continue
        if _appliquer(lecture, marque):
            spans.append(match.span())
        if marque == "sauf":
            place = _exception_sans_nom(texte, lecture, place, minuscule, spans)
    return lecture, spans, entier


def _appliquer(lecture: Lecture, marque: str) -> bool:
    """Take a mark into account; tell whether it is about people."""
    if marque in GROUPES:
        lecture.grouper(marque)
    elif marque in POSTPOSES:
        if not (lecture.en_cours or lecture.reste_en_cours):
            return False
        lecture.grouper(POSTPOSES[marque], postpose=True)
    elif marque in ("tous", "autres"):
        lecture.noms += lecture.en_cours if marque == "tous" else []
        lecture.en_cours = [] if marque == "tous" else lecture.en_cours
        _ranger_avant_le_reste(lecture)
        lecture.reste_en_cours, lecture.excepte = True, False
        lecture.tous = lecture.tous or marque == "tous"
        if lecture.ouvert and marque == "tous":
            lecture.reste, lecture.reste_en_cours = lecture.ouvert, False
    elif marque in ("tous_absents", "tous_presents"):
        lecture.tous, lecture.reste = True, marque.removeprefix("tous_")
    elif marque == "sauf":
        lecture.excepte, lecture.ouvert = True, None
    elif marque == "pas":
        lecture.ouvert = "non_retenus" if "retenus" in lecture.groupes else "absents"
        lecture.excepte = False
    elif marque == "arret":
        lecture.arreter()
        return False
    else:
        lecture.depuis_virgule = []
        return False
    return True


def _ranger_avant_le_reste(lecture: Lecture) -> None:
    """« Petit, Leroy, les autres absents »: those named before belong to no group yet."""
    lecture.noms += lecture.en_cours
    lecture.en_cours = []
    lecture.depuis_virgule = []


def _personnes_connues(texte: Texte) -> dict[int, tuple[int, str]]:
    """Start of each person already read, to its end and to what names it."""
    connus = {}
    for (start, end), donnee in zip(texte.spans, texte.donnees, strict=True):
        if donnee.entity in ("nom", "demandeur"):
            connus[start] = (end, str(donnee.value))
    return connus


def _spans_autres(texte: Texte) -> dict[int, int]:
    pris = {}
    for (start, end), donnee in zip(texte.spans, texte.donnees, strict=True):
        if donnee.entity not in ("nom", "demandeur"):
            pris.update(dict.fromkeys(range(start, end), end))
    return pris


def _fin_du_nom(texte: Texte, match: re.Match[str], minuscule: bool, lecture: Lecture) -> int:
    """End of the name that starts at a word; 0 when the word names nobody."""
    mot, start = match["mot"], match.start("mot")
    if mot in SIGLES or mot in LIENS or not mot[0].isalpha():
        return 0
    if minuscule:
        return match.end() if mot not in COURANTS and len(mot) > 2 else 0
    if not texte.capitale(start):
        return 0
    if not est_precede(texte.plat, start) and (mot in COURANTS or not _nom_en_tete(texte, match)):
        return 0
    end = match.end()
    while suite := re.compile(r" (?:(?:le|la|el|ben|da|di) )?(?P<mot>[a-z]+(?:['-][a-z]+)*)").match(texte.libre, end):
        if not texte.capitale(suite.start("mot")) or suite["mot"] in SIGLES:
            break
        end = suite.end()
    return end


def _nom_en_tete(texte: Texte, match: re.Match[str]) -> bool:
    """Tell whether the capital that opens a sentence is a name: what follows says so."""
    if est_prenom(match["mot"]):
        return True
    suite = re.match(r"(?: (?=[A-Z])|,| et | & | / |$| (?:n'|est\b|etait\b|etaient\b|ne\b|sera\b|bien\b))", texte.plat[match.end() :])
    if suite:
        return True
    marque = MARQUE.match(texte.plat, match.end() + 1)
    return bool(marque and marque.lastgroup != "mot") or (
        match.end() + 1 < len(texte.plat) and texte.plat[match.end()] == " " and texte.capitale(match.end() + 1)
    )


def _exception_sans_nom(texte: Texte, lecture: Lecture, place: int, minuscule: bool, spans: list[tuple[int, int]]) -> int:
    """« sauf le dernier », « sauf deux »: kept as said, so that the conversation asks who is meant."""
    premier = re.compile(r" ?(?P<mot>[^\W_]+(?:['-][^\W_]+)*)").match(texte.plat, place)
    if premier is None or premier.start("mot") in _personnes_connues(texte):
        return place
    if premier["mot"] in ("m", "mr", "mme", "mlle", "monsieur", "madame", "pour") or _fin_du_nom(texte, premier, minuscule, lecture):
        return place
    fin = _FIN_DE_PHRASE_RAW.search(texte.plat, premier.end("mot"))
    end = fin.start() if fin else len(texte.plat)
    lecture.sauf.append(texte.tape(premier.start("mot"), end).strip())
    spans.append((premier.start("mot"), end))
    return end
