"""What is done to a text before anything reads or keeps it: cleaned, its secrets sealed, odd ones answered here."""

import re
import unicodedata
from typing import Any

from engine.kit.sceau import MOTIF_SCEAU, Sceau

LONGUEUR_MAX = 2000
_GARDES = {"\n", "\t", "\u200d"}  # U+200D joins emoji
_SEUL = re.compile(r"\S+")


def nettoyer(texte: str) -> str:
    """The text without what cannot be seen: control and direction characters, lone surrogates, seals made by hand."""
    compose = unicodedata.normalize("NFC", texte.replace("\r\n", "\n").replace("\r", "\n"))
    visible = (c for c in compose if c in _GARDES or unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co"})
    return re.sub("[⟦⟧]", "", "".join(visible)).strip()


def sceller(texte: str, attend: dict[str, Any] | None, sceau: Sceau) -> str:
    """The text with its codes sealed; when a secret is awaited, a single word is that secret whatever its shape."""
    scelle = sceau.sceller_codes(texte)
    if attend and attend.get("type") == "secret" and not MOTIF_SCEAU.search(scelle):
        if _SEUL.fullmatch(texte):
            return sceau.sceller(texte)
        return _SEUL.sub(lambda mot: sceau.sceller(mot[0]) if _ressemble_a_un_secret(mot[0]) else mot[0], texte)
    return scelle


def _ressemble_a_un_secret(mot: str) -> bool:
    """A mistyped code inside a sentence still mixes letters and digits."""
    return len(mot) >= 4 and any(c.isdigit() for c in mot) and any(c.isalpha() for c in mot)


def pour_le_bot(texte: str) -> str:
    """The text as the bot reads it: Rasa takes a leading « / » for a command, people do not."""
    return texte.lstrip("/ \n\t")


def refuser(texte: str, attend: dict[str, Any] | None) -> str | None:
    """The answer to a text that cannot be understood by anyone, None for all the others."""
    longueur = len(MOTIF_SCEAU.sub("••••••••", texte))
    if longueur > LONGUEUR_MAX:
        return (
            f"Votre message compte {longueur} caractères et j’en lis {LONGUEUR_MAX} au plus. Il reste affiché "
            "ci-dessus : renvoyez-m’en une partie, ou dites-moi l’essentiel en une phrase."
        )
    if any(c.isalnum() for c in texte):
        return None
    if attend and "confirmation" in (attend.get("type"), attend.get("donnee")):
        return "Pour éviter toute erreur, j’attends un mot : « oui » pour enregistrer, « non » pour renoncer."
    if not texte:
        return "Je n’ai reçu aucun mot. Écrivez-moi votre question, ou ce que vous voulez faire."
    return "Je ne sais lire que les mots. Écrivez-moi votre question, ou ce que vous voulez faire."
