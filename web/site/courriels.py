"""The e-mails of the demo: every message that left, read from the folder where it was written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.utils import parsedate_to_datetime
from pathlib import Path
from zoneinfo import ZoneInfo

NOM = re.compile(r"[\w.@+-]+")
PARIS = ZoneInfo("Europe/Paris")


@dataclass(frozen=True)
class Courriel:
    nom: str
    le: datetime
    de: str
    a: str
    objet: str
    texte: str


def lire_courriel(chemin: Path) -> Courriel:
    message = message_from_bytes(chemin.read_bytes(), policy=policy.default)
    corps = message.get_body(("plain",))
    envoi = message["Date"]
    le = parsedate_to_datetime(str(envoi)) if envoi else datetime.fromtimestamp(chemin.stat().st_mtime, tz=PARIS)
    return Courriel(
        nom=chemin.stem,
        le=le.astimezone(PARIS),
        de=str(message["From"]),
        a=str(message["To"]),
        objet=str(message["Subject"]),
        texte=corps.get_content().strip() if corps else "",
    )


class Courriels:
    """The folder of sent e-mails, most recent first."""

    def __init__(self, dossier: Path) -> None:
        self.dossier = dossier

    def tous(self) -> list[Courriel]:
        return sorted(map(lire_courriel, self.dossier.glob("*.eml")), key=lambda courriel: courriel.le, reverse=True)

    def un(self, nom: str) -> Courriel | None:
        """The e-mail of that name, or None. The name comes from an address: it never leaves the folder."""
        chemin = self.dossier / f"{nom}.eml"
        return lire_courriel(chemin) if NOM.fullmatch(nom) and chemin.is_file() else None
