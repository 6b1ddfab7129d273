"""The arithmetic of this processor, for OpenBLAS to use it.

numpy 1.22 carries an OpenBLAS of 2021, which takes a processor made since for one of 2004: three times slower.
"""

import os
import re
from pathlib import Path

CPUINFO = Path("/proc/cpuinfo")
# What a processor must know, and the name of the OpenBLAS routines that use it: the fastest first.
ROUTINES = (
    (frozenset({"avx512f", "avx512cd", "avx512bw", "avx512dq", "avx512vl"}), "SkylakeX"),
    (frozenset({"avx2", "fma"}), "Haswell"),
)


def routines(cpuinfo: Path = CPUINFO) -> str | None:
    """The routines for the processor that `cpuinfo` describes; None when it does not tell: OpenBLAS then chooses."""
    try:
        connus = re.search(r"^flags\s*:(.*)$", cpuinfo.read_text(encoding="utf-8"), re.MULTILINE)
    except OSError:  # not Linux
        return None
    sait = set(connus[1].split()) if connus else set()
    return next((nom for voulu, nom in ROUTINES if voulu <= sait), None)


def accorder() -> None:
    """Tell OpenBLAS, unless the environment does; to be called before anything imports numpy."""
    if nom := routines():
        os.environ.setdefault("OPENBLAS_CORETYPE", nom)
