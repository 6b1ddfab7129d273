"""A stand-in of the bot's process: a real HTTP server on loopback that speaks « One turn » of docs/architecture.md."""

import json
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

CLE = "cle-de-service-des-tests"
Replique = dict[str, Any]


def dire(
    texte: str, *boutons: tuple[str, dict[str, Any]], slots: dict[str, Any] | None = None, **custom: Any
) -> Replique:
    """What the bot answers: a text, its buttons, what is not words, and the slots after it."""
    message: dict[str, Any] = {"text": texte}
    if boutons:
        message["buttons"] = [{"title": titre, "payload": json.dumps(charge)} for titre, charge in boutons]
    if custom:
        message["custom"] = custom
    return {"messages": [message], "slots": slots or {}, "comprehension": {}}


def echo(tour: dict[str, Any]) -> Replique:
    return dire(f"J’ai lu : {tour['texte']}")


class FauxBot:
    """Answers with `repondre(tour)`, once a message id; `tours` holds the turns it ran, in order."""

    def __init__(self) -> None:
        self.repondre: Callable[[dict[str, Any]], Replique] = echo
        self.tours: list[dict[str, Any]] = []
        self.oubliees: list[str] = []
        self.appels = 0
        self.lenteur = 0.0
        self.pannes: list[int] = []  # HTTP statuses answered first, one a call
        self.pret = True
        self.en_cours: dict[str, int] = {}
        self.simultanes = 0  # turns of one conversation seen at the same time
        self._faits: dict[tuple[str, str], Replique] = {}
        self._verrou = threading.Lock()
        self._serveur: ThreadingHTTPServer | None = None
        self.port = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def demarrer(self) -> None:
        """Listen; on the same port as before when it was stopped."""
        bot = self

        class Appel(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._envoyer(200 if bot.pret else 503, {"pret": bot.pret})

            def do_POST(self) -> None:
                corps = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                service = {"/webhooks/assistant/tour": bot.servir, "/webhooks/assistant/oublier": bot.oublier}
                juste = self.headers["X-Service-Key"] == CLE and self.path in service
                self._envoyer(*(service[self.path](corps) if juste else (401, {})))

            def _envoyer(self, statut: int, corps: Replique) -> None:
                octets = json.dumps(corps).encode()
                self.send_response(statut)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(octets)))
                self.end_headers()
                self.wfile.write(octets)

            def log_message(self, *_: Any) -> None:
                """Stay quiet."""

        class Serveur(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, request: Any, client_address: Any) -> None:
                """The caller hung up: expected when a process is killed."""

        self._serveur = Serveur(("127.0.0.1", self.port), Appel)
        self.port = self._serveur.server_port
        threading.Thread(target=self._serveur.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def arreter(self) -> None:
        if self._serveur is not None:
            self._serveur.shutdown()
            self._serveur.server_close()
            self._serveur = None

    def oublier(self, corps: dict[str, Any]) -> tuple[int, Replique]:
        """Once it answers again, the conversation is among `oubliees`."""
        with self._verrou:
            if self.pannes:
                return self.pannes.pop(0), {}
            self.oubliees.append(corps["conversation"])
            return 200, corps

    def servir(self, tour: dict[str, Any]) -> tuple[int, Replique]:
        conversation = tour["conversation"]
        with self._verrou:
            self.appels += 1
            if self.pannes:
                return self.pannes.pop(0), {}
            self.en_cours[conversation] = self.en_cours.get(conversation, 0) + 1
            self.simultanes = max(self.simultanes, self.en_cours[conversation])
        try:
            if self.lenteur:
                time.sleep(self.lenteur)
            with self._verrou:
                cle = (conversation, tour["message_id"])
                if cle not in self._faits:
                    self.tours.append(tour)
                    self._faits[cle] = self.repondre(tour)
                return 200, self._faits[cle]
        finally:
            with self._verrou:
                self.en_cours[conversation] -= 1
