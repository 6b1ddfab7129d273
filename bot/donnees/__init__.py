"""Data said in a French sentence: identifiers, dates, hours, amounts, places, people.

Pure functions, no Rasa. `docs/architecture.md` (« Understanding ») gives the entities and the shape of their values.
"""

from __future__ import annotations

from datetime import datetime

from bot.donnees import attendu, entiers, identifiants, lieux, noms, personnes, quantites, reprises, roles, temps
from bot.donnees.calendrier import Reperes
from bot.donnees.marques import TYPES_ATTENDUS
from bot.donnees.texte import Donnee, Texte

__all__ = ["Donnee", "trouver"]

# What no hand writes in a message; beyond it only the beginning is read, so that a message stays cheap.
LONGUEUR_LUE = 2000


def trouver(texte: str, maintenant: datetime, attend: str | None = None) -> list[Donnee]:
    """Return the data of `texte` in reading order, with values normalised relative to `maintenant` (Europe/Paris).

    `attend` is the type of the datum that the conversation awaits, if any: it settles readings that the words alone
    leave open (« 14 » is a date, an hour or a number of places).
    """
    lu = Texte(texte[:LONGUEUR_LUE])
    reperes = Reperes.de(maintenant, lu.plat)
    identifiants.lire(lu)
    noms.lire_titres(lu)
    if attend is not None:
        attendu.lire(lu, attend, reperes)
    temps.lire(lu, reperes)
    reprises.lire_plus_tard(lu)
    quantites.lire(lu)
    lieux.lire(lu)
    noms.lire_prenoms(lu, attend in TYPES_ATTENDUS)
    noms.lire_paires(lu)
    entiers.lire(lu)
    personnes.lire(lu, attend)
    entiers.lire_presences(lu)
    dans_l_ordre = sorted(lu.donnees, key=lambda donnee: (donnee.start, donnee.end))
    return roles.marquer(lu, reprises.corriger(lu, dans_l_ordre))
