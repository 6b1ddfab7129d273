"""What docs/ shows of the statuses and of the tables is what the code says today."""

from __future__ import annotations

import pytest

from scripts.dessiner import DOCS, PAGES


@pytest.mark.parametrize("nom", PAGES)
def test_the_page_is_current(nom: str) -> None:
    assert (DOCS / nom).read_text(encoding="utf-8") == PAGES[nom](), "run `make docs`"


def test_every_status_is_drawn_with_the_words_that_users_read() -> None:
    page = PAGES["statuts.md"]()
    assert 'state "présence à régulariser" as A_REGULARISER' in page
    assert "A_REGULARISER --> EN_FORMATION" in page
    assert "EN_FORMATION --> A_REGULARISER" not in page.split("moves back")[0]
