"""Places: towns, rooms, addresses. A capital after « à » is a place only where an appointment is spoken of."""

from __future__ import annotations

import re
from functools import cache

from bot.donnees.lexique import communes, est_prenom, mots, tailles
from bot.donnees.marques import signature
from bot.donnees.texte import Texte, plier

MOT = re.compile(r"[a-z]+")
SAINTS = {"st": "saint", "ste": "sainte"}
_ETABLISSEMENT = (
    r"(?P<cle>salles?|cfa|greta|afpa|mairie|sites?|locaux(?: de la mission locale)?|centre|lycee|antenne|campus"
    r"|mediatheque|maison(?: de l'emploi| familiale| de quartier| des associations| des services)?"
    r"|espace(?: france services)?|ccas|batiment|hotel|amphi|amphitheatre"
    r"|za|zi|zac|zone (?:industrielle|artisanale|commerciale|d'activites?)|technopole|(?<=a l')agence"
    r"|(?<=a la )mission locale|gymnase|foyer|cci|cma|mfr|afpi|cnam"
    r"|bibliotheque|tiers[- ]lieu|plateau technique|pole formation|ecole|iut|atelier|bureau|cinema|theatre)"
)
ETABLISSEMENT = re.compile(
    rf"\b(?:nos )?{_ETABLISSEMENT}(?P<nom> (?:[a-z]?\d{{1,4}}[a-z]?(?:[.-]\d{{1,3}})?|[a-z]|des fetes"
    rf"|de reunions?|du conseil"
    r"|polyvalente|informatique)(?![\w'-]))?"
)
ADRESSE = re.compile(
    r"(?:\b\d{1,4}(?: ?(?:bis|ter))?,? )?\b(?:rue|avenue|av\b\.?|boulevard|bd\b\.?|allee|impasse|chemin|quai|route"
    r"|square|cours|(?<!la )place(?= (?:de l[a']|du |d'|des )))(?![\w])"
)
VISIO = re.compile(r"\bvisio(?:conference)?\b|\b(?<=en )distanciel\b|\b(?:par|via) (?:teams|zoom)\b|\bnos locaux\b")
CAPITALE = re.compile(r"(?<![\w'])a (?=[a-z])")
_LIEN = re.compile(r" (?:de|du|des|a|au|aux|d'|de la|de l'|a la|en|sur|sous) ?$")
_JOINT = re.compile(r"(?:,? ?(?:a (?:l'|la )?|au |de |du |d'|aux )?|,? - ?| ?\()(?:\d{5} )?")
_CODE_POSTAL = re.compile(r"(?<![\d ])\d{5} $|(?<=[^\d] )\d{5} $|^\d{5} $")
_SITUE = re.compile(r"(?<!il )(?<!elle )(?<!on )(?<!qui )\b(?:a|sur) $")
_SUITE_DE_VILLE = re.compile(r" *(?:$|[,.;!?\n\x00\d]| (?:pour|le|en|salle)\b)")
_CODE_POSTAL_APRES = re.compile(r",? ?\(?\d{5}\)?(?![\w€,.-]| ?euro)")
_RENDEZ_VOUS = re.compile(r"\b(?:ric|reunion|info|infos?coll?|rdv|rv|rendez|entretiens?|creneaux?|lieu|session)\b")
_DONNE = re.compile(
    r"\b(?:acces|envoi\w*|transm\w+|adress\w+|donn\w+|remet\w+|propos\w+|parl\w+|demand\w+|confi\w+|dis\b"
    r"|dire)[^.;,]{0,25}$"
)
_PAS_UN_LIEU = mots("pas-un-lieu")
MOTS_COURANTS = mots("communes-mots-courants")


def lire(texte: Texte) -> None:
    """Read the places of `texte`, neighbours joined (« salle 2 à Dieppe »)."""
    spans = [*_villes(texte), *_etablissements(texte), *_adresses(texte)]
    spans += [(match.start(), match.end(), match.group()) for match in texte.chercher(VISIO)]
    spans = _sans_recouvrement(sorted(spans, key=lambda span: (span[0], -span[1])))
    fin_utile = signature(texte.plat)  # beyond is where the writer works
    spans = [span for span in spans if span[0] < fin_utile]
    if not spans:
        spans = _capitales(texte)
    for start, end, value in _joindre(texte, spans):
        code_postal = _CODE_POSTAL.search(texte.libre[:start])
        suivi = _CODE_POSTAL_APRES.match(texte.libre, end)
        texte.ajouter("lieu", value, code_postal.start() if code_postal else start, suivi.end() if suivi else end)


def _villes(texte: Texte) -> list[tuple[int, int, str]]:
    mots_dits = list(MOT.finditer(texte.libre))
    trouvees = []
    rang = 0
    while rang < len(mots_dits):
        taille, nom = _ville(texte, mots_dits[rang : rang + 6])
        if nom:
            trouvees.append((mots_dits[rang].start(), mots_dits[rang + taille - 1].end(), nom))
        rang += taille
    return trouvees


def _ville(texte: Texte, mots_dits: list[re.Match[str]]) -> tuple[int, str | None]:
    """The town that starts with these words, and how many of them it takes."""
    start = mots_dits[0].start()
    premiers = [SAINTS.get(mot.group(), mot.group()) for mot in mots_dits]
    for taille in range(min(tailles().get(premiers[0], 0), len(premiers)), 0, -1):
        cle = " ".join(premiers[:taille])
        nom = communes().get(cle)
        if nom is None or mots_dits[taille - 1].end() - start != len(" ".join(m.group() for m in mots_dits[:taille])):
            continue
        sur = cle.removeprefix("la ") not in MOTS_COURANTS or texte.capitale(start) or _situe(texte, start, cle)
        if sur and not _est_une_agence(texte.plat[:start]):
            return taille, nom
    return 1, None


def _situe(texte: Texte, start: int, cle: str) -> bool:
    """« rdv le 12 a vire »: a plain word that stands where a town does, and nothing after it that it would act on."""
    suite = _SUITE_DE_VILLE.match(texte.libre, start + len(cle))
    return cle != "eu" and bool(suite and _SITUE.search(texte.plat[:start]))


def _est_une_agence(avant: str) -> bool:
    return bool(
        re.search(
            r"\b(?:agence|mission locale|cap emploi|ville|prefecture|pole emploi|france travail) (?:de |d'|du )$", avant
        )
    )


def _etablissements(texte: Texte) -> list[tuple[int, int, str]]:
    trouves = []
    for match in texte.chercher(ETABLISSEMENT):
        end = match.end()
        nom = match["nom"]
        lettre = nom is not None and re.fullmatch(r" [a-z]", nom)
        if lettre and not texte.capitale(end - 1) and re.match(r" ?\w", texte.plat[end : end + 2]):
            end, nom = match.end("cle"), None
        suite = _suite_propre(texte, end)
        if nom is None and suite == end:
            continue
        trouves.append((match.start(), suite, texte.tape(match.start(), suite)))
    return trouves


def _suite_propre(texte: Texte, end: int) -> int:
    """End of the proper name after a word such as « CFA »: capitals, and small words between them."""
    connues = communes()
    while match := re.match(
        r"[ -](?:(?:de|du|des|la|le|les|sur|en|et)[ -]|(?:d|l)'|de l')*(?P<mot>[a-z]+(?:['-][a-z]+)*)",
        texte.libre[end:],
    ):
        debut = end + match.start("mot")
        propre = texte.capitale(debut) or match["mot"].replace("-", " ") in connues
        if not propre or (texte.plat[end] == " " and match["mot"] in _PAS_UN_LIEU):
            break
        end += match.end()
    return end


def _adresses(texte: Texte) -> list[tuple[int, int, str]]:
    trouvees = []
    for match in texte.chercher(ADRESSE):
        suite = _suite_propre(texte, match.end())
        if suite > match.end():
            trouvees.append((match.start(), suite, texte.tape(match.start(), suite)))
    return trouvees


def _capitales(texte: Texte) -> list[tuple[int, int, str]]:
    if texte.brut.isupper() or not (
        _RENDEZ_VOUS.search(texte.plat) or any(d.entity in ("date", "heure", "date_heure") for d in texte.donnees)
    ):
        return []
    trouvees = []
    for match in texte.chercher(CAPITALE):
        end = match.end()
        premier = re.match(r"[a-z]+", texte.libre[end:])
        if premier is None or not texte.capitale(end) or premier.group() in _PAS_UN_LIEU or est_prenom(premier.group()):
            continue
        if _DONNE.search(texte.plat[: match.start()]):
            continue
        suite = _suite_propre(texte, end - 1)
        trouvees.append((end, suite, texte.tape(end, suite)))
    return trouvees


@cache
def _noms_de_villes() -> frozenset[str]:
    return frozenset(plier(nom) for nom in communes().values())


def _sans_recouvrement(spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    gardes: list[tuple[int, int, str]] = []
    for span in spans:
        if not gardes or span[0] >= gardes[-1][1]:
            gardes.append(span)
        elif span[1] > gardes[-1][1]:
            gardes[-1] = (gardes[-1][0], span[1], gardes[-1][2])
    return gardes


def _joindre(texte: Texte, spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    joints: list[tuple[int, int, str]] = []
    for start, end, value in spans:
        deux_villes = joints and {plier(joints[-1][2]), plier(value)} <= _noms_de_villes()
        if joints and not deux_villes and _JOINT.fullmatch(texte.plat[joints[-1][1] : start]):
            precedent = joints[-1]
            lien = texte.tape(precedent[1], start) or " "
            # « salle Flaubert au Havre ».
            suite = value.split(" ", 1)[1] if re.search(r"\baux? $", plier(lien)) and value.startswith("Le") else value
            joints[-1] = (precedent[0], end, f"{precedent[2]}{lien}{suite}")
        else:
            joints.append((start, end, value))
    return joints
