"""People named in full: by a title (« Mme Anne-Lise Corbin ») or by a known first name (« Karim Benali »)."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.donnees.lexique import communes, est_prenom, mots
from bot.donnees.texte import PRIS, Texte, plier

TITRE = re.compile(
    r"(?<![\w'])(?P<titre>mmes|mme|melles?|mlles?|mrs?|mm|monsieur|madame|mademoiselle|messieurs|mesdames|m"
    r"(?=\. ?[a-z])|m(?= ))\.? ?(?=[a-z])"
)
SUIVANT = re.compile(r"(?:, ?| et | & )(?:(?:mme|mlle|mr|m\.) )?(?=[a-z])")
_PARTICULES = (
    r"(?:de la|de l'|de|du|des|d'|le|la|l'|el|al|ben|bou|da|di|dos|del|van|von|der|den|ould|ait|saint|st|abou"
    r"|bel|mac|mc|o')"
)
# After the first word, « de » opens a place (« Mme Petit de Rouen ») more often than it carries a name on.
_PARTICULES_SUITE = r"(?:le|la|el|al|ben|bou|da|di|dos|del|van|von|der|den|ould|ait)"
MOT = re.compile(rf"(?:{_PARTICULES}[ -]?(?=[a-z]))*?(?P<mot>[a-z]+(?:['-][a-z]+)*)")
# « mme le goff », but not « mme la directrice ».
PARTICULE = re.compile(r"(?:le|el|al|ben|da|di|dos|van|von|ait|(?P<de>de)) (?P<mot>[a-z]{3,}(?:['-][a-z]+)*)")
MOT_SUITE = re.compile(rf" (?:{_PARTICULES_SUITE} )?(?P<mot>[a-z]+(?:['-][a-z]+)*)")
MOT_NOBLE = re.compile(r" (?:de la |de l'|du |des |de |d')(?P<mot>[a-z]+(?:['-][a-z]+)*)")
PRENOM = re.compile(r"(?:(?<![\w'@.-])|(?<=\bd')|(?<=\bqu'))[a-z]{3,}(?:-[a-z]+)*(?![\w@'])")

PAIRE = re.compile(r"(?:(?<![\w'-])|(?<=\bd'))(?=(?P<un>[a-z]{2,}(?:['-][a-z]+)*) (?P<deux>[a-z]{2,}(?:['-][a-z]+)*))")
# « le dossier DUVAL ».
_MOT_AVANT = re.compile(r"(?<![\w'@.-])(?P<mot>[a-z]{3,}(?:-[a-z]+)*) $")
_DIT_DE_LUI = re.compile(r"$| (?:absente?|presente?|retenue?|est|etait|n'|a|pas)\b")
_NOM_SUIVANT = re.compile(
    r" (?P<mot>[a-z]{3,}(?:['-](?!(?:elle|il|ils|elles|on|ce|je|tu|vous|nous|t|la|le|les|moi"
    r"|lui)\b)[a-z]+)*)(?![\w@'-])"
)
_APRES_SURNOM = re.compile(r"(?P<sur> (?:absente?|presente?)s?\b)|$|[,.;!?\n]| (?:pour|de|du|et)\b")
# « josiane troque la réunion »: what an article follows is a verb.
_OBJET = re.compile(r" (?:la|le|les|une?|sa|son|ses|mon|ma) [a-z]")
_EN_CAPITALE = re.compile(r"\w*[A-ZÀ-ÖØ-Þ]\w*")
DOSSIER = re.compile(
    r"\b(?:dossier|candidate?|stagiaire|parcours|attestation|statut|absence|devis)(?: de"
    r"| d')? ?(?P<mot>(?![a-z]*[b-df-hj-np-tv-xz]{4})[a-z]{4,}(?:['-][a-z]+)*)"
)
# Where a person stands, and where a firm does.
_AU_SUJET = re.compile(
    r"\b(?:sortie|abandon|absences?|entree|parcours|dossier|statut|attestation|certificat|ais|aes|inscri\w*|desistement"
    r"|candidat\w*|stagiaires?|bilan|retir\w+|annul\w+|transfer\w+|acces|comptes?|droits|habilit\w+|presence"
    r"|contact|enlev\w+|accord)\b[^.;\n]{0,40}"
    r"(?:\b(?:de|pour|avec|a|et)|,|\bd') ?$"
    r"|\b(?:stagiaire|candidate?|beneficiaire|demandeu(?:r|se)|collegue|rgc|referente?|inscri\w*|ajout\w+"
    r"|retir\w+|enlev\w+"
    r"|convoqu\w+|mets|m'appelle|s'appelle|appelee?)(?: :)? $"
)
_FIRME = re.compile(
    r"\b(?:societe|entreprise|chez|garage|groupe|asso\w*|organisme|centre|lycee|cabinet|employeur|code|afpr|poei?|siret"
    r"|convention|certification|sarl|sas|sa|eurl|conseil|competences|services?|market|conduite|securite)\b"
)
_SALUT = re.compile(
    r"(?:bonjour|bjr|bonsoir|salut|merci|cher|chere|ou|oui|non|un|une|le|la|ce|cette|du|au|leur|notre|ma|mon)[ ,]*$"
)
# What may follow a name typed without a capital.
_APRES_NOM = re.compile(
    r" *(?:$|[,.;!?()\n]|(?:et|a|au|le|du|de|pour|est|etait|sera|ne|sur|absente?|presente?|elle|il"
    r"|lundi|mardi|mercredi|jeudi|vendredi|demain|hier)\b|n')"
)
# « interruption de Noël », « rentrée de Toussaint »: a time of the year, and nobody.
_FETE = re.compile(
    r"\b(?:vacances|conges|fermetures?|interruptions?|coupures?|pauses?|treve|fetes|periode|rentree)[a-z ]* de noel$"
)
_PARTICULE_AVANT = re.compile(r"\b(?:ben|el|al|ait|da|di|dos|van|ould|bou) $")

SIGLES = mots("sigles")
MOTS_OUTILS = mots("mots-outils")
_USUELS = MOTS_OUTILS | mots("courants")
_COMMUNS = _USUELS | SIGLES | mots("vocabulaire") | mots("neutres")


def lire_titres(texte: Texte) -> None:
    """Read the names that follow a title."""
    for match in texte.chercher(TITRE):
        titre, start = match["titre"], match.end()
        if titre == "m" and not (texte.capitale(match.start()) and texte.capitale(start)) and "." not in match.group():
            continue
        abrege = titre in ("mme", "mlle", "melle", "mr", "m")
        end = _fin_du_nom(texte, start, minuscules=abrege or _nomme(texte, match))
        if end == start:
            continue
        texte.ajouter("nom", texte.tape(start, end), match.start(), end)
        while titre in ("mmes", "mm", "messieurs", "mesdames", "mlles", "melles", "mrs"):
            suivant = SUIVANT.match(texte.libre, end)
            fin = _fin_du_nom(texte, suivant.end(), minuscules=False) if suivant else 0
            if suivant is None or fin == suivant.end():
                break
            texte.ajouter("nom", texte.tape(suivant.end(), fin), suivant.end(), fin)
            end = fin


def _nomme(texte: Texte, match: re.Match[str]) -> bool:
    """« inscrire madame mercier », and not « bonjour madame comment faire »: a name may go without a capital."""
    suite = PARTICULE.match(texte.libre, match.end()) or MOT.match(texte.libre, match.end())
    fin = _prolonger_minuscule(texte, suite.end()) if suite else 0
    return (
        match["titre"] in ("madame", "monsieur", "mademoiselle")
        and not _SALUT.search(texte.plat[: match.start()])
        and sans_capitale(texte.brut)
        and suite is not None
        and suite["mot"] not in _USUELS
        and "'" not in suite["mot"]
        and not re.search(r"(?:é|ée|ment)$", texte.tape(*suite.span("mot")))
        and bool(_APRES_NOM.match(texte.plat, fin))
    )


def _fin_du_nom(texte: Texte, start: int, minuscules: bool) -> int:
    """End of a name that starts at `start`; `start` itself when there is none."""
    premier = next((m for m in _premiers_mots(texte, start) if _propre(texte, m)), None)
    if premier is None:
        avec_particule = PARTICULE.match(texte.libre, start)
        if (
            avec_particule
            and avec_particule["de"]
            and (avec_particule["mot"] in _COMMUNS or avec_particule["mot"] in communes())
        ):
            avec_particule = None
        if minuscules and avec_particule and avec_particule["mot"] not in _USUELS:
            return _prolonger_minuscule(texte, avec_particule.end())
        premier = MOT.match(texte.libre, start)
        if premier is None or not minuscules or premier["mot"] in MOTS_OUTILS | SIGLES or len(premier["mot"]) < 2:
            return start
        return _prolonger_minuscule(texte, premier.end())
    return _prolonger(texte, premier.end(), est_prenom(premier["mot"]))


def _premiers_mots(texte: Texte, start: int) -> list[re.Match[str]]:
    """The word at `start`, alone then after its particles: « de Villiers », « El Amrani », « Le »."""
    avec = re.compile(rf"(?:{_PARTICULES}[ -]?)+(?P<mot>[a-z]+(?:['-][a-z]+)*)").match(texte.libre, start)
    seul = re.compile(r"(?P<mot>[a-z]+(?:['-][a-z]+)*)").match(texte.libre, start)
    return [match for match in (avec, seul) if match]


def _prolonger(texte: Texte, end: int, prenom: bool = False) -> int:
    """« Hélène d’Astorg » is a name, « Mme Petit de Rouen » comes from Rouen."""
    for rang in range(3):
        suite = MOT_SUITE.match(texte.libre, end)
        noble = MOT_NOBLE.match(texte.libre, end) if prenom and rang == 0 else None
        if noble and noble["mot"] not in communes() and _propre(texte, noble):
            suite = noble
        if suite is None or not _propre(texte, suite):
            break
        end = suite.end()
    return end


def _prolonger_minuscule(texte: Texte, end: int) -> int:
    """« madame nguyen thi »: words that are no plain words, up to where a name may end."""
    fin = end
    for _ in range(2):
        suite = re.compile(r" (?P<mot>[a-z]{3,}(?:['-][a-z]+)*)").match(texte.libre, fin)
        if (
            suite is None
            or suite["mot"] in _COMMUNS
            or suite["mot"] in communes()
            or texte.capitale(suite.start("mot"))
        ):
            break
        fin = suite.end()
    fini = _APRES_NOM.match(texte.plat, fin) or texte.libre[fin : fin + 2].strip()[:1] == PRIS
    return fin if fini or est_prenom(texte.plat[end:fin].strip()) else end


def _propre(texte: Texte, match: re.Match[str]) -> bool:
    return texte.capitale(match.start("mot")) and match["mot"] not in SIGLES


def lire_prenoms(texte: Texte, attendus: bool = False) -> None:
    """Read the names that hold a known first name, before or after the surname; `attendus`: people are awaited."""
    minuscule = texte.brut.isupper() or sans_capitale(texte.brut)
    for match in texte.chercher(PRENOM):
        if not est_prenom(match.group()) or texte.libre[match.start()] == "\x00":
            continue
        start, end = match.span()
        if minuscule:
            if match.group() not in mots("prenoms-ambigus") and match.group() in mots("prenoms"):
                prenom = end
                end = _nom_apres_prenom(texte, end, attendus or bool(re.search(r"\bde $", texte.libre[:start])))
                start = _nom_avant_prenom(texte, start, end) if end == prenom else start
                texte.ajouter("nom", texte.tape(start, end), start, end)
            continue
        particule = _PARTICULE_AVANT.search(texte.libre[:start])
        if not texte.capitale(start) or (particule and texte.capitale(particule.start())):
            continue
        if _FETE.search(texte.plat[:end]):
            continue
        fin = _prolonger(texte, end, prenom=True)
        if fin == end or not texte.tape(start, fin).isupper():
            start = _nom_avant(texte, start, capitales=fin > end)
        texte.ajouter("nom", texte.tape(start, fin), start, fin)


def lire_paires(texte: Texte) -> None:
    """Read « sortie de Kofi Mensah »: two words with a capital that no list knows, where a person stands."""
    if texte.brut.isupper() or _FIRME.search(texte.plat):
        return
    for match in texte.chercher(PAIRE):
        mots_dits = {match["un"], match["deux"]}
        if (
            all(texte.capitale(match.start(nom)) for nom in ("un", "deux"))
            and mots_dits.isdisjoint(_COMMUNS)
            and mots_dits.isdisjoint(communes())
            and not re.fullmatch(_PARTICULES, match["un"])
            and (_AU_SUJET.search(texte.plat[: match.start()]) or _suit_un_nom(texte, match.start()))
        ):
            end = _prolonger(texte, match.end("deux"))
            texte.ajouter("nom", texte.tape(match.start(), end), match.start(), end)
    for match in texte.chercher(DOSSIER):
        if texte.tape(*match.span("mot")).isupper() and match["mot"] not in _COMMUNS:
            texte.ajouter("nom", texte.tape(*match.span("mot")), *match.span("mot"))


def _suit_un_nom(texte: Texte, start: int) -> bool:
    """« Serge Koffi à 14h, Mélodie Aubert à 15h »: the next of a list that names people."""
    return bool(re.search(r"(?:,| et| \+) $", texte.plat[:start])) and any(d.entity == "nom" for d in texte.donnees)


def _nom_avant(texte: Texte, start: int, capitales: bool) -> int:
    """« Dupont Kevin », « Le Goff Yann », « GUEYE Mame Diarra »: the surname came first; `capitales`: only so typed."""
    avant = re.search(
        r"(?P<mot>(?:(?:le|la|el|ben|da|di|dos|van|saint) )?[a-z]+(?:['-][a-z]+)*) $", texte.libre[:start]
    )
    if (
        avant is None
        or not texte.capitale(avant.start("mot"))
        or (capitales and not _en_capitales(texte, avant))
        or avant["mot"] in SIGLES
        or not (est_precede(texte.plat, avant.start("mot")) or _en_capitales(texte, avant))
    ):
        return start
    return avant.start("mot")


def _nom_avant_prenom(texte: Texte, start: int, end: int) -> int:
    """« inscris morvan sylvain »: the surname came first; a word that opens the message is rather a verb."""
    avant = _MOT_AVANT.search(texte.libre[:start])
    if avant is None or avant["mot"] in _COMMUNS or avant["mot"] in communes() or est_prenom(avant["mot"]):
        return start
    return avant.start("mot") if avant.start("mot") or _DIT_DE_LUI.match(texte.plat, end) else start


def _nom_apres_prenom(texte: Texte, end: int, sur: bool) -> int:
    """« L’attestation de marie dupont pour novembre », « marie dupont absente »: no verb stands there."""
    suite = _NOM_SUIVANT.match(texte.libre, end)
    if suite is None or suite["mot"] in _USUELS | SIGLES or suite["mot"] in communes():
        return end
    if suite["mot"] not in _COMMUNS:
        return end if _OBJET.match(texte.libre, suite.end()) else suite.end()
    apres = _APRES_SURNOM.match(texte.libre, suite.end())
    return suite.end() if apres and (sur or apres["sur"]) else end


def _en_capitales(texte: Texte, avant: re.Match[str]) -> bool:
    """« DUPONT Jean » opens the message."""
    return len(avant["mot"]) > 2 and texte.tape(*avant.span("mot")).isupper() and not texte.brut.isupper()


@lru_cache(maxsize=256)
def sans_capitale(brut: str) -> bool:
    """Tell whether a text is typed without capitals, but for its first sign, identifiers and abbreviations."""
    return all(plier(mot) in SIGLES or re.search(r"[\d_]", mot) for mot in _EN_CAPITALE.findall(brut, 1))


def est_precede(plat: str, place: int) -> bool:
    """Tell whether a word stands inside a sentence or a list: a capital there means something."""
    return bool(re.search(r"[^\s.!?][ \"(]*\Z|[^\s.!?,;:]\n\Z", plat[:place]))
