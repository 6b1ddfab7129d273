"""Every setting of the web process that is not the engine's, read once from the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class WebSettings:
    """Where the other processes answer, what they must show, and how patient a turn is. Durations in seconds."""

    bot_url: str = "http://127.0.0.1:5005"
    actions_url: str = "http://127.0.0.1:5055"
    service_key: str = ""
    cadres: str = "'none'"  # who may show the pages in a frame: the value of the CSP's frame-ancestors
    appel: float = 20.0  # one call of the bot
    patience: float = 45.0  # one turn, all its calls together: Rasa restarts in some twenty seconds
    bail: float = 6.0  # how long a silent process keeps a conversation
    travaux: bool = True  # whether this process also carries the engine's own work: e-mails, deadlines

    @classmethod
    def from_env(cls, environ: Mapping[str, str] = os.environ) -> "WebSettings":
        """Read KAIROS_BOT_URL, KAIROS_ACTIONS_URL, KAIROS_SERVICE_KEY and KAIROS_CADRES."""
        return cls(
            bot_url=(environ.get("KAIROS_BOT_URL") or cls.bot_url).rstrip("/"),
            actions_url=(environ.get("KAIROS_ACTIONS_URL") or cls.actions_url).rstrip("/"),
            service_key=environ.get("KAIROS_SERVICE_KEY") or "",
            cadres=environ.get("KAIROS_CADRES") or cls.cadres,
        )
