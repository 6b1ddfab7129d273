"""The bytes of a file, before XML: how they are encoded, and never more of them than can be read."""

import codecs
import re
from typing import BinaryIO

from engine.kit.fichiers import est_en_utf8
from engine.offre.refus import TROP_GRAND, FichierLheoIllisible

BLOC = 65536
BLANCS = b" \t\r\n"
DECLARATION = re.compile(rb"""\s*<\?xml[^>]*encoding=["']([\w.-]+)["']""")
FORMATION_TROP_GRANDE = "Une formation du fichier dépasse la taille admise : par sécurité, il n’est pas lu."


class Borne:
    """A reader that refuses to give more than so many bytes, in all or since the last formation ended.

    It skips the blanks that some tools leave before the XML declaration.
    """

    def __init__(self, source: BinaryIO, fichier: int, formation: int) -> None:
        self._source, self._reste, self._formation = source, fichier, formation
        self._depuis, self._debut = 0, True

    def read(self, taille: int = -1) -> bytes:
        bloc = self._source.read(taille if taille > 0 else BLOC)
        self._reste -= len(bloc)
        self._depuis += len(bloc)
        if self._reste < 0:
            raise FichierLheoIllisible(raison=TROP_GRAND)
        if self._depuis > self._formation:
            raise FichierLheoIllisible(raison=FORMATION_TROP_GRANDE)
        while self._debut and bloc:
            bloc = bloc.removeprefix(codecs.BOM_UTF8).lstrip(BLANCS)
            self._debut = not bloc
            if not bloc:
                bloc = self._source.read(BLOC)
        return bloc

    def nouvelle_formation(self) -> None:
        """One has ended: what the next may take starts from here."""
        self._depuis = 0


def encodage(source: BinaryIO, octets_max: int) -> str | None:
    """Windows-1252 for a file that is said to be UTF-8, or says nothing, and is not; None to believe it.

    Reads the file once, up to so many bytes, and comes back to its beginning.
    """
    source.seek(0)
    debut = source.read(BLOC)
    dit = re.search(rb"""^\s*<\?xml[^>]*encoding=["']([\w.-]+)["']""", debut.removeprefix(codecs.BOM_UTF8))
    if (dit and dit[1].lower() not in (b"utf-8", b"utf8")) or debut.startswith(
        (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    ):
        source.seek(0)
        return None
    return None if est_en_utf8(source, octets_max) else "windows-1252"
