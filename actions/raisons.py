"""Free words said beside the data: why, what about, what happens. Nothing is taken that was not said for it.

« M. Diallo abandonne depuis lundi, il ne supporte pas les horaires »: the reason is what a word announces (« car »,
« motif »), else the clause that tells something of the person, else a noun of trouble.
"""

import re
from collections.abc import Sequence

from actions.mots_cles import mots, signe_a_signe
from actions.tour import Entite

FIN = r"(?=[.;!?)\n](?:\s|$)|[)\n]|$)"
# What announces a reason; what is kept starts after it, or with it when it is part of what is said.
ANNONCE = re.compile(
    r"\b(?:(?:le |la |son |sa |pour |avec )*(?:motif|raison|cause)(?: (?:est|invoquee?|indiquee?|donnee?))? ?[:=] ?"
    r"|motif (?:de |d')?(?=\w)"
    r"|(?:car(?!\w)|parce qu(?:e |')|puisqu(?:e |')|vu qu(?:e |')|a cause (?:de |d'|du |des )|en raison (?:de "
    r"|d'|du |des )"
    r"|pour cause (?:de |d')|du fait (?:de |d'|du |des )|pour(?= raisons? )) ?)",
)
AVEC_ELLE = re.compile(
    r"\b(?:suite au?x?|a la suite|faute d[e']|par manque d[e']|pour (?:une?|des|son|sa|ses|s'|[a-z]+er) ?)",
)
TROUBLE = re.compile(
    r"\b(?:(?:grave |gros )?(?:problemes?|pbs?|soucis?|difficultes?) (?!a |est |sur )|raisons? (?=\w)"
    r"|(?:plus|sans|aucune) (?:de )?nouvelles?\b|demenagement\b|abandon de poste|manque de "
    r"|erreurs? (?:de|sur) |oublis? d[e'])",
)
RECIT = re.compile(
    r"(?:(?:et|mais|en fait|finalement|comme|la) )*"
    r"(?:(?:ils?|elles?|on|ca|je|nous|son|sa|ses|leurs?) |[cj]') ?\w"
)
MANQUE = re.compile(r"\bn'(?:a|ont|ai|avai\w+) (?:pas|jamais|rien) (?:ete )?\w+")  # « une absence n’a pas été saisie »
NOM_DE_RAISON = re.compile(
    r"\b(?:malad\w+|sante|grossesse|enceinte|emploi|embauch\w+|travail|job|cdi|cdd|interim"
    r"|contrat|gardes?(?! (?:le|la|les|son|sa|ses|mon|ma|cette|ce)\b)"
    r"|indisponib\w+|souffrante?s?|hospitalis\w+|inond\w+|panne|greve|intemperies|neige|verglas"
    r"|enfants?|transports?"
    r"|voiture|vehicule|permis|distance|trop loin|logement|argent|financ\w+|famil\w+|personnelle?s?"
    r"|horaires?|niveau|demotiv\w+"
    r"|motivation|deces|deuil|accident|reorientation|autre projet|nouvelles|injoignable|incarc\w+|erreur"
    r"|oubli\w*|manqu\w+"
    r"|convien\w+|plait|interess\w+|difficile|demenag\w+)\b",
)
# Said to the assistant, or said of the gesture itself.
DEMANDE = re.compile(
    r"\b(?:bonjour|bjr|bonsoir|merci|svp|stp|s'il (?:vous|te)|cordialement|cdlt|bonne (?:journ|soir)\w*"
    r"|tu|vous|peux|pouvez|peut[ -]on"
    r"|pourr\w+|(?:je|on) (?:veux|voudrais|souhaite|dois)|j'aimerais|il (?:me )?fau\w+|faire|saisi[rs]?"
    r"|saisie|enregistr\w+|not(?:e|er|ez)"
    r"|declar\w+|retir\w+|desinscri\w+|enlev\w+|supprim\w+|annul\w+|abandon\w*|desist\w+|re?ouvr\w+"
    r"|rouvrir|corrig\w+"
    r"|au courant|prevenue?s?|informee?s?|conseillere?s?|laiss\w+ tomber|gard\w+ (?:le|la|les) sien\w*"
    r"|quitt\w+|inscri\w+|ne viendra \w+|ne vient \w+|identifiant|numero|session|date|presence|mettre|mets)\b",
)
DATES = frozenset({"date", "date_heure", "periode"})
REPERES = frozenset({*DATES, "mois", "session", "demandeur", "ticket", "siret", "courriel", "telephone"})
COURT = 3  # words left at the end of a telegram: « abandon Diallo 04/01 santé »
COUPE = re.compile(r"[,;:()\n?]|[.!](?=\s|$)|\s[-–—]\s|\s(?:et|mais)\s(?=(?:il|elle|on)\b)")
INTITULES = re.compile(r"\b(?:m|mme|mlle|mr)\.$")


def raison(texte: str, entites: Sequence[Entite], dates: bool) -> str | None:
    """Why something is so; `dates`: a day said at the end is a datum of its own, not part of the reason."""
    plain = signe_a_signe(texte)
    annoncee = _annoncee(ANNONCE, texte, plain, entites, dates)
    dites = clauses(texte, plain)
    racontees = [c for c in dites if _racontee(plain, c, entites)]
    if annoncee or not racontees:
        avec = annoncee or _annoncee(AVEC_ELLE, texte, plain, entites, dates)
        if avec:
            return avec
    else:
        return _nette(
            texte[racontees[0][0] : racontees[-1][1]] if _suivies(dites, racontees) else texte[slice(*racontees[0])]
        )
    trouble = TROUBLE.search(plain)
    if trouble and "?" not in plain:
        return _jusqu_au_bout(texte, plain, trouble.start(), entites, dates)
    queue = plain[max((e.fin for e in entites), default=len(texte)) :]
    telegraphique = 0 < len(mots(queue)) <= COURT and NOM_DE_RAISON.search(queue) and not DEMANDE.search(queue)
    return _nette(texte[len(texte) - len(queue) :]) if telegraphique else None


def _annoncee(motif: re.Pattern[str], texte: str, plain: str, entites: Sequence[Entite], dates: bool) -> str | None:
    """What follows the words that announce a reason, these included when they are part of it."""
    for trouve in motif.finditer(plain):
        debut = trouve.start() if motif is AVEC_ELLE else trouve.end()
        dite = _jusqu_au_bout(texte, plain, debut, entites, dates)
        if dite and _neuve(dite) and not _est_un_nom(trouve.end(), entites):
            return dite
    return None


def _suivies(clauses: Sequence[tuple[int, int]], choisies: Sequence[tuple[int, int]]) -> bool:
    debut = clauses.index(choisies[0])
    return list(clauses[debut : debut + len(choisies)]) == list(choisies)


def clauses(texte: str, plain: str) -> list[tuple[int, int]]:
    bornes, debut = [], 0
    for coupe in COUPE.finditer(plain):
        if coupe.group() == "." and INTITULES.search(plain[: coupe.end()]):
            continue
        bornes.append((debut, coupe.start() + (coupe.group() == "?")))
        debut = coupe.end()
    bornes.append((debut, len(texte)))
    return [(d, f) for d, f in bornes if plain[d:f].strip()]


def _racontee(plain: str, clause: tuple[int, int], entites: Sequence[Entite]) -> bool:
    """Whether a clause tells why: of the person, or by a word of reason; the first one is the request itself."""
    dite = plain[slice(*clause)].strip()
    raconte = bool(RECIT.match(dite) or MANQUE.search(dite))
    if (
        "?" in dite
        or (DEMANDE.search(dite) and not MANQUE.search(dite))
        or not mots(dite)
        or (clause[0] == 0 and not raconte)
    ):
        return False
    dedans = [e for e in entites if e.debut < clause[1] and e.fin > clause[0]]
    if not raconte and any(e.type in REPERES for e in dedans):
        return False
    return raconte or bool(NOM_DE_RAISON.search(dite) or TROUBLE.search(f"{dite} "))


def _jusqu_au_bout(texte: str, plain: str, debut: int, entites: Sequence[Entite], dates: bool) -> str | None:
    fin = re.compile(FIN).search(plain, debut)
    bout = fin.start() if fin else len(texte)
    virgule = plain.find(",", debut, bout)
    if virgule >= 0 and (DEMANDE.search(plain, virgule, bout) or any(virgule < e.debut < bout for e in entites)):
        bout = virgule
    for entite in sorted(entites, key=lambda e: e.debut):
        if dates and entite.type in DATES and debut < entite.debut < bout and not mots(plain[entite.fin : bout]):
            bout = entite.debut
    return _nette(texte[debut:bout])


def _nette(dite: str) -> str | None:
    court = re.sub(
        r"\s+(?:le|la|depuis|au|a|du|en date du|a compter du|a partir du|des)\s*$",
        "",
        dite.strip(" ,.;:!?()\n\t-"),
    )
    return court.strip(" ,.;:!?()\n\t-") or None


def _neuve(dite: str) -> bool:
    """More than « la formation », « la session de lundi »."""
    return bool(set(mots(dite)) - {"formation", "session", "stage", "mois", "raison", "motif"})


def _est_un_nom(place: int, entites: Sequence[Entite]) -> bool:
    return any(e.debut <= place < e.fin for e in entites if e.type in ("nom", "lieu"))
