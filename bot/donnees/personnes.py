"""Who was there, who was not: « tout le monde sauf Martin et Diallo », « Petit présent, Martin absent »."""

from __future__ import annotations

import re

from bot.donnees.bilan import BILAN
from bot.donnees.groupes import Lecture, appliquer
from bot.donnees.lexique import mots
from bot.donnees.marques import (
    APRES_LA,
    FIN_DE_PHRASE,
    INDICE,
    INDICE_DE_BILAN,
    LIENS,
    MEME_PERSONNE,
    NEUTRES,
    PAS_LES_AUTRES,
    PLATS,
    PREMIER_MOT,
    SALUT,
    SEULS,
    SEULS_ABSENTS,
    TITRES,
    TYPES_ATTENDUS,
    marque_de,
    signature,
)
from bot.donnees.noms import SIGLES, sans_capitale
from bot.donnees.noms_seuls import fin_du_nom
from bot.donnees.recit import phrase
from bot.donnees.texte import Texte, plier

_TOUS_SUIT = re.compile(r" (?:tou[ts] le monde|tous|toutes|tlm)\b")
_SEULS_PRESENTS = re.compile(f"{SEULS.pattern}|{PAS_LES_AUTRES.pattern}")
_SEULS_RETENUS = re.compile(r"\bne (?:gard|prend|pren|retien)\w* que\b")
# « est-ce », « qu'il »: no name.
_TOURNURE = re.compile(r"'|-(?:elle|il|ils|elles|on|ce|je|tu|vous|nous|la|le|les|moi|lui|t)$")
# The last name of a list has its « et »; the next one, said right after, belongs to what follows.
_LISTE_FINIE = re.compile(r"(?<= et )[a-z'-]+ $")
_QUESTION = re.compile(r"\?|\bcomment faire\b|\bou (?:non|pas)\b")
_CORRIGE = re.compile(r"\bpas\b|\bau lieu\b|\bplutot que\b|\bet non\b")
# « le devis de M. Petit a été refusé »: the quote was, and not him.
_AUTRE_REFUS = re.compile(r"\b(?:devis|aif|afpr|poei?|demande|financement|dossier|acces)\b")
_ANNONCE = re.compile(
    r"[^:\n]{4,80}\b(?:ric|reunion|info|infos?coll?|seance|formation|cap|session|du|de|le)\b[^:\n]* : ?"
)
_SUITE = re.compile(r"(?:, ?| et | & | ?[/+] ?| - )$")
_FIN_D_ITEM = re.compile(r" *(?:$|[,.;\n/+]| et | & | - )")


def lire(texte: Texte, attend: str | None) -> None:
    """Read who is meant, when the sentence says it of a group or of several people."""
    bilan = BILAN.search(texte.plat) and INDICE_DE_BILAN.search(texte.plat)
    if not (INDICE.search(texte.plat) or bilan or attend in TYPES_ATTENDUS or _est_une_liste(texte)):
        return
    minuscule = sans_capitale(texte.brut) or texte.brut.isupper()
    lecture, spans, entier = _parcourir(texte, minuscule, _apres_l_annonce(texte) if minuscule else 0)
    if minuscule and lecture.groupes and attend not in TYPES_ATTENDUS:
        lecture.en_cours = []  # « lebreton absent, convocation justice »: what follows the last mark
    if minuscule and not ((entier or lecture.compris) and _sans_capitale_mais_sur(lecture, attend)):
        lecture, spans, entier = _parcourir(texte, False)
    tous_seul = not SALUT.search(texte.plat) and (lecture.tous or lecture.reste_en_cours) and entier
    if spans and not lecture.sauf and _QUESTION.search(texte.plat, *phrase(texte.plat, max(e for _, e in spans) - 1)):
        return
    if lecture.groupes.keys() == {"presents"} and lecture.reste is None and _SEULS_PRESENTS.search(texte.plat):
        lecture.reste, lecture.reste_en_cours = "absents", False
    if lecture.groupes.keys() == {"absents"} and lecture.reste is None and SEULS_ABSENTS.search(texte.plat):
        lecture.reste = "presents"
    if lecture.groupes.keys() == {"retenus"} and lecture.reste is None and PAS_LES_AUTRES.search(texte.plat):
        lecture.reste, lecture.reste_en_cours = "non_retenus", False
    if lecture.groupes.keys() == {"retenus"} and lecture.reste is None and _SEULS_RETENUS.search(texte.plat):
        lecture.reste = "non_retenus"
    noms = lecture.noms + lecture.en_cours
    corrige = _CORRIGE.search(texte.plat)  # one of the two is not meant
    liste = (
        entier
        and not lecture.utile
        and noms
        and not corrige
        and (attend in TYPES_ATTENDUS or (len(noms) > 1 and not minuscule))
    )
    if spans and (lecture.utile or (tous_seul and not noms) or liste):
        start, end = min(s for s, _ in spans), max(e for _, e in spans)
        texte.ajouter("personnes", lecture.value(), start, end)


def _sans_capitale_mais_sur(lecture: Lecture, attend: str | None) -> bool:
    """Tell whether words without a capital are names: nothing else is said than who was there, or who is awaited."""
    if attend in TYPES_ATTENDUS:
        return True
    if lecture.groupes and lecture.noms:
        return False
    # « tâches en attente » names nobody, « benali en attente » does.
    juges = [nom for noms in lecture.groupes.values() for nom in noms]
    return mots("vocabulaire").isdisjoint(plier(mot) for nom in juges for mot in nom.split())


def _est_une_liste(texte: Texte) -> bool:
    return len(texte.plat) < 120 and bool(re.search(r",| et | & ", texte.plat)) and texte.brut[:1].isupper()


def _apres_l_annonce(texte: Texte) -> int:
    """« ric du 5, cap cuisine : petit, leroy présents »: what comes before the colon says of what, and names nobody."""
    annonce = _ANNONCE.match(texte.plat)
    if annonce is None or INDICE.search(texte.plat, 0, annonce.end()):
        return 0
    return annonce.end()


def _parcourir(texte: Texte, minuscule: bool, depuis: int = 0) -> tuple[Lecture, list[tuple[int, int]], bool]:
    """Walk through the sentence once; tell also whether nothing else was said in it."""
    lecture, spans, entier = Lecture(), [], True
    connus = _personnes_connues(texte)
    pris = _spans_autres(texte)
    fin_utile = signature(texte.plat)
    place, place_du_nom, mots_de_suite = depuis, 0, 0
    marques = marque_de(texte.plat)
    while match := marques.search(texte.plat, place, fin_utile):
        place = match.end()
        if match.start() in connus:
            place, nom = connus[match.start()]
            lecture.nommer(nom)
            spans.append((match.start(), place))
            continue
        autre = pris.get(match.start()) or pris.get(match.end() - 1)
        if autre:
            place = max(place, autre)
            continue
        marque = match.lastgroup or ""
        if not _est_une_marque(texte, match, marque):
            lecture.passer()
            continue
        if marque == "mot":
            fin = fin_du_nom(texte, match, minuscule or _apres_sauf(texte, lecture), sur=lecture.excepte)
            fin = fin or _suite_de_liste(texte, lecture, match)
            if fin:
                # Without capitals three unknown words in a row are a phrase, not names.
                mots_de_suite = mots_de_suite + 1 if texte.plat[match.start() - 1 : match.start()] == " " else 1
                nomme = not minuscule or (mots_de_suite < 3 and not _TOURNURE.search(match["mot"]))
                entier, lecture.compris = entier and nomme, lecture.compris and nomme
                if _LISTE_FINIE.search(texte.plat, place_du_nom, match.start()):
                    lecture.depuis_virgule = []  # « retenus Petit et Roy Blanc en attente »
                lecture.nommer(texte.tape(match.start(), fin))
                place_du_nom = match.start()
                spans.append((match.start(), fin))
                place = fin
            elif match["mot"] not in LIENS:
                mots_de_suite = 0
                lecture.passer()
                entier = entier and match["mot"] in NEUTRES
                lecture.compris = lecture.compris and (match["mot"] in PLATS | SIGLES or match["mot"].isdigit())
            else:
                mots_de_suite = 0
            continue
        mots_de_suite = 0
        # « Mme Roy, pas Mme Blanc » corrects a name; « Roy était là, pas Blanc » says who was not.
        if marque == "pas" and not (lecture.groupes and _nom_suit(texte, place, minuscule)):
            continue
        if appliquer(texte, match.start(), lecture, marque):
            spans.append(match.span())
        if marque == "sauf":
            place = _exception_sans_nom(texte, lecture, place, minuscule, spans)
    return lecture, spans, entier


def _personnes_connues(texte: Texte) -> dict[int, tuple[int, str]]:
    """Start of each person already read, to its end and to what names it."""
    connus: dict[int, tuple[int, str]] = {}
    fins = {end for (_, end), donnee in zip(texte.spans, texte.donnees, strict=True) if donnee.entity == "nom"}
    for (start, end), donnee in zip(texte.spans, texte.donnees, strict=True):
        entre = MEME_PERSONNE.search(texte.plat, 0, start) if donnee.entity == "demandeur" else None
        if donnee.entity in ("nom", "demandeur") and not (entre and entre.start() in fins):
            connus[start] = (end, str(donnee.value))
    return connus


def _spans_autres(texte: Texte) -> dict[int, int]:
    pris: dict[int, int] = {}
    connus = _personnes_connues(texte)
    for start, end in texte.spans:
        if start not in connus:
            pris.update(dict.fromkeys(range(start, end), end))
    return pris


def _est_une_marque(texte: Texte, match: re.Match[str], marque: str) -> bool:
    """Tell « là » from « la » and « refusé » from « refuse », by the accent typed or by what follows."""
    if marque == "choisis":
        return bool(_TOUS_SUIT.match(texte.plat, match.end())) or (
            _nom_suit(texte, match.end(), sans_capitale(texte.brut)) and "jusqu" not in texte.plat
        )
    if marque == "refuses":
        return "é" in texte.tape(*match.span()).lower() and not _AUTRE_REFUS.search(
            texte.plat, phrase(texte.plat, match.start())[0], match.start()
        )
    if match["pas_la"] or (marque == "la" and match.group() == "la"):
        return texte.tape(*match.span()).lower().endswith("à") or bool(APRES_LA.match(texte.plat, match.end()))
    return True


def _apres_sauf(texte: Texte, lecture: Lecture) -> bool:
    """« tt le monde sauf martin »: after « sauf », names go without capitals in a message that has none."""
    return lecture.excepte and sans_capitale(texte.brut)


def _suite_de_liste(texte: Texte, lecture: Lecture, match: re.Match[str]) -> int:
    """« absents : LEMOINE et le bris »: end of the name that goes on with a list without its capital; 0 for none."""
    nommes = lecture.groupes.get(lecture.ouvert or "")
    if not nommes or lecture.mots_perdus or not _SUITE.search(texte.plat[: match.start()]):
        return 0
    fin = fin_du_nom(texte, match, True)
    return fin if fin and match["mot"] not in mots("vocabulaire") and _FIN_D_ITEM.match(texte.plat, fin) else 0


def _nom_suit(texte: Texte, place: int, minuscule: bool) -> bool:
    premier = PREMIER_MOT.match(texte.plat, place)
    if premier is None:
        return False
    return (
        premier.start("mot") in _personnes_connues(texte)
        or premier["mot"] in TITRES
        or bool(fin_du_nom(texte, premier, minuscule, sur=True))
    )


def _exception_sans_nom(
    texte: Texte, lecture: Lecture, place: int, minuscule: bool, spans: list[tuple[int, int]]
) -> int:
    """« sauf le dernier », « sauf deux »: kept as said, so that the conversation asks who is meant."""
    premier = PREMIER_MOT.match(texte.plat, place)
    annonce = lecture.tous or lecture.reste or lecture.reste_en_cours or texte.plat.startswith("sauf")
    if premier is None or _nom_suit(texte, place, minuscule or bool(annonce and _apres_sauf(texte, lecture))):
        return place
    lecture.excepte = False
    if not annonce:  # « à part l’info coll »: nobody is meant
        return place
    fin = FIN_DE_PHRASE.search(texte.plat, premier.end("mot"))
    end = fin.start() if fin else len(texte.plat)
    lecture.sauf.append(texte.tape(premier.start("mot"), end).strip())
    spans.append((premier.start("mot"), end))
    return end
