"""Serve Rasa on loopback: `python -m bot.serveur` (port of `KAIROS_BOT_URL`)."""

import os
from urllib.parse import urlsplit

from bot.entrainer import RACINE, dernier, dossier_modeles
from bot.leger import preparer


def regler() -> None:
    """Before Rasa loads anything: our versions of what it does too slowly, and the address of the database."""
    from bot.rapide import accelerer
    from bot.suivi import adresse

    os.environ["KAIROS_BOT_BASE"] = adresse()
    accelerer()


def main() -> None:
    preparer()
    regler()
    from rasa.core.run import serve_application
    from rasa.core.utils import AvailableEndpoints

    os.chdir(RACINE)
    serve_application(
        model_path=str(dernier(dossier_modeles())),
        interface="127.0.0.1",
        port=urlsplit(os.environ.get("KAIROS_BOT_URL", "http://127.0.0.1:5005")).port or 5005,
        credentials="credentials.yml",
        endpoints=AvailableEndpoints.read_endpoints("endpoints.yml"),
        enable_api=False,
    )


if __name__ == "__main__":
    main()
