"""Which one is meant among the engine's proposals: « la RIC de mardi », « celle de Rouen », « la deuxième »."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

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
# What a list of people says of them.
SENS = {"retenus": ("retenue",), "non_retenus": ("retenue", NON), "en_attente": ("attente",)}
SENS |= {"presents": ("present",), "absents": ("absent",)}
DE_SENS = re.compile(r"(?:present|absent)e?s?$")  # « mis présent, mais il était absent »: the list says which holds
RETENU = re.compile(r"\b(?:je|on|nous) (?:la|le|l) (?:retien\w+|gard\w+|prend\w*|prenons)\b(?! pas)")
NOUS = re.compile(r"\b(?:de|a) notre (?:fait|part|cote|faute|initiative|demande)\b|\bc est nous\b|\bnous annulons\b")
# « les rendez-vous de jeudi » are the group, not one of them.
ENSEMBLE = re.compile(
    r"\b(?:l[ea]s|mes|nos|ces)(?: memes)?(?: \d+| six| quatre)? (?:rdv|rv|rendez vous|entretiens|creneaux)\b"
)

# Turns of phrase, and the word of a proposal that they stand for.
TOURNURES = ((NIE, NON), (RETENU, "retenue"), (NOUS, "organisme"), (ENSEMBLE, "groupe"))

SEUL = re.compile(r"\b(?:le|un|ce|son)(?: \w+)? (?:rdv|rv|rendez vous|entretien|creneau)\b(?! individuels)")
# What is said not to be meant, up to the end of its clause.
ECARTE = re.compile(r"\b(?:au lieu d[eu']|plut[oô]t qu[e']|[àa] la place d[eu']|et non\b)[^,.;:!?\n]*", re.IGNORECASE)
# « sans certificat » is no certificate, « pas absente » is present.
NEGATIONS = (
    (re.compile(r"\b(?:une?|d|l|les?|cette|cet|aux?) autres? [a-z]+"), " "),  # « confondu avec une autre stagiaire »
    (re.compile(r"\bs arret\w+"), " "),  # no « arrêt » of a doctor
    (re.compile(r"\b(sans|aucune?) [a-z]+"), r"\1"),
    (re.compile(r"\bpas (?:bien |ete )?absente?s?\b"), "present"),
    (re.compile(r"\b(?:pas|jamais) (?:bien |ete )?(?:la|presente?s?|venue?s?|arrivee?s?)\b"), "absent"),
    (re.compile(r"\b(?:etai(?:en)?t|est|sont) (?:bien |finalement )?la\b(?= *$| bien| des| le| ce| a l)"), "present"),
)

# No number beside the name of the day.
JOUR_SEUL = re.compile(
    r"(?:[cl]e )?(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b(?! (?:le )?\d{1,2}(?! ?h)\b)"
)

Choix = Mapping[str, Any]


def reperes(entites: Sequence[Entite], texte: str) -> dict[str, Any]:
    """What a sentence gives to tell one proposal from another; plain data, kept until it is of use."""
    trouves: dict[str, Any] = {
        "dates": [],
        "heures": [],
        "mots": _dits(texte),
        "numeros": [],
        "noms": [],
        "semaine": [],
    }
    trouves["mots"] += [mot for tournure, mot in TOURNURES if tournure.search(plat(texte))]
    trouves["seul"] = bool(SEUL.search(plat(texte)))
    for entite in entites:
        if entite.type in ("nom", "personnes"):
            dites, noms = _des_personnes(entite)
            autres = [mot for mot in trouves["mots"] if not (dites and DE_SENS.match(mot))]
            trouves["mots"], trouves["noms"] = autres + dites, trouves["noms"] + noms
        if entite.type in ("date", "date_heure"):
            dits = [str(v) for v in (entite.valeur, *entite.autres)]
            trouves["dates"] += [d[:10] for d in dits if d[:10] not in trouves["dates"]]
            if JOUR_SEUL.match(plat(entite.texte)):
                trouves["semaine"].append(str(entite.valeur)[:10])
        if entite.type == "heure":
            trouves["heures"].append(str(entite.valeur))
        if entite.type == "date_heure":
            trouves["heures"].append(str(entite.valeur)[11:16])
        if entite.type == "lieu":
            trouves["mots"] += mots(str(entite.valeur))
        if entite.type in ("session", "entier", "demandeur"):
            trouves["numeros"].append(str(entite.valeur))
    return trouves


def _des_personnes(entite: Entite) -> tuple[list[str], list[str]]:
    """What is said of people, in words, and who they are."""
    if entite.type == "nom" or not isinstance(entite.valeur, dict):
        return [], [str(entite.valeur)]
    listes = {nom: valeur for nom, valeur in entite.valeur.items() if isinstance(valeur, list) and valeur}
    return [mot for nom in listes for mot in SENS.get(nom, ())], [nom for valeur in listes.values() for nom in valeur]


def _dits(texte: str) -> list[str]:
    """The words that tell, less those that the sentence puts aside."""
    affirme = _en_un_mot(plat(ECARTE.sub(" ", texte.replace("’", "'"))))
    for motif, mot in NEGATIONS:
        affirme = motif.sub(mot, affirme)
    return mots(affirme)


def _en_un_mot(dit: str) -> str:
    """« CAP Cuisine » names no Cap emploi."""
    return dit.replace("cap emploi", "capemploi")


def vides(dits: Mapping[str, Any]) -> bool:
    """Whether nothing in them can tell proposals apart."""
    return not any(dits[cle] for cle in ("dates", "heures", "mots", "numeros"))


def retenir(
    choix: Sequence[Choix], dits: Mapping[str, Any], montres: Sequence[Any] = (), dates_sures: bool = True
) -> tuple[list[Choix], bool]:
    """The proposals that fit, and whether anything said told them apart; `montres` are the values shown, in order.

    Unless `dates_sures`, a day that none of them has was said of something else: « pour la menuiserie, le 21 à 9 h ».
    """
    numero = [c for c in choix if any(_meme_numero(c, n) for n in dits["numeros"])]
    if numero:
        return _au_moment(numero, dits, dates_sures)[0], True
    rang = next((RANGS[mot] for mot in dits["mots"] if mot in RANGS), None) or rang_seul(dits)
    if rang is not None and montres and abs(rang) <= len(montres):
        voulu = str(montres[rang - 1 if rang > 0 else rang])
        return [c for c in choix if str(c["valeur"]) == voulu], True
    retenus, utile = list(choix), False
    if dits.get("noms") and any(_indice(c, "candidat") for c in choix):
        retenus, utile = [c for c in retenus if any(_nomme(c, nom) for nom in dits["noms"])], True
    retenus, situes = _au_moment(retenus, dits, dates_sures)
    utile = utile or situes
    un_seul = [c for c in retenus if "groupe" not in _mots(c)] if dits.get("seul") else []
    return _par_mots(un_seul or retenus, dits["mots"], utile)


def _au_moment(choix: list[Choix], dits: Mapping[str, Any], sures: bool) -> tuple[list[Choix], bool]:
    """Those of the days and hours said, and whether these told anything."""
    retenus, utile = choix, False
    for cle, valeurs in (("date", dits["dates"]), ("heure", dits["heures"])):
        if valeurs and any(_indice(c, cle) for c in choix):
            tombent = [c for c in retenus if any(_tombe(c, cle, valeur) for valeur in valeurs)]
            if cle == "date" and not tombent:
                tombent = [c for c in retenus if _meme_jour_de_la_semaine(c, dits.get("semaine", ()))]
            if tombent or sures:
                retenus, utile = tombent, True
    return retenus, utile


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
        porteurs = [mot in siens for siens in portes]
        if not any(porteurs):
            porteurs = [any(_meme_mot(mot, autre) for autre in siens) for siens in portes]
        if any(porteurs) and (not all(porteurs) or len(choix) == 1):
            notes = [note + porte for note, porte in zip(notes, porteurs, strict=True)]
    meilleure = max(notes, default=0)
    if not meilleure:
        places = _de_place(choix, dits)
        return places, utile or len(places) < len(choix)
    meilleurs = [c for c, note in zip(choix, notes, strict=True) if note == meilleure]
    retenus = [c for c in meilleurs if c not in nies] or meilleurs  # « retenue » is not « non retenue »
    retenus = _de_place(retenus, dits)
    longs = [c for c in retenus if len(siens := mots(str(c.get("titre", "")))) > 1 and set(siens) <= set(dits)]
    return longs or [c for c in retenus if dit_en_entier(c, dits)] or retenus, True


def _de_place(choix: list[Choix], dits: Sequence[str]) -> list[Choix]:
    """« La dernière RIC soudure »: of those that all else fits, the one whose place in time is said."""
    return [c for c in choix if _indice(c, "place") and plat(_indice(c, "place")) in dits] or choix


def dit_en_entier(choix: Choix, dits: Sequence[str]) -> bool:
    """Whether its whole title, or one of the words that stand for it, was said: « malade » is not « enfant malade »."""
    titre, synonymes = mots(str(choix.get("titre", ""))), mots(_indice(choix, "mots"))
    return all(mot in dits for mot in titre) or any(mot in dits for mot in synonymes)


def _tombe(choix: Choix, cle: str, valeur: str) -> bool:
    """Whether it is then; a proposal that lasts (`fin`) is so on each of its days."""
    debut, fin = _indice(choix, cle), _indice(choix, "fin") if cle == "date" else ""
    return debut == valeur or bool(fin and debut <= valeur <= fin)


def _meme_jour_de_la_semaine(choix: Choix, jours: Sequence[str]) -> bool:
    """« Jeudi », when nothing is on the next one, may be another Thursday."""
    date_dite = _indice(choix, "date")
    return bool(date_dite) and any(
        date.fromisoformat(date_dite).weekday() == date.fromisoformat(j).weekday() for j in jours
    )


def _nomme(choix: Choix, nom: str) -> bool:
    porte = mots(_indice(choix, "candidat"))
    return all(any(_meme_mot(mot, autre) for autre in porte) for mot in mots(nom))


def _indice(choix: Choix, cle: str) -> str:
    return str((choix.get("indices") or {}).get(cle) or "")


def _mots(choix: Choix) -> set[str]:
    indices = {k: v for k, v in (choix.get("indices") or {}).items() if k not in ("date", "heure", "fin", "place")}
    dits = " ".join([str(choix.get("titre", "")), *map(str, indices.values())])
    return set(mots(_en_un_mot(plat(dits)))) | ({NON} if re.search(r"\b(?:non|pas) retenue?\b", plat(dits)) else set())


def _meme_mot(dit: str, porte: str) -> bool:
    """But for a typing error, which spares the first letter: « information » is no « formation »."""
    if dit == porte or len(dit) < 4 or len(porte) < 4 or dit[0] != porte[0]:
        return dit == porte
    return fuzz.ratio(dit, porte) >= FAUTE_DE_FRAPPE or (len(porte) >= 6 and OSA.distance(dit, porte) == 1)


def _meme_numero(choix: Choix, dit: str) -> bool:
    if plat(str(choix["valeur"])) == plat(dit):
        return True
    dits = [str(choix["valeur"]), str(choix.get("titre", "")), *map(str, (choix.get("indices") or {}).values())]
    return bool(_numeros(dit)) and _numeros(dit) <= _numeros(" ".join(dits))


def _numeros(texte: str) -> set[str]:
    """The long numbers of a text, without the zeros in front: « 14_SE_0000160070 » and « SE_0000160070 » are one."""
    return {numero.lstrip("0") for numero in re.findall(r"\d{6,}", texte)}
