"""The process killed at every commit boundary of every operation: exactly one effect, whole or not at all."""

import json
import subprocess
import sys

from engine.familles import load_operations
from engine.kit.operations import OPERATIONS
from tests.pile import RACINE

load_operations()
ECRIVENT = {id for id, operation in OPERATIONS.items() if operation.ecrit}


def test_killed_anywhere_each_operation_is_done_once() -> None:
    """In a process of its own, without threads when it forks; each operation that writes has a call in `toutes.py`."""
    fait = subprocess.run(
        [sys.executable, "-m", "tests.engine.coupures", "sqlite"], cwd=RACINE, capture_output=True, text=True
    )
    assert fait.stdout, fait.stderr
    figures = json.loads(fait.stdout)
    assert figures["echecs"] == {}
    assert set(figures["operations"]) == ECRIVENT
    assert figures["coupures"] >= 3 * len(ECRIVENT)
