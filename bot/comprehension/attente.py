"""What the dialogue awaits comes first: an answer that fits it is that answer."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.comprehension.decision import Comprehension, decider, etiqueter
from bot.comprehension.modele import Modele
from bot.comprehension.texte import normaliser

# Type of datum awaited → entities that answer it.
ENTITES: dict[str, tuple[str, ...]] = {
    "siret": ("siret",),
    "courriel": ("courriel",),
    "secret": ("sceau", "entier"),
    "reference": ("ticket", "entier"),
    "ticket": ("ticket", "entier"),
    "date": ("date", "date_heure"),
    "heure": ("heure", "date_heure", "entier"),
    "date_heure": ("date_heure", "date", "heure"),
    "duree": ("duree", "heures", "entier"),
    "entier": ("entier",),
    "montant": ("montant", "entier"),
    "heures": ("heures", "duree", "entier"),
    "mois": ("mois", "date"),
    "periode": ("periode", "date", "mois"),
    "session": ("session", "date", "date_heure", "lieu", "entier"),
    "rdv": ("date", "date_heure", "heure", "session", "lieu", "entier"),
    "demandeur": ("demandeur", "nom", "personnes"),
    "demandeurs": ("demandeur", "nom", "personnes"),
    "personne": ("nom", "personnes", "demandeur"),
    "personnes": ("personnes", "nom", "demandeur"),
}
# Types that any short text may answer.
LIBRES = frozenset(
    {"texte", "nom", "lieu", "choix", "session", "rdv", "demandeur", "demandeurs", "personne", "personnes"}
)
LIBRES |= {"reference", "secret", "fichier", "ticket"}
MOTS_LIBRES = 8
ACTES = frozenset(
    {
        "affirmation",
        "negation",
        "annuler",
        "corriger",
        "pourquoi-cette-question",
        "repeter",
        "je-ne-sais-pas",
        "recommencer",
        "attendre",
        "reprendre",
    }
)
# Words around a datum that do not make it a sentence.
VIDES = frozenset(
    {
        "a",
        "alors",
        "au",
        "aux",
        "avec",
        "bah",
        "ben",
        "bon",
        "c",
        "ce",
        "celle",
        "celui",
        "ces",
        "cette",
        "d",
        "dans",
        "de",
        "des",
        "donc",
        "du",
        "e",
        "en",
        "est",
        "et",
        "euh",
        "fait",
        "heu",
        "il",
        "ils",
        "sera",
        "c'est",
        "j",
        "ai",
        "je",
        "l",
        "la",
        "le",
        "les",
        "leur",
        "mettez",
        "mets",
        "met",
        "nous",
        "on",
        "ou",
        "par",
        "pas",
        "personnes",
        "places",
        "place",
        "plutot",
        "pour",
        "pres",
        "environ",
        "puis",
        "qu",
        "que",
        "s",
        "si",
        "serait",
        "son",
        "sont",
        "sur",
        "tous",
        "toutes",
        "un",
        "une",
        "va",
        "vers",
        "y",
        "ya",
        "voila",
        "voici",
        "ca",
        "merci",
        "vous",
        "te",
        "plait",
        "stp",
        "svp",
        "bonjour",
        "date",
        "heure",
        "numero",
        "h",
        "oui",
        "ok",
        "accord",
    }
)
INTERROGATIFS = frozenset(
    {
        "pourquoi",
        "comment",
        "combien",
        "quand",
        "quel",
        "quelle",
        "quels",
        "quelles",
        "qui",
        "quoi",
        "ou",
        "peux",
        "puis",
        "dois",
        "faut",
    }
)
FRANCHEMENT = 0.6


def comprendre(
    modele: Modele, texte: str, entites: Sequence[Mapping[str, Any]], metadata: Mapping[str, Any]
) -> Comprehension:
    """Understand a text in its turn: `metadata` may hold a pressed `bouton` and what the form awaits (`attend`)."""
    bouton = metadata.get("bouton")
    if bouton:
        return _du_bouton(bouton)
    compris = decider(etiqueter(modele.etiquettes, modele.probabilites(texte)))
    attend = metadata.get("attend")
    if attend and convient(texte, entites, str(attend["type"]), compris):
        return Comprehension("donnee", "donnee", [str(attend["donnee"])], 1.0, classement=compris.classement)
    return compris


def convient(texte: str, entites: Sequence[Mapping[str, Any]], attendu: str, compris: Comprehension) -> bool:
    """Whether `texte` answers a question about a datum of the type awaited."""
    utiles = [e for e in entites if e["entity"] in ENTITES.get(attendu, ())]
    reste = _hors_entites(texte, utiles)
    if utiles and not reste:
        return True
    if compris.intent in ACTES and compris.confiance >= FRANCHEMENT:
        return False
    franc = compris.confiance >= FRANCHEMENT or "?" in texte or bool(reste and reste[0] in INTERROGATIFS)
    if utiles:
        return len(reste) <= 4 or not franc
    return attendu in LIBRES and len(normaliser(texte).split()) <= MOTS_LIBRES and not franc


def _hors_entites(texte: str, entites: Sequence[Mapping[str, Any]]) -> list[str]:
    """The words of `texte` that belong to no entity and carry meaning."""
    lettres = list(texte)
    for entite in entites:
        for i in range(int(entite["start"]), min(int(entite["end"]), len(lettres))):
            lettres[i] = " "
    return [mot for mot in normaliser("".join(lettres)).split() if mot not in VIDES and mot not in "?#"]


def _du_bouton(bouton: Mapping[str, Any]) -> Comprehension:
    if "operation" in bouton:
        return Comprehension("operation", "operation", [str(bouton["operation"])], 1.0)
    if "article" in bouton:
        return Comprehension("faq", "article", [str(bouton["article"])], 1.0)
    if "acte" in bouton:
        return Comprehension(str(bouton["acte"]), "conversation", [str(bouton["acte"])], 1.0)
    return Comprehension("donnee", "donnee", list(bouton.get("valeur", {})), 1.0)
