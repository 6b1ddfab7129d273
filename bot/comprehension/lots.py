"""Sentence vectors of several callers at once: one pass over the weights serves them all.

A thread encodes what is waiting while Rasa's loop goes on with other turns; `plongements` remembers what it found.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from bot.comprehension.plongements import memoriser, retenu
from bot.comprehension.plusieurs import parties

PAR_LOT = 16
_fil = ThreadPoolExecutor(max_workers=1, thread_name_prefix="plongements")
_file: list[tuple[list[str], "asyncio.Future[None]"]] = []
_travail: "asyncio.Task[None] | None" = None


async def preparer(texte: str) -> None:
    """Return once the sentence vectors of `texte` and of its parts are at hand."""
    global _travail
    textes = [partie for partie in parties(texte) if not retenu(partie)]
    if not textes:
        return
    boucle = asyncio.get_running_loop()
    fini: asyncio.Future[None] = boucle.create_future()
    _file.append((textes, fini))
    if _travail is None or _travail.done():
        _travail = boucle.create_task(_vider())
    await fini


async def _vider() -> None:
    while _file:
        lot = _file[:PAR_LOT]
        del _file[:PAR_LOT]
        erreur: Exception | None = None
        try:
            await asyncio.get_running_loop().run_in_executor(_fil, memoriser, [t for textes, _ in lot for t in textes])
        except Exception as incident:  # the turn that asked must know
            erreur = incident
        for _, fini in lot:
            if not fini.done():
                fini.set_exception(erreur) if erreur else fini.set_result(None)
