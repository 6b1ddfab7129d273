"""Titles of trainings, which bear the name of a trade: « soudeur », « agent de tri », « conductrice de ligne »."""

import re

_TRADES = re.compile(
    r"(?:agente?|aide|commis|chef|femme|valet|homme|comptable|macon|charge|maitre|second|assistante?|employee?|vendeur"
    r"|boulanger|boucher|hote|auxiliaire|gestionnaire|responsable|[a-z]{2,}(?:eur|euse|ier|iere|ien|ienne|iste|trice|aire"
    r"|ante?))(?:s?\b|-)"
)
# Of the same endings, and no trade.
_AUTRES = re.compile(
    r"(?:avant|pendant|durant|maintenant|suivante?|premiere?|derniere?|entiere?|janvier|fevrier|employeur|recruteur"
    r"|formateur|formatrice|demandeur|demandeuse|stagiaire|tuteur|tutrice|horaire|salaire|necessaire|volontaire"
    r"|partenaire|correspondante?|importante?|existante?|individu\w+|particuliere?|interieur|exterieur|meilleur|plusieurs"
    r"|prioritaire|directeur|directrice|conseiller|conseillere|complementaire|futur|heure|monsieur|restaurant)s?\b"
)
_PHRASE = re.compile(
    r"\b(?:je|j'|tu|vous|on|il|elle|c'est|qu[ei']|qui|ne|pas|plus|est|sont|veut|faut|svp|stp|merci|quel\w*)\b"
)
MOTS_AU_PLUS = 5


def est_un_metier(plie: str) -> bool:
    """Whether folded words name a trade, and say nothing else."""
    court = len(plie.split()) <= MOTS_AU_PLUS and not re.search(r"[\d/>→]", plie)
    return court and bool(_TRADES.match(plie)) and not _AUTRES.match(plie) and not _PHRASE.search(plie)
