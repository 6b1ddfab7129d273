"""Files that an operation receives: read once, known by their print, never kept in the journal."""

import base64
import binascii
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
