"""The whole assistant, really running, for the tests that need it: `make run`'s own launcher on a free port."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

RACINE = Path(__file__).resolve().parent.parent


def port_libre() -> int:
    with socket.socket() as prise:
        prise.bind(("127.0.0.1", 0))
        return int(prise.getsockname()[1])


@dataclass
class Conversation:
    """One conversation of the public API, as a page holds it."""

    pile: Pile
    id: str
    jeton: str

    def envoyer(self, id: str | None = None, **corps: str) -> dict[str, Any]:
        """Post one message; a refused or unreachable call raises."""
        reponse = httpx.post(
            f"{self.pile.url}/api/v1/conversations/{self.id}/messages",
            headers={"Authorization": f"Bearer {self.jeton}"},
            json={"id": id or str(uuid.uuid4()), **corps},
            timeout=90,
        )
        reponse.raise_for_status()
        return dict(reponse.json())

    def dire(self, texte: str) -> dict[str, Any]:
        return self.envoyer(texte=texte)

    def cliquer(self, reponse: dict[str, Any], titre: str) -> dict[str, Any]:
        """Press the button of `reponse` whose title contains `titre`."""
        boutons = [bouton for message in reponse["messages"] for bouton in message.get("boutons", [])]
        for bouton in boutons:
            if titre.lower() in bouton["titre"].lower():
                return self.envoyer(bouton=bouton["bouton"])
        raise AssertionError(f"pas de bouton « {titre} » parmi {[b['titre'] for b in boutons]}")


def _entendre_ctrl_c() -> None:
    """A shell that runs the tests in the background has its children ignore Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@dataclass
class Pile:
    """The launcher as a child process. `url` once started; data in `var`, kept across `redemarrer`."""

    var: Path
    maintenant: str = ""
    port: int = field(default_factory=port_libre)
    processus: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def demarrer(self) -> None:
        """Start and wait until ready; raises with the launcher's own words when it does not come up."""
        environnement = {cle: valeur for cle, valeur in os.environ.items() if not cle.startswith("KAIROS_")}
        environnement |= {
            "PORT": str(self.port),
            "KAIROS_VAR": str(self.var),
            "KAIROS_MODELE": os.environ.get("KAIROS_MODELE", str(RACINE / "var" / "modele")),
        }
        if self.maintenant:
            environnement["KAIROS_NOW"] = self.maintenant
        self.var.mkdir(parents=True, exist_ok=True)
        with (self.var / "lanceur.log").open("ab") as sortie:
            self.processus = subprocess.Popen(
                [sys.executable, "-m", "scripts.lancer"],
                cwd=RACINE,
                env=environnement,
                stdout=sortie,
                stderr=sortie,
                start_new_session=True,
                preexec_fn=_entendre_ctrl_c,
            )
        self.attendre()

    def attendre(self, delai: float = 300.0) -> None:
        limite = time.monotonic() + delai
        while time.monotonic() < limite:
            if self.processus is None or self.processus.poll() is not None:
                break
            try:
                if httpx.get(f"{self.url}/api/v1/health", timeout=5).status_code == 200:
                    return
            except httpx.HTTPError:
                pass
            time.sleep(0.2)
        raise AssertionError("l’assistant n’est pas prêt :\n" + (self.var / "lanceur.log").read_text()[-3000:])

    def arreter(self) -> None:
        if self.processus is not None and self.processus.poll() is None:
            self.processus.send_signal(signal.SIGINT)
            self.processus.wait(60)

    def redemarrer(self) -> None:
        self.arreter()
        self.demarrer()

    def tuer(self, partie: str) -> None:
        """kill -9 of one process: « bot », « actions » or « web »; the launcher starts it again."""
        motif = {"bot": "bot.serveur", "actions": "actions.serveur:create_app", "web": "web.app:create_app"}[partie]
        enfants = subprocess.run(
            ["pgrep", "-f", "-P", str(self.processus.pid), motif],  # type: ignore[union-attr]
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()
        for enfant in enfants:
            os.kill(int(enfant), signal.SIGKILL)

    def connexion(self, identifiant: str, mot_de_passe: str) -> str:
        """Sign in; the bearer token of the API."""
        reponse = httpx.post(
            f"{self.url}/api/v1/auth/login", json={"identifiant": identifiant, "mot_de_passe": mot_de_passe}
        )
        reponse.raise_for_status()
        return str(reponse.json()["jeton"])

    def conversation(self, jeton: str | None = None) -> Conversation:
        """A new conversation, of the user of `jeton` or of a visiteur."""
        entetes = {"Authorization": f"Bearer {jeton}"} if jeton else {}
        reponse = httpx.post(f"{self.url}/api/v1/conversations", headers=entetes)
        reponse.raise_for_status()
        return Conversation(self, **reponse.json())
