"""`scripts/questions.py`, as other programs call it: JSON lines in, JSON lines out, in order, nothing else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

RACINE = Path(__file__).resolve().parents[2]


def test_each_line_is_understood_in_order(archive: Path, tmp_path: Path) -> None:
    textes = ["merci", "cb de temps pr valider les codes provisoires", "/annuler", ""]
    fichier = tmp_path / "questions.jsonl"
    fichier.write_text("\n".join(json.dumps({"text": texte}) for texte in textes), encoding="utf-8")
    sortie = subprocess.run(
        [sys.executable, str(RACINE / "scripts" / "questions.py"), str(fichier)],
        env={**os.environ, "KAIROS_MODELE": str(archive.parent), "KAIROS_VAR": str(tmp_path / "var")},
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    )
    lignes = [json.loads(ligne) for ligne in sortie.stdout.splitlines()]
    assert [ligne["text"] for ligne in lignes] == textes
    assert all(set(ligne) == {"text", "decision", "ids", "confiance"} and len(ligne["ids"]) <= 5 for ligne in lignes)
    assert (lignes[0]["decision"], lignes[1]["ids"][0]) == ("conversation", "identifiants-72h")
    assert sorted(f.name for f in tmp_path.iterdir()) == ["questions.jsonl"]
