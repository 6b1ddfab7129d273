"""Which one is meant among the engine's proposals: « la RIC de mardi », « celle de Rouen », « la deuxième »."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from rapidfuzz import fuzz

from actions.mots_cles import mots, plat
from actions.tour import Entite

FAUTE_DE_FRAPPE = 88.0
RANGS = {"premier": 1, "premiere": 1, "1er": 1, "1ere": 1, "deuxieme": 2, "second": 2, "seconde": 2, "2e": 2, "2eme": 2}
RANGS |= {
    "troisieme": 3,
    "3e": 3,
    "3eme": 3,
    "quatrieme": 4,
    "4e": 4,
    "cinquieme": 5,
    "5e": 5,
    "dernier": -1,
    "derniere": -1,
}

# « non retenue », « je ne la retiens pas »: kept as a word, which « non » alone is not.
NIE = re.compile(r"\b(?:pas|non) retenue?s?\b|\bne (?:l[ea]s? )?(?:retien\w+|prend\w*|gard\w+) pas\b|\bretien\w* pas\b")
NON = "non_retenu"
RESULTATS = {"retenus": ("retenue",), "non_retenus": ("retenue", NON), "en_attente": ("attente",)}
NOUS = re.compile(r"\b(?:de|a) notre (?:fait|part|cote|faute|initiative|demande)\b|\bc est nous\b|\bnous annulons\b")
# « les rendez-vous de jeudi » are the group, not one of them.
ENSEMBLE = re.compile(
    r"\b(?:l[ea]s|mes|nos|ces)(?: memes)?(?: \d+| six| quatre)? (?:rdv|rv|rendez vous|entretiens|creneaux)\b"
)

SEUL = re.compile(r"\b(?:le|un|ce|son)(?: \w+)? (?:rdv|rv|rendez vous|entretien|creneau)\b(?! individuels)")

Choix = Mapping[str, Any]


def reperes(entites: Sequence[Entite], texte: str) -> dict[str, Any]:
    """What a sentence gives to tell one proposal from another; plain data, kept until it is of use."""
    trouves: dict[str, Any] = {"dates": [], "heures": [], "mots": mots(texte), "numeros": []}
    if NIE.search(plat(texte)):
        trouves["mots"].append(NON)
    if NOUS.search(plat(texte)):
        trouves["mots"].append("organisme")
    for entite in entites:
        if entite.type == "personnes":
            trouves["mots"] += [mot for liste, dits in RESULTATS.items() if entite.valeur.get(liste) for mot in dits]
    if ENSEMBLE.search(plat(texte)):
        trouves["mots"].append("groupe")
    trouves["seul"] = bool(SEUL.search(plat(texte)))
    for entite in entites:
        if entite.type in ("date", "date_heure"):
            dits = [str(v) for v in (entite.valeur, *entite.autres)]
            trouves["dates"] += [d[:10] for d in dits if d[:10] not in trouves["dates"]]
        if entite.type == "heure":
            trouves["heures"].append(str(entite.valeur))
        if entite.type == "date_heure":
            trouves["heures"].append(str(entite.valeur)[11:16])
        if entite.type in ("session", "entier", "demandeur"):
            trouves["numeros"].append(str(entite.valeur))
    return trouves


def vides(dits: Mapping[str, Any]) -> bool:
    """Whether nothing in them can tell proposals apart."""
    return not any(dits[cle] for cle in ("dates", "heures", "mots", "numeros"))


def retenir(choix: Sequence[Choix], dits: Mapping[str, Any], montres: Sequence[Any] = ()) -> tuple[list[Choix], bool]:
    """The proposals that fit, and whether anything said told them apart; `montres` are the values shown, in order."""
    numero = [c for c in choix if any(_meme_numero(c, n) for n in dits["numeros"])]
    if numero:
        return numero, True
    rang = next((RANGS[mot] for mot in dits["mots"] if mot in RANGS), None) or rang_seul(dits)
    if rang is not None and montres and abs(rang) <= len(montres):
        voulu = str(montres[rang - 1 if rang > 0 else rang])
        return [c for c in choix if str(c["valeur"]) == voulu], True
    retenus, utile = list(choix), False
    for cle, valeurs in (("date", dits["dates"]), ("heure", dits["heures"])):
        if valeurs and any(_indice(c, cle) for c in choix):
            retenus, utile = [c for c in retenus if _indice(c, cle) in valeurs], True
    un_seul = [c for c in retenus if "groupe" not in _mots(c)] if dits.get("seul") else []
    return _par_mots(un_seul or retenus, dits["mots"], utile)


def rang_seul(dits: Mapping[str, Any]) -> int | None:
    """« 4 », « la session 4 »: a small number, where no day nor hour says something else of it."""
    petits = [int(mot) for mot in dits["mots"] if re.fullmatch(r"[1-9]\d?", mot)]
    return petits[0] if len(petits) == 1 and not dits["dates"] and not dits["heures"] else None


def _par_mots(choix: list[Choix], dits: Sequence[str], utile: bool) -> tuple[list[Choix], bool]:
    """Narrow by the words that some proposals bear and others do not."""
    portes = [_mots(c) for c in choix]
    nies = [c for c, siens in zip(choix, portes, strict=True) if NON in siens]
    dites = nies if nies and NON in dits else [c for c in choix if plat(str(c["valeur"])) in dits]
    if len(dites) == 1:
        return dites, True
    notes = [0] * len(choix)
    for mot in set(dits):
        porteurs = [any(_meme_mot(mot, autre) for autre in siens) for siens in portes]
        if any(porteurs) and (not all(porteurs) or len(choix) == 1):
            notes = [note + porte for note, porte in zip(notes, porteurs, strict=True)]
    meilleure = max(notes, default=0)
    if not meilleure:
        return choix, utile
    meilleurs = [c for c, note in zip(choix, notes, strict=True) if note == meilleure]
    return [c for c in meilleurs if c not in nies] or meilleurs, True  # « retenue » is not « non retenue »


def _indice(choix: Choix, cle: str) -> str:
    return str((choix.get("indices") or {}).get(cle) or "")


def _mots(choix: Choix) -> set[str]:
    indices = {k: v for k, v in (choix.get("indices") or {}).items() if k not in ("date", "heure")}
    dits = " ".join([str(choix.get("titre", "")), *map(str, indices.values())])
    return set(mots(dits)) | ({NON} if re.search(r"\b(?:non|pas) retenue?\b", plat(dits)) else set())


def _meme_mot(dit: str, porte: str) -> bool:
    return dit == porte or (len(dit) >= 4 and len(porte) >= 4 and fuzz.ratio(dit, porte) >= FAUTE_DE_FRAPPE)


def _meme_numero(choix: Choix, dit: str) -> bool:
    if plat(str(choix["valeur"])) == plat(dit):
        return True
    dits = [str(choix["valeur"]), str(choix.get("titre", "")), *map(str, (choix.get("indices") or {}).values())]
    return bool(_numeros(dit)) and _numeros(dit) <= _numeros(" ".join(dits))


def _numeros(texte: str) -> set[str]:
    """The long numbers of a text, without the zeros in front: « 14_SE_0000160070 » and « SE_0000160070 » are one."""
    return {numero.lstrip("0") for numero in re.findall(r"\d{6,}", texte)}
