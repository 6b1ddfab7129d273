"""The text as people type it, brought to one shape before anything compares it."""

import re
import unicodedata

# One word typed → the words meant. Applied after accents and case are gone.
ABREVIATIONS: dict[str, str] = {
    "aef": "attestation d entree en formation",
    "ap": "apres",
    "apt": "apprenant",
    "asap": "vite",
    "attest": "attestation",
    "auj": "aujourd hui",
    "ajd": "aujourd hui",
    "av": "avec",
    "bcp": "beaucoup",
    "bj": "bonjour",
    "bjr": "bonjour",
    "bonjou": "bonjour",
    "bsr": "bonsoir",
    "c": "c est",
    "cad": "c est a dire",
    "cb": "combien",
    "cbien": "combien",
    "cmb": "combien",
    "cmbien": "combien",
    "cmmt": "comment",
    "cmnt": "comment",
    "cmt": "comment",
    "coment": "comment",
    "comen": "comment",
    "commen": "comment",
    "ct": "c etait",
    "dc": "donc",
    "decl": "declaration",
    "dem": "demandeur",
    "dde": "demande",
    "dossié": "dossier",
    "ds": "dans",
    "dsl": "desole",
    "elearning": "distanciel",
    "fo": "faut",
    "form": "formation",
    "fr": "faire",
    "ft": "pole emploi",
    "g": "j ai",
    "gt": "j etais",
    "hr": "heure",
    "hs": "hors service",
    "id": "identifiant",
    "ident": "identifiant",
    "info": "information",
    "infos": "informations",
    "infocoll": "ric",
    "insc": "inscription",
    "inscr": "inscription",
    "jms": "jamais",
    "jpp": "je n en peux plus",
    "jsuis": "je suis",
    "jarrive": "j arrive",
    "jai": "j ai",
    "kel": "quel",
    "kelle": "quelle",
    "ki": "qui",
    "koi": "quoi",
    "kom": "comme",
    "kwa": "quoi",
    "lgtps": "longtemps",
    "ls": "les",
    "m": "me",
    "mdp": "mot de passe",
    "mm": "meme",
    "msg": "message",
    "mtn": "maintenant",
    "nb": "nombre",
    "nbr": "nombre",
    "nbre": "nombre",
    "nn": "non",
    "nrv": "nouveau",
    "ns": "nous",
    "num": "numero",
    "ok": "d accord",
    "oki": "d accord",
    "okay": "d accord",
    "ordi": "ordinateur",
    "ouai": "oui",
    "ouais": "oui",
    "pb": "probleme",
    "pbl": "probleme",
    "pblm": "probleme",
    "pbs": "problemes",
    "pcq": "parce que",
    "pdt": "pendant",
    "pe": "pole emploi",
    "pk": "pourquoi",
    "pkoi": "pourquoi",
    "pq": "pourquoi",
    "pr": "pour",
    "presta": "prestation",
    "prq": "pourquoi",
    "ps": "pas",
    "psk": "parce que",
    "pv": "peux",
    "qd": "quand",
    "qil": "qu il",
    "qlq": "quelque",
    "qq": "quelque",
    "qqn": "quelqu un",
    "qqun": "quelqu un",
    "qqch": "quelque chose",
    "qs": "que c est",
    "qui": "qui",
    "rdv": "rendez vous",
    "rdvs": "rendez vous",
    "ref": "reference",
    "rep": "reponse",
    "rens": "renseignement",
    "rv": "rendez vous",
    "slt": "salut",
    "st": "sont",
    "stag": "stagiaire",
    "svp": "s il vous plait",
    "stp": "s il te plait",
    "ss": "sans",
    "tel": "telephone",
    "tjr": "toujours",
    "tjrs": "toujours",
    "tjs": "toujours",
    "tps": "temps",
    "ts": "tous",
    "tt": "tout",
    "tte": "toute",
    "ttes": "toutes",
    "vs": "vous",
    "wk": "week end",
    "we": "week end",
    "xp": "experience",
    "ya": "il y a",
}

# Someone of whom it may be said that they « laissent tomber »: said to the assistant, it is an order to stop.
_QUELQU_UN = r"(?:qui|ils?|elles?|(?:stag|appren|candidat|demandeu|participan|personne|jeune|dame|eleve)\w*)"

# Several ways of naming one thing of the trade.
SYNONYMES: list[tuple[re.Pattern[str], str]] = [
    (re.compile(modele), remplacement)
    for modele, remplacement in (
        (r"\bfrance travail\b", "pole emploi"),
        (r"\b(?:reunions? |seances? )?(?:d |de )?informations? co(?:l|ll|llec|llect|llectives?)?\b", "ric"),
        (r"\breunions? (?:d |de )?informations?\b", "ric"),
        (r"\brics\b", "ric"),
        (r"\bmots? de passes?\b", "mot de passe"),
        (r"\btari(?:f|fs) oref\b", "carif oref"),
        (r"\bsaisir ma formation\b", "smf"),
        (r"\bnouvelle generation\b", "ng"),
        (rf"\b({_QUELQU_UN}) (?:(?:veut|va|a|ont|vont) )?(?:tout )?laiss\w* (?:tout )?tomb\w+", r"\1 abandonne"),
    )
]

_IDENTIFIANTS: list[tuple[re.Pattern[str], str]] = [
    (re.compile(modele), remplacement)
    for modele, remplacement in (
        (r"\bse ?_? ?\d{6,}\b", " idsession "),
        (r"\b\d{3} ?\d{3} ?\d{3} ?\d{5}\b", " idsiret "),
        (r"\b[\w.+-]+@[\w-]+\.[\w.]+\b", " idcourriel "),
        (r"\b\d{1,2}/\d{1,2}(?:/\d{2,4})?\b", " iddate "),
        (r"\b\d{1,2} ?h ?\d{2}\b", " idheure "),
        (r"\b\d{7,}[a-z]?\b", " idnumero "),
    )
]
_DEMANDEURS = re.compile(r"(?<![A-Z] )\bDE\b(?! [A-Z]{2})")
_ALLONGEMENT = re.compile(r"([a-z])\1{2,}")
_MOTS = re.compile(r"[a-z0-9]+(?:\+\d+)?|[#?]")


def sans_accents(texte: str) -> str:
    """Lower case, typographic variants reduced to ASCII letters."""
    texte = texte.replace("œ", "oe").replace("Œ", "OE").replace("æ", "ae").replace("’", "'")
    return "".join(c for c in unicodedata.normalize("NFKD", texte) if not unicodedata.combining(c)).lower()


def normaliser(texte: str) -> str:
    """The words of `texte` separated by single spaces: no accent, no punctuation but « ? » and « # »."""
    if not texte.isupper():
        texte = _DEMANDEURS.sub("demandeurs", texte)
    texte = _ALLONGEMENT.sub(r"\1", sans_accents(texte))
    for modele, remplacement in _IDENTIFIANTS:
        texte = modele.sub(remplacement, texte)
    texte = " ".join(ABREVIATIONS.get(mot, mot) for mot in _MOTS.findall(texte))
    for modele, remplacement in SYNONYMES:
        texte = modele.sub(remplacement, texte)
    return texte


_NUMEROS: list[tuple[re.Pattern[str], str]] = [
    (re.compile(r"\bSE_?\d+\b", re.IGNORECASE), "la session"),
    (re.compile(r"\b\d{3} ?\d{3} ?\d{3} ?\d{5}\b"), "SIRET"),
    (re.compile(r"\b\d{7,}\w?\b"), "numéro"),
]


def developper(texte: str) -> str:
    """The text as a careful hand would have typed it, for models that read sentences: accents and case are kept."""
    texte = texte.replace("’", "'")
    for modele, remplacement in _NUMEROS:
        texte = modele.sub(remplacement, texte)
    return re.sub(r"\w{2,}", lambda mot: ABREVIATIONS.get(sans_accents(mot[0]), mot[0]), texte)
