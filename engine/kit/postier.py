"""How a letter leaves: to a folder by default, by SMTP once KAIROS_SMTP_URL says so.

    smtps://nom:secret@relais.exemple.fr:465?de=kairos@exemple.fr        TLS from the first byte
    smtp://nom:secret@relais.exemple.fr:587?starttls&de=kairos@exemple.fr  TLS asked for, and required

The certificate is checked against the machine's authorities (SSL_CERT_FILE names others). `de` is the sender.
"""

import os
import smtplib
import ssl
import threading
from email.message import EmailMessage
from functools import cached_property
from pathlib import Path
from typing import Protocol
from urllib.parse import parse_qs, unquote, urlsplit

EXPEDITEUR = "ne-pas-repondre@kairos.example"
PATIENCE = 20.0  # seconds, for each exchange with the relay
PORTS = {"smtps": 465, "smtp": 25}


class LettreRefuseeError(Exception):
    """The relay will never take this letter: an address that does not exist, a message it does not want."""


class Postier(Protocol):
    """Hands letters over. `bail`: for how many seconds one try keeps the others away; 0 when a second is harmless."""

    expediteur: str
    bail: float

    def remettre(self, nom: str, lettre: EmailMessage) -> None:
        """Raises OSError or smtplib.SMTPException when it may succeed later, LettreRefuseeError when it never will."""


class Dossier:
    """One `.eml` a letter; written again, it is the same file."""

    expediteur = EXPEDITEUR
    bail = 0.0

    def __init__(self, dossier: Path) -> None:
        self._dossier = dossier
        dossier.mkdir(parents=True, exist_ok=True)

    def remettre(self, nom: str, lettre: EmailMessage) -> None:
        chemin = self._dossier / f"{nom}.eml"
        partiel = chemin.with_suffix(f".{threading.get_ident()}.partial")
        partiel.write_bytes(lettre.as_bytes())
        os.replace(partiel, chemin)


class RelaisSmtp:
    """A relay reached by SMTP; a password never travels in clear."""

    bail = 120.0

    def __init__(self, url: str) -> None:
        lue = urlsplit(url)
        options = parse_qs(lue.query, keep_blank_values=True)
        if lue.scheme not in PORTS or not lue.hostname:
            raise ValueError("KAIROS_SMTP_URL is smtps://user:password@host:port or smtp://host:port?starttls")
        self._direct, self._starttls = lue.scheme == "smtps", "starttls" in options
        if lue.username and not (self._direct or self._starttls):
            raise ValueError("KAIROS_SMTP_URL: a password needs smtps:// or ?starttls")
        self._hote, self._port = lue.hostname, lue.port or PORTS[lue.scheme]
        self._compte = (unquote(lue.username), unquote(lue.password or "")) if lue.username else None
        self.expediteur = options.get("de", [EXPEDITEUR])[0]

    def remettre(self, nom: str, lettre: EmailMessage) -> None:
        try:
            with self._connecter() as relais:
                relais.send_message(lettre)
        except smtplib.SMTPRecipientsRefused as refus:
            codes = [code for code, _ in refus.recipients.values()]
            if all(code >= 500 for code in codes):
                raise LettreRefuseeError(f"recipient refused, {codes}") from None
            raise
        except smtplib.SMTPDataError as refus:
            if refus.smtp_code >= 500:
                raise LettreRefuseeError(f"message refused, {refus.smtp_code}") from None
            raise

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        """Reading the machine's authorities takes a tenth of a second: once, not for each letter."""
        return ssl.create_default_context()

    def _connecter(self) -> smtplib.SMTP:
        if self._direct:
            relais: smtplib.SMTP = smtplib.SMTP_SSL(self._hote, self._port, timeout=PATIENCE, context=self._tls)
        else:
            relais = smtplib.SMTP(self._hote, self._port, timeout=PATIENCE)
        try:
            if self._starttls:
                relais.starttls(context=self._tls)
            if self._compte:
                relais.login(*self._compte)
        except Exception:
            relais.close()
            raise
        return relais


def postier(smtp_url: str | None, dossier: Path) -> Postier:
    """The one that the settings ask for. Raises ValueError on an address that cannot be."""
    return RelaisSmtp(smtp_url) if smtp_url else Dossier(dossier)
