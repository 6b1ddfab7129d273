"""Every setting of the engine, read once from the environment."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Settings:
    """Where the running copy lives, its database, its clock and its key."""

    var: Path
    database_url: str
    secret: str
    now: str | None = None  # Paris time at which the clock starts, then runs
    now_since: float | None = None  # `time.time()` at which it started: the same clock in every process
    smtp_url: str | None = None  # where letters leave by; without it they are written to a folder
    demo: bool = False  # seeds the demo data and shows the e-mails sent; on unless a database is named

    @classmethod
    def from_env(cls, environ: Mapping[str, str] = os.environ) -> "Settings":
        """Read the settings of docs/architecture.md; make the folder and the key when they are absent."""
        var = Path(environ.get("KAIROS_VAR") or "var").resolve()
        var.mkdir(parents=True, exist_ok=True)
        return cls(
            var=var,
            database_url=environ.get("KAIROS_DATABASE_URL") or f"sqlite:///{var / 'kairos.db'}",
            secret=environ.get("KAIROS_SECRET") or _key_of(var / "secret"),
            now=environ.get("KAIROS_NOW") or None,
            now_since=float(depuis) if (depuis := environ.get("KAIROS_NOW_DEPUIS")) else None,
            smtp_url=environ.get("KAIROS_SMTP_URL") or None,
            demo=(environ.get("KAIROS_DEMO") or ("0" if environ.get("KAIROS_DATABASE_URL") else "1")) == "1",
        )

    @property
    def courriels(self) -> Path:
        """The folder where e-mails are written, one `.eml` a message."""
        return self.var / "courriels"


def _key_of(path: Path) -> str:
    """Read the key kept at `path`, made by whoever comes first: several processes start together."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        pass
    else:
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(48))
    for _ in range(100):
        if key := path.read_text():
            return key
    raise RuntimeError(f"{path} is empty: delete it, it will be made again")
