"""Files that an operation receives: read once, known by their print, never kept in the journal."""

import base64
import binascii
import codecs
import hashlib
from dataclasses import dataclass
from io import BytesIO
from typing import Annotated, Any, BinaryIO

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

from engine.kit.donnees import Donnee


@dataclass(frozen=True)
class FichierRecu:
    """An open file and the SHA-256 of its content, which is all that idempotency and the journal keep of it."""

    flux: BinaryIO
    empreinte: str

    def __str__(self) -> str:
        return self.empreinte


def recevoir(flux: BinaryIO) -> FichierRecu:
    """A file ready to be read from its beginning."""
    empreinte = hashlib.sha256()
    flux.seek(0)
    while bloc := flux.read(1 << 20):
        empreinte.update(bloc)
    flux.seek(0)
    return FichierRecu(flux, empreinte.hexdigest())


def est_en_utf8(flux: BinaryIO, octets_max: int) -> bool:
    """Whether a file is UTF-8, looked at up to so many bytes; it is then ready to be read from its beginning."""
    decodeur = codecs.getincrementaldecoder("utf-8")()
    flux.seek(0)
    lus = 0
    try:
        while lus <= octets_max and (bloc := flux.read(1 << 20)):
            decodeur.decode(bloc)
            lus += len(bloc)
        if lus <= octets_max:
            decodeur.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    finally:
        flux.seek(0)
    return True


# What a file is, told by its first bytes and never by its name: media type and the word for people.
SIGNATURES = {
    b"%PDF-": ("application/pdf", "PDF"),
    b"\x89PNG\r\n\x1a\n": ("image/png", "image PNG"),
    b"\xff\xd8\xff": ("image/jpeg", "image JPEG"),
}


def nature(contenu: bytes) -> tuple[str, str] | None:
    """Media type of a PDF, a PNG or a JPEG, and what it is called; None for anything else."""
    return next((nature for debut, nature in SIGNATURES.items() if contenu.startswith(debut)), None)


def lire_au_plus(fichier: FichierRecu, octets: int) -> bytes | None:
    """The whole content, or None when it is longer."""
    fichier.flux.seek(0)
    contenu = fichier.flux.read(octets + 1)
    fichier.flux.seek(0)
    return contenu if len(contenu) <= octets else None


def _lire(valeur: Any) -> FichierRecu:
    if isinstance(valeur, FichierRecu):
        return valeur
    try:
        return recevoir(BytesIO(base64.b64decode(str(valeur), validate=True)))
    except binascii.Error:
        raise ValueError from None


Fichier = Annotated[
    Any,
    Donnee("fichier"),
    BeforeValidator(_lire),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "contentEncoding": "base64"}),
]
