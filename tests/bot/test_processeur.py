"""Which routines OpenBLAS is told to use."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.processeur import routines

RACINE = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("sait", "attendues"),
    [
        ("fma avx2 avx512f avx512cd avx512bw avx512dq avx512vl", "SkylakeX"),
        ("fma avx2 avx512f", "Haswell"),
        ("fma avx", None),
    ],
)
def test_the_fastest_that_the_processor_knows(tmp_path: Path, sait: str, attendues: str | None) -> None:
    cpuinfo = tmp_path / "cpuinfo"
    cpuinfo.write_text(f"processor\t: 0\nflags\t\t: fpu {sait}\n\nprocessor\t: 1\nflags\t\t: fpu {sait}\n", "utf-8")
    assert routines(cpuinfo) == attendues


def test_no_description_no_choice(tmp_path: Path) -> None:
    assert routines(tmp_path / "absent") is None


@pytest.mark.parametrize(("dit", "attendu"), [({}, routines()), ({"OPENBLAS_CORETYPE": "Nehalem"}, "Nehalem")])
def test_told_before_numpy_unless_the_environment_does(dit: dict[str, str], attendu: str | None) -> None:
    lu = subprocess.run(
        [
            sys.executable,
            "-c",
            "import os, sys, bot; print('numpy' in sys.modules, os.environ.get('OPENBLAS_CORETYPE'))",
        ],
        cwd=RACINE,
        env={cle: v for cle, v in os.environ.items() if cle != "OPENBLAS_CORETYPE"} | dit,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert lu.split() == ["False", str(attendu)]
