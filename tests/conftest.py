"""Fixtures that every folder of tests may use."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.pile import Pile

UN_MERCREDI = "2027-01-06T10:00"


@pytest.fixture(scope="session")
def pile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pile]:
    """The whole assistant, running at 10 o'clock on Wednesday 6 January 2027, with the demo data."""
    pile = Pile(tmp_path_factory.mktemp("pile"), maintenant=UN_MERCREDI)
    pile.demarrer()
    yield pile
    pile.arreter()
