"""Sessions, meetings and job seekers of the demo data set."""

from engine.kit.door import Socle


def seed(socle: Socle) -> None:
    """Fill the recruitment world of the two organismes of `engine.demo`, relative to the clock. Safe to run again."""
