"""The words that say with what each one ends a training: « certifiée », « partiel », « sans certification »."""

from __future__ import annotations

import re

# « obtenu », « reçu » say something of people only where a bilan is spoken of.
BILAN = re.compile(
    r"\bbilans?\b|\bcertifi(?:cation|ee?)s?\b|\bcertifs?\b(?! med)|\btitres? pro|\bdiplom|\bjury\b|\bexamen|\bpartiel"
    r"|\bnon obtenue?s?\b|\bobtenues?\b"
)
_PAPIER = r"(?:certifications?|certifs?|titres?(?: pro[a-z]*)?|diplomes?|cap|examen)"
_SON_TITRE = rf"(?: (?:sa|son|leurs?|la|le|l')? ?{_PAPIER})?"
_LE_TITRE = r"(?:(?:certifications?|certifs?|titres?|diplomes?) )?"
MARQUES = {
    "tous_non_obtenue": r"\bpersonne (?:n'? ?)?a (?:ete )?(?:eu|obtenu|reussi|valide|recu|admis|certifie)\b"
    + _SON_TITRE,
    "sans_certification": r"\b(?:sans|pas de|aucune) (?:certification|certif|titre|diplome)s?\b|\bnon certifiante?s?\b",
    # « Perrot, partie il y a trois semaines » left.
    "partielle": rf"\b{_LE_TITRE}(?:(?:(?:obtenue?|validee?|recue?|en) )?partiel(?:le)?(?:ment)?s?"
    r"|(?:obtenue?|validee?|recue?|en) (?:en )?partie)\b"
    rf"(?: (?:obtenue?|valide|recue?|certifiee?)s?)?{_SON_TITRE}",
    "non_obtenue": rf"\b{_LE_TITRE}(?:non|pas(?: encore)?) (?:obtenue?|recue?|admise?|validee?"
    r"|certifiee?|diplomee?)s?\b"
    rf"|\b(?:n'|n )?(?:a|ont) (?:pas|rien) (?:ete )?(?:eu|obtenu|reussi|valide|decroche|recu|admis|certifie)e?s?\b"
    + _SON_TITRE
    + rf"|\b(?:a|ont) (?:rate|loupe|manque)\b{_SON_TITRE}|\b(?:en )?echecs?\b|\brien(?= pour\b)"
    r"|\bechou\w+|\b(?:recal|ajourn)ee?s?\b",
    "obtenue": rf"\b(?:a|ont) (?:bien )?(?:eu|obtenu|reussi|valide|decroche)e?s?\b{_SON_TITRE}"
    rf"|\beu (?:sa|son|leurs?|la|le) {_PAPIER}|\b{_LE_TITRE}(?:obtenue?|validee?)s?\b{_SON_TITRE}"
    r"|\b(?:est |sont |ete )?(?:recue?|admise?|certifiee?|diplomee?)s?\b|\breussi(?:te)?s?\b",
}
