"""A short storm; `make chaos` is the long one."""

from tests.chaos.tourmente import Mesure, traverser

GRAINE = 2027


def test_ten_kills_lose_nothing_and_double_nothing() -> None:
    figures = traverser("sqlite", GRAINE, Mesure(effets=120, morts=10, clients=4, duree=1200, entre=(1, 15)))
    assert (figures["perdus"], figures["doublés"], figures["intégrité"]) == (0, 0, "ok")
    assert figures["morts"] == 10
    assert figures["effets"] >= 120


def test_postgresql_crashes_lose_nothing_either() -> None:
    mesure = Mesure(effets=20, morts=1, crashs=2, clients=4, duree=1200, entre=(1, 15))
    figures = traverser("postgresql", GRAINE, mesure)
    assert (figures["perdus"], figures["doublés"]) == (0, 0)
    assert figures["crashs"] == 2
