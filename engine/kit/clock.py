"""What time it is: UTC in tables, Europe/Paris in what people say."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")


def _system_now() -> datetime:
    return datetime.now(UTC)


class Clock:
    """The engine's clock. It runs with the machine's, shifted so that it read `start` (Paris) at the epoch `since`."""

    def __init__(
        self, start: str | None = None, since: float | None = None, source: Callable[[], datetime] = _system_now
    ) -> None:
        self._source = source
        self._shift = timedelta(0)
        if start is not None:
            reference = source() if since is None else datetime.fromtimestamp(since, UTC)
            self._shift = instant_a_paris(datetime.fromisoformat(start)) - reference

    def now(self) -> datetime:
        """The present instant, in UTC."""
        return self._source() + self._shift

    def today(self) -> date:
        """The civil day in Paris."""
        return a_paris(self.now()).date()


class StoppedClock(Clock):
    """A clock that only moves when told to: for tests and scenarios."""

    def __init__(self, start: str) -> None:
        self._instant = instant_a_paris(datetime.fromisoformat(start))
        super().__init__(source=lambda: self._instant)

    def advance(self, **delta: float) -> None:
        """Move by real elapsed time: `advance(hours=72)`, across a change of clock too."""
        self._instant += timedelta(**delta)

    def set(self, local: str) -> None:
        """Move to a local Paris time, `2027-01-12T14:00`."""
        self._instant = instant_a_paris(datetime.fromisoformat(local))


def a_paris(instant: datetime) -> datetime:
    """The same instant as read on a clock in Paris."""
    return instant.astimezone(PARIS)


def instant_a_paris(local: datetime) -> datetime:
    """UTC instant of a local Paris time; one that already knows its zone is only converted."""
    return (local if local.tzinfo else local.replace(tzinfo=PARIS)).astimezone(UTC)
