"""What the dialogue awaits comes first: an answer that fits it is that answer."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from bot.comprehension.decision import Comprehension
from bot.comprehension.modele import Modele
from bot.comprehension.plusieurs import lire
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


def _mots(liste: str) -> frozenset[str]:
    return frozenset(liste.split())


# Types that words of any kind may answer; a long text answers only the first of them.
LIBRES = _mots(
    "texte nom lieu choix session rdv demandeur demandeurs personne personnes reference secret fichier ticket"
)
CHOISIS = _mots("rdv session choix")
CELLE = re.compile(r"cel(?:le|ui)s?\b|ce(?:lles|ux)\b")  # « celle du CAP cuisine hier : Petit et Leroy étaient là »
RECITS = frozenset({"texte"})
MOTS_LIBRES = 8
ACTES = _mots(
    "affirmation negation annuler corriger pourquoi-cette-question repeter je-ne-sais-pas recommencer attendre"
    " reprendre"
)
# Said alone, these are acts whatever is awaited: nobody is called « non ».
ACTES_SEULS: dict[str, str] = {
    mots: acte
    for acte, lignes in {
        "affirmation": "oui;oui oui;d accord;ouais;c est bon;exact;exactement;parfait;tout a fait;je confirme",
        "negation": "non;nan;non non;non merci;pas du tout;surtout pas;passer;passe;passez;je passe;on passe",
        "annuler": "stop;annule;annuler;annulez;annule tout;laisse tomber;laissez tomber;j abandonne;on arrete;arrete"
        ";je veux annuler;tant pis;quitter",
        "je-ne-sais-pas": "je sais pas;je ne sais pas;j sais pas;sais pas;chais pas;aucune idee;je sais plus;je ne sais"
        " plus;pas la moindre idee;je l ignore;j en sais rien;je n en sais rien",
        "recommencer": "recommence;recommencer;recommencez;on recommence;depuis le debut;reprendre a zero",
        "corriger": "corriger;corrige;modifier;retour;je me suis trompe;je me suis trompee",
        "repeter": "repete;repetez;pardon;hein;quoi;comment;j ai pas compris;je n ai pas compris;comprends pas",
        "attendre": "attends;attendez;un instant;je reviens",
        "pourquoi-cette-question": "pourquoi;pourquoi ca;pourquoi cette question;pour quoi faire;a quoi ca sert",
        "salutation": "bonjour;bonsoir;salut;coucou;hello;rebonjour",
        "remerciement": "merci;merci beaucoup;merci bien;mille mercis;merci a vous",
        "au-revoir": "au revoir;bonne journee;a bientot;a plus",
        "aide-capacites": "aide;aidez moi;au secours;help;a l aide",
    }.items()
    for mots in lignes.split(";")
}
# Words around a datum that do not make it a sentence.
VIDES = _mots(
    "a ai accord alors au aux avec bah ben bon bonjour c ca ce celle celui ces cette d dans date de des donc du e en"
    " environ est et euh fait h heu heure il ils j je l la le les leur merci met mets mettez nous numero ok on ou oui"
    " par pas personnes place places plait plutot pour pres puis qu que s sera serait si son sont stp sur svp te tous"
    " toutes un une va vers voici voila vous y ya"
)
INTERROGATIFS = _mots("pourquoi comment combien quand quel quelle quels quelles qui quoi ou peux puis dois")
QUESTION = re.compile(
    r"\?|\b(?:est ce que?|qu est ce|c est quoi|ca veut dire"
    r"|comment (?:je|on|faire|ca)|(?:dois|puis) je|(?:peut|doit) on)\b"
)
# How one asks for something else, rather than answers.
DEMANDE = re.compile(
    r"^(?:\w+ ){0,3}(?:je (?:veux|voudrais|souhaite|cherche|dois)|j (?:aimerais|ai besoin)|on (?:veut|voudrait)"
    r"|(?:il (?:me )?)?faut|(?:peux|pouvez|pourriez) (?:tu|vous)|finalement|avant ca|d abord)\b"
)
INFINITIF = re.compile(r"\w{2,}(?:er|ir|re)\b")
# What must never be stored as a datum, and how sure that reading must be.
GRAVES = ("hostile", "detresse")
GRAVE = 0.5
FRANCHEMENT = 0.6
CERTAINEMENT = 0.8


def comprendre(
    modele: Modele, texte: str, entites: Sequence[Mapping[str, Any]], metadata: Mapping[str, Any]
) -> Comprehension:
    """Understand a text in its turn: `metadata` may hold a pressed `bouton` and what the form awaits (`attend`)."""
    bouton = metadata.get("bouton")
    if bouton:
        return _du_bouton(bouton)
    compris = lire(modele, texte)
    attend = metadata.get("attend")
    if attend and (acte := ACTES_SEULS.get(normaliser(texte).strip(" ?"))):
        return Comprehension(acte, "conversation", [acte], 1.0, classement=compris.classement)
    if (
        attend
        and convient(texte, entites, str(attend["type"]), compris)
        and not _autre_ordre(modele, texte, entites, str(attend["type"]), compris)
    ):
        return Comprehension("donnee", "donnee", [str(attend["donnee"])], 1.0, classement=compris.classement)
    return compris


def _autre_ordre(
    modele: Modele, texte: str, entites: Sequence[Mapping[str, Any]], attendu: str, compris: Comprehension
) -> bool:
    """Whether the words beside the datum ask frankly for an operation by themselves: « inscris … à la RIC de … »."""
    if compris.decision != "operation" or compris.confiance < CERTAINEMENT:
        return False
    if not any(e["entity"] in ENTITES.get(attendu, ()) for e in entites) or len(_hors_entites(texte, entites)) < 2:
        return False
    seuls = lire(modele, " ".join(_sans_entites(texte, entites).split()))
    return seuls.decision == "operation" and seuls.ids[0] == compris.ids[0] and seuls.confiance >= CERTAINEMENT


def convient(texte: str, entites: Sequence[Mapping[str, Any]], attendu: str, compris: Comprehension) -> bool:
    """Whether `texte` answers a question about a datum of the type awaited."""
    utiles = [e for e in entites if e["entity"] in ENTITES.get(attendu, ())]
    reste = _hors_entites(texte, utiles)
    if utiles and not reste:
        return True
    if compris.intent in ACTES and compris.confiance >= FRANCHEMENT:
        return False
    dit = normaliser(texte)
    if attendu in CHOISIS and CELLE.match(dit) and "?" not in dit:
        return True
    question = bool(QUESTION.search(dit) or (reste and reste[0] in INTERROGATIFS))
    if utiles:
        return len(reste) <= 4 or not (question or compris.confiance >= FRANCHEMENT)
    if attendu not in LIBRES or not dit or question or _grave(compris):
        return False
    return (attendu in RECITS or len(dit.split()) <= MOTS_LIBRES) and not _autre_demande(dit, attendu, compris)


def _grave(compris: Comprehension) -> bool:
    """An insult, a threat, an attack or distress, as far as one can tell: never a datum."""
    if compris.intent == "insulte":
        return compris.confiance >= FRANCHEMENT
    return (
        compris.intent == "hors-perimetre" and compris.ids[0].startswith(GRAVES) and compris.classement[0][1] >= GRAVE
    )


def _autre_demande(dit: str, attendu: str, compris: Comprehension) -> bool:
    """Whether the words ask for an article or an operation: out of scope and small talk never beat a free answer."""
    if compris.decision not in ("article", "operation") or compris.confiance < FRANCHEMENT:
        return False
    if DEMANDE.search(dit):
        return True
    if compris.decision != "operation":
        return False
    return bool(INFINITIF.match(dit)) or (attendu not in RECITS and compris.confiance >= CERTAINEMENT)


def _hors_entites(texte: str, entites: Sequence[Mapping[str, Any]]) -> list[str]:
    """The words of `texte` that belong to no entity and carry meaning."""
    return [mot for mot in normaliser(_sans_entites(texte, entites)).split() if mot not in VIDES and mot not in "?#"]


def _sans_entites(texte: str, entites: Sequence[Mapping[str, Any]]) -> str:
    lettres = list(texte)
    for entite in entites:
        for i in range(int(entite["start"]), min(int(entite["end"]), len(lettres))):
            lettres[i] = " "
    return "".join(lettres)


def _du_bouton(bouton: Mapping[str, Any]) -> Comprehension:
    if "operation" in bouton:
        return Comprehension("operation", "operation", [str(bouton["operation"])], 1.0)
    if "article" in bouton:
        return Comprehension("faq", "article", [str(bouton["article"])], 1.0)
    if "acte" in bouton:
        return Comprehension(str(bouton["acte"]), "conversation", [str(bouton["acte"])], 1.0)
    return Comprehension("donnee", "donnee", list(bouton.get("valeur", {})), 1.0)
