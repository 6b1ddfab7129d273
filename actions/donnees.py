"""What a sentence says of each datum, by type: one function a type, from the entities found to the engine's value.

A reader gets the entities not used yet and takes its own; it returns nothing when nothing is said. Free words (a
name, a place, a text) are read from the sentence itself only when they are awaited.
"""

import re
from collections.abc import Sequence

from actions import temps
from actions.lu import Contexte, Lecteur, Lu
from actions.mots_cles import plat
from actions.tour import Entite

SCEAU = re.compile(r"⟦sceau:[^⟧]+⟧")
# « QUAL-2026-118 », « 24-FOR-0881 », « AD-YA3E-EYTK »; « 9h-11h » and « fin-2028 » are none.
REFERENCE = re.compile(
    r"(?<![\w@./-])(?!(?:mi|fin|d[ée]but|semaine)-)(?:[A-Za-z]{1,12}(?:-[A-Za-z]{1,4})?-\d[\dA-Za-z-]{2,}"
    r"|(?=[\w-]*\d)(?=[\w-]*[A-Za-z]{2})(?:[A-Za-z\d]{2,12}-)+[A-Za-z\d]+|[A-Z\d]{2}(?:-[A-Z\d]{4}){2})(?![\w@-])"
)
# « référence RNQ 2026 0451 », « n° 8841/B »: what the word announces, as it is written.
REFERENCE_DITE = re.compile(
    r"(?:\br[ée]f(?:[ée]rence)?s?\b|\bcertificat\b|\bn[°º]|\bnum[ée]ro\b)"
    r"(?: ?(?:qualit[ée]|qualiopi|n[°º]|de|du|est|:|=|no))*"
    r" ?(?P<dite>(?=[A-Z\d /._-]*\d{2})[A-Z\d][A-Z\d/._-]*(?: [A-Z\d][A-Z\d/._-]*){0,3})(?![\w/])"
)
AMORCE = re.compile(
    r"^(?:\s*(?:alors|bah|euh|donc|non|oui|en fait|finalement|plut[oô]t|mets?|mettez|c['’]est|ce sera|ça sera"
    r"|il s['’]agit d[eu]|(?:elle |il )?s['’]appelle|au nom de|pour|à la|à l['’]|à|au|aux|dans|sur|chez)"
    r"\s*[,:]?\s*(?=\S))+",
    re.IGNORECASE,
)
ARTICLE = re.compile(r"^(?:le|la|les|l['’])\s*(?=[A-ZÉÈ])")  # « c’est le Greta », not « La Poste »


def affirmees(entites: Sequence[Entite]) -> tuple[Entite, ...]:
    """The entities that are not there to be denied: in « le 14, pas le 12 », the 14."""
    return tuple(entite for entite in entites if entite.role != "ecarte")


def nettoyer(texte: str) -> str:
    """The words of an answer without what introduces them: « c’est à Rouen » is « Rouen »."""
    entier = texte.strip()
    court = AMORCE.sub("", entier)
    if court != entier:
        court = ARTICLE.sub("", court)
    return court.strip(' .,;:!?\t\n«»"') or entier


def _entite(*types: str) -> Lecteur:
    def lire(contexte: Contexte, entites: Sequence[Entite]) -> Lu | None:
        for type_ in types:
            for entite in entites:
                if entite.type == type_:
                    return Lu(entite.valeur, (entite,))
        return None

    return lire


def lire_entier(contexte: Contexte, entites: Sequence[Entite]) -> Lu | None:
    """An awaited number, or one followed by the name of the datum (« 20 places »), or the only one there is."""
    entiers = [e for e in entites if e.type == "entier"]
    racine = plat(contexte.donnee.nom).split()[0].rstrip("s")
    nommes = [e for e in entiers if racine in plat(_autour(contexte.texte, e))]
    if nommes or (entiers and (contexte.attendu or len(entiers) == 1)):
        choisi = (nommes or entiers)[0]
        return Lu(choisi.valeur, (choisi,))
    tapes = re.findall(r"(?<![\w,.])\d{1,6}(?![\w,.]*\d)", contexte.texte)
    return Lu(int(tapes[0])) if contexte.attendu and not entites and len(tapes) == 1 else None


def _autour(texte: str, entite: Entite) -> str:
    """The words of a number and those after it, up to the next one."""
    return texte[entite.debut : entite.fin] + re.split(r"\d", texte[entite.fin :])[0][:20]


def lire_montant(contexte: Contexte, entites: Sequence[Entite]) -> Lu | None:
    for entite in entites:
        if entite.type == "montant" or (entite.type == "entier" and contexte.attendu):
            return Lu(str(entite.valeur), (entite,))
    return None


def lire_secret(contexte: Contexte, entites: Sequence[Entite]) -> Lu | None:
    """The seal that the edge put in place of a code; a bare word only when a code is awaited."""
    sceau = SCEAU.search(contexte.texte)
    if sceau:
        return Lu(sceau[0], tuple(e for e in entites if e.type == "sceau"))
    if contexte.attendu and contexte.texte.strip():
        return Lu(nettoyer(contexte.texte))
    return None


def lire_reference(contexte: Contexte, entites: Sequence[Entite]) -> Lu | None:
    trouvee = REFERENCE.search(contexte.texte)
    if trouvee:
        return Lu(trouvee[0].upper(), tuple(e for e in entites if e.type == "ticket"))
    dite = next((d for d in REFERENCE_DITE.finditer(contexte.texte) if not _numerote(d["dite"])), None)
    if dite and not contexte.attendu:
        return Lu(dite["dite"].strip(" .-/"))
    return Lu(nettoyer(contexte.texte)) if contexte.attendu and contexte.texte.strip() else None


def _numerote(texte: str) -> bool:
    """Whether it is the number of an organisme, a session or a person, or a date, rather than of a paper."""
    return bool(re.search(r"\d{7}|SE_|\d\d[/.]\d\d[/.]\d|^\d{3} \d{3} \d{3}", texte))


def lire_texte(contexte: Contexte, entites: Sequence[Entite]) -> Lu | None:
    """Free words: a place or a name that was recognised, else the whole answer when it is awaited."""
    nom = contexte.donnee.nom
    type_ = "lieu" if nom == "lieu" else "nom" if nom == "nom" or nom.endswith("_nom") else None  # a firm is no person
    for entite in entites:
        if entite.type == type_:
            return Lu(entite.valeur, (entite,))
    if contexte.attendu and contexte.texte.strip():
        return Lu(nettoyer(contexte.texte), tuple(entites))
    return None


def lire_demandeurs(contexte: Contexte, entites: Sequence[Entite]) -> Lu | None:
    """Job seeker numbers, as many as were said."""
    types = ("demandeur", "session", "entier") if contexte.attendu else ("demandeur",)
    numeros = tuple(e for e in entites if e.type in types)
    if not numeros:
        return None
    if contexte.donnee.type == "demandeur":
        return Lu(str(numeros[0].valeur), numeros[:1])
    dits = list(dict.fromkeys(str(e.valeur) for e in numeros))
    ajoute = re.search(r"\b(aussi|ajoute|ajouter|rajoute|egalement|en plus)\b", plat(contexte.texte))
    if contexte.ancien and ajoute:
        dits = list(dict.fromkeys([*contexte.ancien, *dits]))
    return Lu(dits, numeros)


LECTEURS: dict[str, Lecteur] = {
    "siret": _entite("siret"),
    "courriel": _entite("courriel"),
    "ticket": _entite("ticket"),
    "mois": _entite("mois"),
    "periode": _entite("periode", "mois"),
    "session": _entite("session"),
    "entier": lire_entier,
    "date": temps.lire_date,
    "heure": temps.lire_heure,
    "date_heure": temps.lire_date_heure,
    "duree": temps.lire_duree,
    "montant": lire_montant,
    "heures": temps.lire_heures,
    "secret": lire_secret,
    "reference": lire_reference,
    "texte": lire_texte,
    "nom": lire_texte,
    "lieu": lire_texte,
    "demandeur": lire_demandeurs,
    "demandeurs": lire_demandeurs,
}
PROPOSES = frozenset({"session", "rdv", "choix"})  # chosen among what the engine proposes
PERSONNES = frozenset({"personne", "personnes", "demandeur", "demandeurs"})  # may be named
NOMMEES = frozenset({"nom", "texte"})  # free words, once the people they may name are known
SEULES = frozenset({"personne", "demandeur"})
