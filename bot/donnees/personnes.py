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
    "tous_absents": r"\bpersonne (?:n'? ?)?(?:est|etait) (?:venue?|presente?)\b|\bpersonne n'? ?(?:est|etait) la\b|\bpersonne (?:n'a|n'avait|ne s'est) (?:ete )?(?:presente?e?|assiste)"
    r"|\b(?:aucune?|pas de|pas un seul) presente?s?"
    r"|\b(?:il )?n?'? ?y ?avait personne|\bzero presente?s?",
    "tous_presents": r"\bpersonne n'a manque|\bpersonne ne manqu\w+|\b(?:aucune?|pas d'|zero|0|sans) ?(?:absente?s?|absences?|manquants?)\b|\bau complet\b",
    "autres": r"\b(?:tous |toutes )?les (?:[a-z]+ |\d+ )?(?:autres|restants|suivants)\b|\ble reste\b|\btout le reste\b",
    "tous": r"\b(?:tou[ts] le monde|tt le monde|tlm|(?:tous|toutes) (?:les|mes|nos|ces) (?:inscrite?s?|candidate?s?|stagiaires?|participante?s?|personnes)"
    r"|l'ensemble (?:du groupe|des \w+)|tout le groupe|(?:tous|toutes|ts)(?! (?:les|mes|nos|ces|le)\b))\b",
    "sauf": r"\b(?:sauf|excepte|hormis|a part|a l'exception de|en dehors de|mis a part|moins(?= (?:m\.|mme)))(?![\w'])",
    "non_retenus": r"\b(?:non|pas)[ -]retenue?s?\b|\bne (?:retien\w+|retenons) pas\b|\brecalee?s?\b|\bje ne prends pas\b",
    "en_attente": r"\ben attente\b|\b(?:sur )?liste d'attente\b|\ben suspens\b|\ben reserve\b",
    "retenus": r"\b(?:je |on |nous )?(?:retien[st]?|retenons|retenue?s?)\b|\bje (?:prends|garde)\b",
    "absents": r"\b(?:n'|n )?(?:est|sont|etai(?:en)?t|ete)? ?(?:pas|jamais) (?:ete )?(?:bien )?(?:venue?s?|presente?s?|assiste)"
    r"|\b(?:n'|n )?(?:est|sont|etai(?:en)?t)? ?pas (?P<pas_la>la)\b"
    r"|\b(?:ne )?(?:s'est|s'etait|se sont|s'etaient) (?:pas|jamais) presentee?s?|\b(?:n'a|n'ont|n'avait) (?:pas|jamais) (?:assiste|participe)"
    r"|\babsente?s?\b|\babs\b|\bmanqu(?:e|ent|ait|aient|antes?|ants?|er)\b|(?<!s')(?<!s )(?<!m')(?<!m )(?<!je )\bexcusee?s?\b|\b(?:a|ont) pose un lapin\b|\bdefaillante?s?\b",
    "presents": r"(?<!\bme )(?<!\bse )(?<!\bje )(?<!\bon )(?<!\bte )\bpresente?s?\b|\b(?:est|sont|etai(?:en)?t) (?:bien )?(?:venue?s?|ici)\b|\bvenue?s?\b"
    r"|\b(?:s'est|se sont|s'etait) (?:bien )?presentee?s?\b|\b(?:a|ont) (?:bien )?(?:assiste|participe|signe)\b",
    "refuses": r"\brefusee?s?\b",
    "la": r"\bla\b|\b(?:est|sont|etai(?:en)?t) (?:bien )?arrivee?s?\b",
    "oui": r"\b(?:ok|oui)\b",
    "non": r"\bnon\b(?= *(?:$|[,.;!)]))",
    "pas": r"\b(?:mais |et )?pas(?= (?:m\.|mme|mlle|monsieur|madame|[a-z]+(?:['-][a-z]+)* *(?:$|[,.;!]|et\b|ni\b)))",
    "arret": r"[.;!?](?= |$)|\bmais\b",
    "virgule": r",",
}
_MOT = r"(?P<mot>[^\W_]+(?:['-][^\W_]+)*)"
MARQUE = re.compile("|".join(f"(?P<{nom}>{motif})" for nom, motif in _MARQUES.items()) + "|" + _MOT)
INDICE = re.compile("|".join(motif for nom, motif in _MARQUES.items() if nom not in ("arret", "virgule", "non", "pas", "la")))
# Unread words between « absents » and the first one named.
PORTEE = 3
GROUPES = ("presents", "absents", "retenus", "non_retenus", "en_attente")
# « ok » and « là » say something of those just named, and open no list.
POSTPOSES = {"la": "presents", "oui": "presents", "non": "absents", "refuses": "non_retenus"}
# « la » without its accent is « là » before these; elsewhere it is an article.
_APRES_LA = re.compile(r" *(?:$|[,.;!)]|(?:et|mais|sauf|pas|hier|ce matin|aujourd|depuis|aussi|lundi|mardi|mercredi|jeudi|vendredi)\b)")
_FIN_DE_PHRASE_RAW = re.compile(r"[,.;!?]| (?:qui|mais|et les autres|etait|etaient|est|sont|absent|present)")

PREMIER_MOT = re.compile(r" ?(?P<mot>[^\W_]+(?:['-][^\W_]+)*)")
JAMAIS = frozenset({"madame", "monsieur", "mesdames", "messieurs", "cordialement", "respectueusement", "savoirs"})
SALUT = re.compile(r"\b(?:bonjour|bjr|bonsoir|salut|hello|coucou|merci)\b")
TITRES = frozenset({"m", "mr", "mme", "mlle", "mmes", "monsieur", "madame"})
LIENS = frozenset("et ou puis aussi ainsi que plus est etait etaient sont ont a ete c'est bien etant seul seule seuls ni".split())
# Words that may stand around a bare list of people.
NEUTRES = LIENS | frozenset(
    "ric rdv rv info coll infocoll reunion collective entretien entretiens individuel de du des le la les l au aux pour pr ce bonjour bjr slt salut"
    " matin soir midi svp stp merci alors donc oui non il elle ils elles y avait".split()
)
COURANTS = MINUSCULES | frozenset(
    "tous toutes personne aucun aucune seul seule seuls hier reunion reunions session sessions ric rics info infos coll infocoll collective entretien entretiens"
    " rdv rv rendez rendez-vous formation candidat candidats candidate candidates stagiaire stagiaires inscrit inscrits inscrite groupe monde noms nom presence presences"
    " absence absences saisir saisis saisie noter note marque marquer enregistrer enregistre declarer declare mettre mets mettez bonsoir salut finalement alors"
    " matin soir midi jour jours semaine mois lundi mardi mercredi jeudi vendredi samedi dimanche demain oui non ok ca cela ceci autres autre reste liste feuille"
    " deja toujours jamais encore tres trop certificat medical maladie motif justifie justifiee raison cause suite toute journee feuille emargement faire fais"
    " voir veux voudrais peux pouvez comment combien quel quelle quels quelles lequel devis statut dossier abandon abandonne annule annuler supprime inscris"
    " cordialement respectueusement bien bouton nouveau nouvelle col rentrer session formation inscription compte numero lien page code acces onglet statut organisme super juste merci bravo"
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
    mots_perdus: int = 0

    def passer(self) -> None:
        """A word that names nobody: a list opened several words before is over."""
        self.mots_perdus += 1
        if self.mots_perdus > PORTEE:
            self.ouvert = None

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
        elif self.ouvert not in (None, groupe) and 0 < len(self.depuis_virgule) < len(self.groupes[self.ouvert]):
            # « absents Petit, Martin présent »: the last one named belongs to the word that follows.
            for nom in self.depuis_virgule:
                self.groupes[self.ouvert].remove(nom)
            self.groupes.setdefault(groupe, []).extend(self.depuis_virgule)
            self.ouvert = None
        elif not postpose and not self.excepte:
            self.ouvert, self.mots_perdus = groupe, 0
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
    minuscule = not any(signe.isupper() for signe in texte.brut[1:]) or texte.brut.isupper()
    lecture, spans, entier = _parcourir(texte, minuscule)
    if minuscule and not (entier and _sans_capitale_mais_sur(lecture, attend)):
        lecture, spans, entier = _parcourir(texte, False)
    tous_seul = not SALUT.search(texte.plat) and (lecture.tous or lecture.reste_en_cours) and entier
    if "?" in texte.plat and not lecture.sauf:
        return
    noms = lecture.noms + lecture.en_cours
    liste = entier and not lecture.utile and noms and (attend in TYPES_ATTENDUS or (len(noms) > 1 and not minuscule))
    if spans and (lecture.utile or (tous_seul and not noms) or liste):
        start, end = min(s for s, _ in spans), max(e for _, e in spans)
        texte.ajouter("personnes", lecture.value(), start, end)


def _sans_capitale_mais_sur(lecture: Lecture, attend: str | None) -> bool:
    """Tell whether words without a capital are names: nothing else is said than who was there, or who is awaited."""
    if attend in TYPES_ATTENDUS:
        return True
    return set(lecture.groupes) <= CONTRAIRES.keys() and not (lecture.groupes and lecture.noms)


def _est_une_liste(texte: Texte) -> bool:
    return len(texte.plat) < 120 and bool(re.search(r",| et | & ", texte.plat)) and texte.brut[:1].isupper()


def _parcourir(texte: Texte, minuscule: bool) -> tuple[Lecture, list[tuple[int, int]], bool]:
    """Walk through the sentence once; tell also whether nothing else was said in it."""
    lecture, spans, entier = Lecture(), [], True
    connus = _personnes_connues(texte)
    pris = _spans_autres(texte)
    place, mots_de_suite = 0, 0
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
        if not _est_une_marque(texte, match, marque):
            lecture.passer()
            continue
        if marque == "mot":
            fin = _fin_du_nom(texte, match, minuscule or _apres_sauf(texte, lecture))
            if fin:
                # Without capitals three unknown words in a row are a phrase, not names.
                mots_de_suite = mots_de_suite + 1 if texte.plat[match.start() - 1 : match.start()] == " " else 1
                entier = entier and (not minuscule or (mots_de_suite < 3 and "'" not in match["mot"]))
                lecture.nommer(texte.tape(match.start(), fin))
                spans.append((match.start(), fin))
                place = fin
            elif match["mot"] not in LIENS:
                mots_de_suite = 0
                lecture.passer()
                entier = entier and match["mot"] in NEUTRES
            else:
                mots_de_suite = 0
            continue
        mots_de_suite = 0
        if marque == "pas" and not _nom_suit(texte, place, minuscule):
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
        if not (lecture.en_cours or (lecture.reste_en_cours and (marque == "la" or lecture.groupes))):
            return False
        resultats = marque == "non" and not lecture.groupes.keys().isdisjoint(("retenus", "en_attente"))
        lecture.grouper("non_retenus" if resultats else POSTPOSES[marque], postpose=True)
    elif marque in ("tous", "autres"):
        lecture.noms += lecture.en_cours if marque == "tous" else []
        lecture.en_cours = [] if marque == "tous" else lecture.en_cours
        _ranger_avant_le_reste(lecture)
        lecture.reste_en_cours, lecture.excepte = True, False
        lecture.tous = lecture.tous or marque == "tous"
        if lecture.ouvert and marque == "tous" and not lecture.mots_perdus:
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


def _est_une_marque(texte: Texte, match: re.Match[str], marque: str) -> bool:
    """Tell « là » from « la » and « refusé » from « refuse », by the accent typed or by what follows."""
    if marque == "refuses":
        return "é" in texte.tape(*match.span()).lower()
    if match["pas_la"] or (marque == "la" and match.group() == "la"):
        return texte.tape(*match.span()).lower().endswith("à") or bool(_APRES_LA.match(texte.plat, match.end()))
    return True


def _apres_sauf(texte: Texte, lecture: Lecture) -> bool:
    """« tt le monde sauf martin »: after « sauf », names go without capitals in a message that has none."""
    return lecture.excepte and not any(signe.isupper() for signe in texte.brut[1:])


def _nom_suit(texte: Texte, place: int, minuscule: bool) -> bool:
    premier = PREMIER_MOT.match(texte.plat, place)
    if premier is None:
        return False
    return premier.start("mot") in _personnes_connues(texte) or premier["mot"] in TITRES or bool(_fin_du_nom(texte, premier, minuscule))


def _fin_du_nom(texte: Texte, match: re.Match[str], minuscule: bool) -> int:
    """End of the name that starts at a word; 0 when the word names nobody."""
    mot, start = match["mot"], match.start("mot")
    if mot in SIGLES or mot in NEUTRES or mot in JAMAIS or not mot[0].isalpha():
        return 0
    if minuscule:
        return match.end() if mot not in COURANTS and len(mot) > 2 else 0
    if not texte.capitale(start) or (len(mot) < 5 and not texte.brut.isupper() and texte.tape(*match.span("mot")).isupper()):
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
    premier = PREMIER_MOT.match(texte.plat, place)
    annonce = lecture.tous or lecture.reste or lecture.reste_en_cours or texte.plat.startswith("sauf")
    if premier is None or _nom_suit(texte, place, minuscule or bool(annonce and _apres_sauf(texte, lecture))):
        return place
    lecture.excepte = False
    if not annonce:  # « à part l’info coll »: nobody is meant
        return place
    fin = _FIN_DE_PHRASE_RAW.search(texte.plat, premier.end("mot"))
    end = fin.start() if fin else len(texte.plat)
    lecture.sauf.append(texte.tape(premier.start("mot"), end).strip())
    spans.append((premier.start("mot"), end))
    return end
