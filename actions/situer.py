"""Which of the days said tells the appointment that is meant, and which one it moves to: « du 12 au 14 »."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from actions.catalogue import Donnee, Operation
from actions.mots_cles import plat
from actions.tour import Entite, Tour

INSTANTS = frozenset({"date", "date_heure"})
# « la RIC du », « les mêmes rendez-vous de », « celle de »: the day that follows says which one.
RENDEZ_VOUS = re.compile(
    r"\b(?:ric|reunions?|infos?(?: col\w*)?|seances?|rdv|rv|rendez vous|entretiens?|creneaux?|groupes?|individuels?"
    r"|cel(?:le|ui)|ceux)\b(?: (?!a |au |pour |vers |sur )[a-z]\w*){0,5}(?: (?:du|de|d|le))?$"
)
_NOM = re.compile(
    r"\b(?:ric|reunions?|infos?(?: col\w*)?|seances?|rdv|rv|rendez vous|entretiens?|creneaux?|groupes?|cel(?:le|ui))\b"
)
_VERS = re.compile(r"\b(?:au|a|sur|vers|pour|dans)(?: (?:la|le|l|cette|cet|ce|un|une))?$")
_DE = re.compile(r"\b(?:du|de|d|depuis|lieu du)(?: (?:la|le|l|cette|cet|ce|son|sa))?$")
PREFERE = re.compile(r"\b(?:prefer\w+|aime\w* mieux)$")  # « il préfère 11h à 9h30 »
BORNES = re.compile(r"\d.*(?:\bau\b|\bà\b|\ba\b|→|>|-).*\d")
JOURS_D_UNE_SEMAINE = 7
COTE_A_COTE = 4  # signs between a day and its hour
PLAGE = re.compile(r"\b(?:plages?|candidatures?)\b")


# « Repousse d’une heure », « avancée de 30 min »: minutes, backwards when it comes sooner.
_DECALAGE = re.compile(
    r"\b(?P<geste>repouss|decal|retard|recul|avanc)\w* (?:(?:la|le|l|ce|cette|son|sa|ric|rdv|rv|reunion|rendez vous) )*"
    r"(?:d |de )(?:(?P<heures>une|1|deux|2|trois|3) ?h(?:eures?)?(?: (?P<demie>et demie|30))?"
    r"|(?P<demi>une demi heure|demi heure)|(?P<quart>un quart d heure)|(?P<minutes>\d\d|quinze|vingt|trente) ?min\w*)\b"
)
_VOISIN = re.compile(r"\b(?:(?:a|pour|sur) la veille|(?P<apres>(?:au|pour le|sur le) lendemain))\b")
MINUTES_D_UN_JOUR = 24 * 60
_EN_HEURES = {"une": 1, "1": 1, "deux": 2, "2": 2, "trois": 3, "3": 3}
_EN_MINUTES = {"quinze": 15, "vingt": 20, "trente": 30}


def decalage(texte: str) -> int | None:
    """By how many minutes an appointment moves on, less than none when it comes sooner."""
    voisin = _VOISIN.search(plat(texte))
    if voisin:
        return MINUTES_D_UN_JOUR if voisin["apres"] else -MINUTES_D_UN_JOUR
    dit = _DECALAGE.search(plat(texte))
    if dit is None:
        return None
    if dit["heures"]:
        minutes = 60 * _EN_HEURES[dit["heures"]] + (30 if dit["demie"] else 0)
    elif dit["minutes"]:
        minutes = _EN_MINUTES.get(dit["minutes"]) or int(dit["minutes"])
    else:
        minutes = 30 if dit["demi"] else 15
    return -minutes if dit["geste"] == "avanc" else minutes


def sans_borne(donnee: Donnee) -> bool:
    """Whether it is a day of its own, neither a start nor an end."""
    return donnee.type in ("date", "date_heure") and not donnee.nom.endswith(("debut", "fin"))


def deplace(operation: Operation) -> bool:
    """Whether it names an appointment and gives a day: « refais ceux du 14 le 21 »."""
    types = {donnee.type for donnee in operation.donnees}
    return "rdv" in types and any(sans_borne(donnee) for donnee in operation.donnees)


def dedoubler(entites: Sequence[Entite], texte: str) -> list[Entite]:
    """« du 12 au 14 » said of a move: two days, and no span between them; a range of candidatures does have one."""
    if PLAGE.search(plat(texte)):
        return list(entites)
    lues: list[Entite] = []
    for entite in entites:
        if entite.type == "periode" and BORNES.search(entite.texte.lower()):
            milieu = (entite.debut + entite.fin) // 2
            lues.append(replace(entite, type="date", valeur=entite.valeur["debut"], fin=milieu, texte="", autres=()))
            lues.append(replace(entite, type="date", valeur=entite.valeur["fin"], debut=milieu, texte="", autres=()))
        else:
            lues.append(entite)
    return lues


def reference(entites: Sequence[Entite], texte: str) -> Entite | None:
    """Of several days, the one that says which appointment: it follows its name, else it comes first."""
    jours = [e for e in entites if e.type in INSTANTS]
    autres = [e for e in entites if e.type == "heure"]
    if len(jours) == 1 and jours[0].type == "date" and not autres:  # « le groupe du 14, mets-le en salle 3 »
        avant = plat(texte[: jours[0].debut])
        lie = re.search(r"\b(?:du|de|d)$", avant) or plat(jours[0].texte).startswith(("du ", "de ", "d "))
        return jours[0] if lie and RENDEZ_VOUS.search(avant) else None
    if len(jours) < 2 and not (len(jours) == 1 and jours[0].type == "date_heure" and autres):
        return None
    nommes = [e for e in jours if RENDEZ_VOUS.search(plat(texte[: e.debut]))]
    return nommes[0] if nommes else jours[0]


def meme_heure(operation: Operation, tour: Tour) -> bool:
    """« la RIC du 12 passe au 14, même heure »."""
    return deplace(operation) and "meme heure" in plat(tour.texte)


def semaine(operation: Operation, entites: Sequence[Entite]) -> date | None:
    """« refais les mêmes la semaine prochaine »: its Monday, when a week is all that is said of the new day."""
    if not deplace(operation) or any(e.type in INSTANTS for e in entites):
        return None
    for entite in (e for e in entites if e.type == "periode"):
        debut, fin = (date.fromisoformat(entite.valeur[bout]) for bout in ("debut", "fin"))
        if (fin - debut).days == JOURS_D_UNE_SEMAINE - 1:
            return debut
    return None


def meme_jour(lundi: str | None, jour: str) -> str | None:
    """The day of that week which is, of its own, what `jour` is of its week; None when it is `jour` itself."""
    if not lundi:
        return None
    lu = date.fromisoformat(lundi) + timedelta(days=date.fromisoformat(jour).weekday())
    return lu.isoformat() if lu.isoformat() != jour else None


def separer(entites: Sequence[Entite]) -> list[Entite]:
    """A day and its hour apart, where they are two data: « le 28 à partir de 13h30 »."""
    lues: list[Entite] = []
    for entite in entites:
        if entite.type == "date_heure":
            jours = tuple(str(autre)[:10] for autre in entite.autres)
            lues.append(replace(entite, type="date", valeur=str(entite.valeur)[:10], autres=jours))
            lues.append(replace(entite, type="heure", valeur=str(entite.valeur)[11:16], autres=()))
        else:
            lues.append(entite)
    return lues


def partager(entites: Sequence[Entite], texte: str) -> tuple[list[Entite], list[Entite]]:
    """What tells the appointment one leaves, and what tells the one one goes to: « de 9h30 à 11h le 14 ».

    What is said once says where one goes, unless « de la RIC du 12 » says that it is left.
    """
    instants = sorted((e for e in entites if e.type in INSTANTS or e.type == "heure"), key=lambda e: e.debut)
    jours = [e for e in instants if e.type in INSTANTS]
    sens: list[bool | None] = []  # left, gone to, or not said
    for rang, entite in enumerate(instants):
        dit = _quitte(plat(texte[: entite.debut]))
        voisin = rang > 0 and entite.debut - instants[rang - 1].fin < COTE_A_COTE
        sens.append(sens[-1] if dit is None and voisin and instants[rang - 1].type != entite.type else dit)
    if True not in sens and len(instants) > 1 and (len(jours) > 1 or len(instants) - len(jours) > 1 or False in sens):
        premier = next(
            (i for i, dit in enumerate(sens) if dit is None and (len(jours) > 1 or instants[i] not in jours)), None
        )
        if premier is not None:
            sens[premier] = True
    if len(instants) > 1 and PREFERE.search(plat(texte[: instants[0].debut])):
        sens = [False, True, *(False for _ in instants[2:])]
    quittes = [e for e, dit in zip(instants, sens, strict=True) if dit]
    vers = [e for e in instants if e not in quittes]
    if len(jours) == 1 and quittes and vers:  # the day of one is that of the other
        commun = replace(jours[0], type="date", valeur=str(jours[0].valeur)[:10])
        quittes, vers = (quittes, [*vers, commun]) if jours[0] in quittes else ([*quittes, commun], vers)
    return quittes, vers


def _quitte(avant: str) -> bool | None:
    """Whether what follows these words is left (« de la RIC du »), gone to (« sur celle du »), or neither is said."""
    noms = list(_NOM.finditer(avant))
    if noms and re.fullmatch(r"(?: [a-z]+){0,4}", avant[noms[-1].end() :]):
        avant = avant[: noms[-1].start()].strip()
        return True if _DE.search(avant) else False if _VERS.search(avant) else None
    return True if re.search(r"\b(?:du|de|d|depuis)$", avant) else None
