"""Every setting of the actions process, read once from the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

RACINE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class ActionsSettings:
    """Where web and its engine answer, the key shared by our processes, and how long a call may take, in seconds."""

    web_url: str = "http://127.0.0.1:8080"
    service_key: str = ""
    racine: Path = RACINE
    patience: float = 10.0

    @classmethod
    def from_env(cls, environ: Mapping[str, str] = os.environ) -> "ActionsSettings":
        """Read KAIROS_WEB_URL and KAIROS_SERVICE_KEY."""
        return cls(
            web_url=(environ.get("KAIROS_WEB_URL") or cls.web_url).rstrip("/"),
            service_key=environ.get("KAIROS_SERVICE_KEY") or "",
        )
