"""`scripts/questions.py`, as other programs call it: JSON lines in, JSON lines out, in order, nothing else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

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


def _eprouver(dossier: Path, apprises: list[dict[str, Any]], essayees: list[dict[str, Any]]) -> str:
    for nom, lignes in (("train", apprises), ("test", essayees)):
        (dossier / f"{nom}.jsonl").write_text(
            "\n".join(json.dumps(ligne, ensure_ascii=False) for ligne in lignes), encoding="utf-8"
        )
    commande = [sys.executable, str(RACINE / "scripts" / "questions.py")]
    commande += ["--train", str(dossier / "train.jsonl"), "--test", str(dossier / "test.jsonl")]
    sortie = subprocess.run(commande, capture_output=True, text=True, cwd=dossier)
    return sortie.stdout or sortie.stderr


def test_the_same_classifier_learns_another_trade(tmp_path: Path) -> None:
    apprises = [
        *({"text": texte, "label": "meteo"} for texte in ("quel temps fait-il", "va-t-il pleuvoir", "météo de demain")),
        *(
            {"text": texte, "label": "reveil"}
            for texte in ("réveille-moi à 7h", "mets un réveil", "alarme à six heures")
        ),
    ]
    essayees: list[dict[str, Any]] = [
        {"text": "il va pleuvoir demain ?", "label": "meteo"},
        {"text": "un réveil à 8h", "label": "reveil"},
    ]
    essayees += [{"text": "météo\u2028de demain", "label": "meteo"}, {"text": None, "label": 7}]
    dit = _eprouver(tmp_path, apprises, essayees)
    assert dit.startswith("Exactitude : 75.0 % sur 4 lignes, 2 étiquettes")
    assert dit.splitlines()[1].split() == ["7", "0.0", "%", "sur", "1"]


def test_labels_of_one_line_empty_lines_and_repeated_ones_are_learnt(tmp_path: Path) -> None:
    meteo = [
        {"text": texte, "label": "meteo"} for texte in ("quel temps fait-il", "va-t-il pleuvoir", "météo", "météo")
    ]
    seules = [{"text": "réveille-moi à sept heures", "label": "reveil"}, {"text": "", "label": "vide"}]
    dit = _eprouver(tmp_path, [*meteo, *seules], [{"text": "va-t-il pleuvoir demain", "label": "meteo"}])
    assert dit.startswith("Exactitude : 100.0 % sur 1 lignes, 3 étiquettes apprises de 6 lignes")


def test_a_line_without_label_is_named(tmp_path: Path) -> None:
    dit = _eprouver(tmp_path, [{"text": "météo"}], [{"text": "météo", "label": "meteo"}])
    assert "train.jsonl, ligne 1" in dit
    assert "« label »" in dit
