"""A document names only what exists: commands and files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

RACINE = Path(__file__).resolve().parents[2]
DOCUMENTS = [RACINE / "README.md", RACINE / "CONTRIBUTING.md", *sorted((RACINE / "docs").rglob("*.md"))]
CIBLES = set(re.findall(r"^([a-z-]+):", (RACINE / "Makefile").read_text(), re.MULTILINE))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda chemin: chemin.name)
def test_every_command_exists(document: Path) -> None:
    assert set(re.findall(r"`make ([a-z-]+)", document.read_text())) - CIBLES == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda chemin: chemin.name)
def test_every_link_leads_somewhere(document: Path) -> None:
    liens = [lien.split("#")[0] for lien in re.findall(r"\]\(([^)\s]+)\)", document.read_text()) if "://" not in lien]
    assert [lien for lien in liens if lien and not (document.parent / lien).exists()] == []
