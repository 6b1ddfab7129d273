"""Seals: secrets that travel or wait are encrypted, those that are compared are hashed, none is kept in clear.

`Sceau.sceller("ABCD-EF23")` gives `⟦sceau:…⟧`, which may be stored and moved about; `desceller` opens it only at the
last moment (a letter box, a comparison). At the edge, `sceller_codes(texte)` seals what looks like a provisional code.
"""

import base64
import hashlib
import hmac
import re
import secrets

from cryptography.fernet import Fernet, InvalidToken

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # without 0 O 1 I, that people confuse
LONGUEUR = 8
MASQUE = "••••"
MOTIF_SCEAU = re.compile(r"⟦sceau:([A-Za-z0-9_\-=]+)⟧")
# After « AD- » it is the reference of a request, which is asked for and shown.
_CANDIDAT = re.compile(
    r"(?<![A-Za-z0-9_])(?<![Aa][Dd][-‐‑–—.  ])(?=([A-Za-z0-9]{4}([-‐‑–—.  ]?)[A-Za-z0-9]{4})(?![A-Za-z0-9_]))", re.ASCII
)


def normaliser_code(texte: str) -> str:
    """A typed code as it is compared: upper case, without spaces or hyphens."""
    return re.sub(r"[^0-9A-Z]", "", texte.upper())


def a_la_forme_d_un_code(texte: str) -> bool:
    """Whether a text could be a provisional code: eight letters and digits, at least two of each."""
    code = normaliser_code(texte)
    chiffres = sum(caractere.isdigit() for caractere in code)
    return len(code) == LONGUEUR and set(code) <= set(ALPHABET) and 2 <= chiffres <= LONGUEUR - 2


def _vraisemblance(trouve: re.Match[str]) -> tuple[bool, int]:
    """Of two that overlap, the likelier first: in « avec HM54-8XKQ » the word before is no half of a code."""
    return trouve[2].isspace(), -sum(caractere.isdigit() for caractere in trouve[1])


def nouveau_code() -> str:
    """A provisional code, shown as `XXXX-XXXX`."""
    while True:
        code = "".join(secrets.choice(ALPHABET) for _ in range(LONGUEUR))
        if a_la_forme_d_un_code(code):
            return f"{code[:4]}-{code[4:]}"


def masquer(texte: str) -> str:
    """The text as a transcript shows it: each seal becomes dots."""
    return MOTIF_SCEAU.sub(MASQUE, texte)


class Sceau:
    """Seals and prints made with the key of the running copy."""

    def __init__(self, secret: str) -> None:
        key = hashlib.sha256(b"sceau:" + secret.encode()).digest()
        self._fernet = Fernet(base64.urlsafe_b64encode(key))
        self._hmac_key = hashlib.sha256(b"empreinte:" + secret.encode()).digest()

    def sceller(self, clair: str) -> str:
        """The clear text in a seal that only this copy can open."""
        return f"⟦sceau:{self._fernet.encrypt(clair.encode()).decode()}⟧"

    def desceller(self, texte: str) -> str:
        """The text with each of its seals opened; a seal of another key stays closed."""
        return MOTIF_SCEAU.sub(self._open, texte)

    def _open(self, trouve: re.Match[str]) -> str:
        try:
            return self._fernet.decrypt(trouve[1].encode()).decode()
        except InvalidToken:
            return trouve[0]

    def sceller_codes(self, texte: str) -> str:
        """The text with everything that looks like a provisional code sealed."""
        codes = [trouve for trouve in _CANDIDAT.finditer(texte) if a_la_forme_d_un_code(trouve[1])]
        codes.sort(key=_vraisemblance)
        pris: list[tuple[int, int]] = []
        for debut, fin in (trouve.span(1) for trouve in codes):
            if all(fin <= autre[0] or debut >= autre[1] for autre in pris):
                pris.append((debut, fin))
        for debut, fin in sorted(pris, reverse=True):
            texte = texte[:debut] + self.sceller(texte[debut:fin]) + texte[fin:]
        return texte

    def empreinte(self, clair: str) -> str:
        """A keyed print: equal for equal texts, useless without the key."""
        return hmac.new(self._hmac_key, clair.encode(), hashlib.sha256).hexdigest()

    def verifie(self, clair: str, empreinte: str) -> bool:
        """Whether a text has this print, in constant time."""
        return hmac.compare_digest(self.empreinte(clair), empreinte)
