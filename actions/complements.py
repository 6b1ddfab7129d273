"""What completes a recap without asking for anything else: « et aussi Diallo », « les autres étaient absents »."""

import re

from actions.catalogue import Operation
from actions.donnees import PERSONNES
from actions.mots_cles import mots, plat
from actions.nommes import hors, sans_listes
from actions.tour import Tour

# Words that ask for nothing by themselves.
SANS_DEMANDE = frozenset({
    "a", "ah", "alors", "au", "aussi", "autre", "autres", "aux", "avec", "bon", "c", "ce", "celle", "celui", "ceux",
    "cest", "d", "dans", "de", "des", "deux", "donc", "du", "egalement", "elle", "elles", "en", "et", "etaient",
    "etait", "euh", "finalement", "il", "ils", "j", "je", "jusqu", "jusque", "l", "la", "le", "les", "lui", "m",
    "mais", "mme", "mieux", "mr", "n", "ne", "non", "oui", "ok", "ou", "pardon", "pas", "plus", "plutot", "pour",
    "que", "qui", "sans", "sauf", "seulement", "seuls", "son", "sont", "sur", "tous", "tout", "toutes", "un", "une",
    "y", "present", "presente", "presents", "presentes", "absent", "absente", "absents", "absentes", "venu", "venue",
    "venus", "retenu", "retenue", "retenus", "retenues", "retiens", "retient", "attente", "ric", "reunion", "rdv",
    "rv", "info", "infocoll", "coll", "collective", "rendez", "vous", "individuel", "session", "ajoute", "rajoute",
    "est", "monsieur", "madame", "arrive", "arrivee", "arrives", "ca", "commence", "debute", "demarre", "finit", "dure",
    "fait",
})  # fmt: skip
MOTS_AU_PLUS = 9
MOTS_D_UN_NOM = 2
AJOUTE = re.compile(r"\b(?:aussi|egalement|sauf|ajoute|rajoute)\b")
DECIDE = re.compile(r"\b(?:retiens|retient|retenue?|absente?|presente?|attente)\b")  # « je la retiens »
# What few words may be taken for; small talk and the acts of the dialogue stay what they are.
DOUTEUSES = frozenset({"operation", "clarification", "hors-perimetre", "faq", "donnee"})


def que_des_donnees(operation: Operation, tour: Tour) -> bool:
    """Whether a message is nothing but data that the operation has, and asks for no other."""
    return bool(tour.entites) and not mots(hors(tour.texte, tour.entites)) and _en_est(operation, tour)


def complete(operation: Operation, tour: Tour) -> bool:
    """Whether a short message only adds to the recap, or puts it right: data, names and small words."""
    dit = plat(tour.texte)
    if tour.bouton or "?" in tour.texte or tour.intention not in DOUTEUSES or len(dit.split()) > MOTS_AU_PLUS:
        return False
    dedans = [e for e in tour.entites if e.type != "personnes"]
    reste = plat(hors(sans_listes(tour.texte, tour.entites), dedans)).split()
    if not _en_est(operation, tour):
        return False
    inconnus = [mot for mot in reste if mot not in SANS_DEMANDE]
    if not inconnus:
        return bool(tour.entites or DECIDE.search(dit))
    return len(inconnus) <= MOTS_D_UN_NOM and bool(AJOUTE.search(dit)) and _de_personnes(operation)


def _en_est(operation: Operation, tour: Tour) -> bool:
    """« Petit était là mardi » is of no operation without people."""
    return _de_personnes(operation) or not any(e.type in ("nom", "personnes") for e in tour.entites)


def _de_personnes(operation: Operation) -> bool:
    return any(donnee.type in PERSONNES for donnee in operation.donnees)
