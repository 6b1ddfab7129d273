"""The words that say who was there, who was not, and what became of them."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.donnees.bilan import BILAN
from bot.donnees.bilan import MARQUES as MARQUES_DE_BILAN
from bot.donnees.lexique import est_prenom, mots

TYPES_ATTENDUS = ("personne", "personnes", "demandeurs")
EXCLUS = frozenset({"absents", "non_retenus", "en_attente", "partielle", "non_obtenue", "sans_certification"})
RESULTATS = frozenset({"retenus", "non_retenus", "en_attente"})
CONTRAIRES = {"presents": "absents", "absents": "presents"}
REFUS = {"retenus": "non_retenus", "presents": "absents"}

# Order matters: what denies comes before what it denies.
_MARQUES = {
    "tous_absents": r"(?<![a-z] )\bpersonne (?:a (?:l'info|la (?:reunion|ric|seance))|hier|ce matin|cet aprem)"
    r"|\bpersonne (?:n'? ?)?(?:est|etait) (?:venue?|presente?)\b|\bpersonne n'? ?(?:est|etait) la\b"
    r"|\bpersonne (?:n'a|n'avait|ne s'est) (?:ete )?(?:presente?e?|assiste)"
    r"|\b(?:aucune?|pas de|pas un seul) presente?s?"
    r"|\b(?:il )?n?'? ?y ?avait personne|\bzero presente?s?",
    "tous_presents": r"\bpersonne n'a manque|\bpersonne (?:ne manqu\w+|(?:n'(?:est|etait) )?absente?s?\b)"
    r"|\b(?:aucune?|pas d'|zero|0|sans) ?"
    r"(?:absente?s?|absences?|manquants?)\b|\bau complet\b|\b(?:y ?avait|on (?:a eu|avait)|j'(?:ai eu"
    r"|avais)) (?:tou[ts]|tt) le monde\b",
    "autres": r"\b(?:tous |toutes )?les (?:[a-z]+ |\d+ )?(?:autres|restants|suivants)\b|\ble reste\b|\btout le reste\b",
    "tous": r"\b(?:(?:tou[ts]|tt) le monde|tlm|(?:tous|toutes) (?:les|mes|nos|ces) (?:inscrite?s?|convoquee?s?"
    r"|attendus|candidate?s?"
    r"|stagiaires?|participante?s?|personnes)"
    r"|l'ensemble (?:du groupe|des \w+)|(?:tout|tt) le groupe|(?:tous|toutes|ts)(?! (?:les|mes|nos|ces|le)\b))\b",
    "sauf": r"\b(?:sauf|sf|excepte|hormis|a part|a l'exception de|en dehors de|mis a part|moins(?= (?:m\."
    r"|mme)))(?![\w'])",
    # What is to come is no attendance yet.
    "empeche": r"\b(?:ne )?(?:viendr(?:a|ont)|vien(?:t|nent)|pourr(?:a|ont)|peu(?:t|vent)) pas"
    r"(?: (?:venir|(?:etre )?(?:la|presente?s?)))?\b|\b(?:ne )?ser(?:a|ont) pas (?:la|presente?s?|disponibles?)\b",
    "non_retenus": r"\b(?:non|pas)[ -]retenue?s?\b|\bne (?:retien\w+|retenons) pas\b|\brecalee?s?\b"
    r"|\bje ne prends pas\b",
    "en_attente": r"\ben (?:liste d')?attente\b|\b(?:sur )?liste d'attente\b|\bliste complementaire\b"
    r"|\ben suspens\b|\ben reserve\b",
    "retenus": r"\b(?:est|sont) (?:prise?s?(?! (?:en|comme|a|au|chez|par) )|admise?s?|selectionnee?s?|choisie?s?)\b"
    r"|\b(?:je |on "
    r"|nous )?(?:retien[st]?|retenons|retenue?s?)\b",
    "choisis": r"\b(?:je|on|nous) (?:ne |n')?(?:valid|accept|choisi|selectionn|prend|pren|gard)\w*(?: que)?\b",
    "absents": r"\b(?:n'|n )?(?:est|sont|etai(?:en)?t|ete)? ?(?:pas|plus|jamais) (?:ete )?(?:bien )?(?:venue?s?"
    r"|presente?s?"
    r"|assiste)"
    r"|\b(?:n'|n )?(?:est|sont|etai(?:en)?t)? ?pas (?P<pas_la>la)\b"
    r"|\b(?:ne )?(?:s'est|s'etait|se sont|s'etaient) (?:pas|jamais) presentee?s?|\b(?:n'a|n'ont|n'avait) "
    r"(?:pas|jamais) (?:assiste|participe)"
    r"|\babsente?s?\b|\babs\b\.?|\bmanqu(?:e|ent|ait|aient|antes?|ants?|er)\b|(?<!s')(?<!s )(?<!m')(?<!m )"
    r"(?<!je )\bexcusee?s?\b|\b(?:a|ont) pose un lapin\b|\b(?:a|ont) (?:rate|loupe)\b"
    r"|\b(?:on |je |nous )?(?:ne )?(?:l'|les |l[ea] )(?:ai |a |avons )?pas vue?s?\b|\bdefaillante?s?\b",
    "presents": r"\bpas absente?s?\b|\b(?:etai(?:en)?t|sont) (?:bien )?la ?(?=:)|\bassidue?s?\b"
    r"|\br?entree?s(?=[^,.;:]{0,20} :)"
    r"|(?<!\bme )(?<!\bse )(?<!\bje )(?<!\bon )(?<!\bte )(?<!\bla )"
    r"(?:(?<!\D\d )(?<!\D\d\d )|(?=\w+ ?:))\bpresente?s?\b|\b(?:est|sont|etai(?:en)?t) "
    r"(?:bien )?(?:venue?s?|ici)\b|(?<!sa )(?<!la )(?<!leur )\bvenue?s?\b"
    r"|\b(?:s'est|se sont|s'etait) (?:bien )?presentee?s?\b"
    r"|\b(?:a|ont) (?:bien )?(?:assiste|participe|emarge|signe(?! une? | son | sa | avec ))\b",
    "refuses": r"\brefusee?s?\b",
    "la": r"\b(?:il|elle|ils|elles) y (?:est|etai(?:en)?t)\b"
    r"|(?<!rester )\bla\b|\b(?:est|sont|etai(?:en)?t) (?:bien )?arrivee?s?\b"
    r"|(?<=tous )(?:arrive|r?entre)s\b|(?<=toutes )(?:arrive|r?entre)es\b|(?<=le monde est )r?entre\b",
    "aussi": r"\b(?:aussi|egalement|pareil|idem)\b",
    "contraire": r"\bne l'(?:est|etait|sont|etaient) pas\b",
    "oui": r"\b(?:ok|oui)\b(?! ou )|\bsi\b(?= *(?:$|[,.;!)]))",
    "non": r"\bko\b|\bnon\b(?= *(?:$|[,.;!)]))",
    "pas": r"\b(?:mais |et )?pas(?= (?:m\.|mr|mme|mlle|monsieur|madame"
    r"|[a-z]+(?:['-][a-z]+)* *(?:$|[,.;!(]|et\b|ni\b)))",
    "arret": r"/(?= ?[a-z' -]{2,25} ?:)|[.;!?](?=\s|$)|\bmais\b",
    "ligne": r"\n",
    "virgule": r",",
}
_MOT = r"(?P<mot>[^\W_]+(?:['-][^\W_]+)*)"
MARQUE = re.compile("|".join(f"(?P<{nom}>{motif})" for nom, motif in _MARQUES.items()) + "|" + _MOT)
CERTIFICATIONS = tuple(nom for nom in MARQUES_DE_BILAN if not nom.startswith("tous_"))
_AUTRES = {n: m for n, m in _MARQUES.items() if n not in ("non_retenus", "en_attente", "retenus", "choisis", "refuses")}
MARQUE_DE_BILAN = re.compile(
    "|".join(f"(?P<{nom}>{motif})" for nom, motif in (MARQUES_DE_BILAN | _AUTRES).items()) + "|" + _MOT
)
INDICE_DE_BILAN = re.compile("|".join(MARQUES_DE_BILAN.values()))


@lru_cache(maxsize=64)
def marque_de(plat: str) -> re.Pattern[str]:
    """The marks of a folded text: those of a bilan where it speaks of one."""
    return MARQUE_DE_BILAN if BILAN.search(plat) else MARQUE


INDICE = re.compile(
    "|".join(
        motif
        for nom, motif in _MARQUES.items()
        if nom not in ("arret", "aussi", "contraire", "choisis", "empeche", "ligne", "virgule", "non", "pas", "la")
    )
    + r"|\betai(?:en)?t (?:bien )?la\b|(?:^|[,.;:] ?|\b(?:mme|m\.|mr|que|mais) )(?!le |la |les |une? |l')"
    r"[\w' -]{2,25} (?:est|sont) (?:bien )?arrivee?s?\b(?! en retard)" + rf"|{_MARQUES['choisis']}"
)
# Unread words between « absents » and the first one named.
PORTEE = 3
GROUPES = ("presents", "absents", "retenus", "non_retenus", "en_attente", *CERTIFICATIONS)
# « ok » and « là » say something of those just named, and open no list.
POSTPOSES = {
    "contraire": "",
    "aussi": "",
    "la": "presents",
    "oui": "presents",
    "non": "absents",
    "refuses": "non_retenus",
}
# « la » without its accent is « là » before these; elsewhere it is an article.
APRES_LA = re.compile(
    r" *(?:$|[,.;!)]|(?:et|mais|sauf|sf|pas|hier|ce matin|cet apr[a-z]*|aujourd|depuis|aussi"
    r"|lundi|mardi|mercredi|jeudi|vendredi)\b)"
)
FIN_DE_PHRASE = re.compile(r"[,.;!?]| (?:qui|mais|et les autres|etait|etaient|est|sont|absent|present)")

PREMIER_MOT = re.compile(r" ?(?P<mot>[^\W_]+(?:['-][^\W_]+)*)")
JAMAIS = frozenset(
    {
        "madame",
        "monsieur",
        "mesdames",
        "messieurs",
        "cordialement",
        "respectueusement",
        "bilan",
        "bilans",
        "savoirs",
        "resultats",
        "presences",
        "absences",
        "entrees",
        "voici",
        "voila",
    }
)
SALUT = re.compile(r"\b(?:bonjour|bjr|bonsoir|salut|hello|coucou|merci)\b")
# Who signs is not spoken of.
SIGNATURE = re.compile(
    r"(?<=[\s\S]{12})\b(?:cordialement|cdlt|cdt|bien a vous"
    r"|bonne (?:fin de )?(?:journee|reception|semaine|soiree)|bon week-?end|a bientot|salutations)\b"
    r"|(?<=[\s\S]{12})\nmerci(?: d'avance| beaucoup| a vous)?[ .!,]*\n"
)
# « … Merci. Fabienne Le Gall, assistante », « Merci beaucoup, Inès (secrétariat) »
_NOM_FINAL = re.compile(
    r"(?<=[\s\S]{40})(?:[.!?]\s+|\b(?:merci[a-z ']{0,12}|excuses),? )(?P<prenom>(?!merci)[a-z-]+)(?: [a-z'-]+){0,3}"
    r"(?:, [a-z' ]{3,30}| \([a-z ]+\))?[.\s]*$"
)
# « Mme Petit (7942369Z) » is one person.
MEME_PERSONNE = re.compile(r" ?(?:\(|, ?(?:de )?|,? ?n[°o] ?|,? ?identifiant )(?:de )?(?:n[°o] ?)?$")
# « seul Petit est venu », « il n’y avait que Petit »: the others were not there.
SEULS = re.compile(
    r"(?:^|[,.;] ?|di |hier |matin )(?:il y avait juste|seule?s?(?! (?:le|la)\b)) [^,.;]+ (?:venue?s?|presente?s?|la)\b"
    r"|\bil n'y (?:avait|a eu) que [^,.;]+|\bque [^,.;]+ de (?:presente?s?|venue?s?)\b"
)
# « il manquait juste Petit », « Petit était la seule absente »: the others were there.
SEULS_ABSENTS = re.compile(
    r"\bmanqu(?:e|ait|aient) (?:juste|que|seulement|plus que) |\bne manqu(?:e|ait|aient) que |\bla? seule? absente?\b"
    r"|\bseule?s? (?!(?:le|la)\b)[^,.;]+ absente?s?\b|\b(?:juste|seulement) [^,.;]+ absente?s?\b"
)
# « Petit et Roy étaient là, pas les autres »
PAS_LES_AUTRES = re.compile(r"\bpas (?:tous )?les autres\b")
PARTICULE = re.compile(r"(?:da|di|dos|el|ben|van(?: de[nr])?|ait|(?P<le>le)) (?P<mot>[a-z]{3,}(?:['-][a-z]+)*)")
DETERMINANT = re.compile(r"\b(?:le|les|une?|des|du|mon|ma|mes|son|sa|ses|cet?|cette|nos|notre|vos|votre|l')[ ]?$")
TITRES = frozenset({"m", "mr", "mme", "mlle", "mmes", "monsieur", "madame"})
# « ok » and « non » of a bilan.
DE_BILAN = {"oui": "obtenue", "non": "non_obtenue"}
LIENS = mots("liens")
# Words that may stand around a bare list of people.
NEUTRES = LIENS | mots("neutres")
COURANTS = mots("mots-outils") | mots("courants")
# Words that name nobody.
PLATS = NEUTRES | COURANTS | mots("vocabulaire")


def signature(plat: str) -> int:
    """Where a folded message begins to say who writes it; its end when it does not."""
    dite, nom = SIGNATURE.search(plat), _NOM_FINAL.search(plat)
    fins = [dite.start()] if dite else []
    if nom and est_prenom(nom["prenom"]):
        fins.append(nom.start())
    return min(fins, default=len(plat))
