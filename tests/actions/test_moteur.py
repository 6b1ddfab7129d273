"""What becomes of a call: answered, refused, never left, or left without an answer."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest

from actions.moteur import IssueInconnue, Jeton, Moteur, MoteurInjoignable


@contextmanager
def prise_muette(reponse: bytes = b"") -> Iterator[int]:
    """A port that accepts, reads, answers `reponse` and hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as serveur:

        def accueillir() -> None:
            connexion, _ = serveur.accept()
            with connexion:
                connexion.recv(65536)
                connexion.sendall(reponse)

        fil = threading.Thread(target=accueillir, daemon=True)
        fil.start()
        yield serveur.getsockname()[1]
        fil.join(5)


def executer(port: int) -> None:
    async def essayer() -> None:
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=2) as client:
            moteur = Moteur(client, "cle", {"c-1": Jeton("jeton", "gestionnaire", float("inf"))})
            await moteur.executer("c-1", "creer-ric", {}, "k-1")

    asyncio.run(essayer())


def test_a_closed_door_means_that_nothing_left() -> None:
    with socket.create_server(("127.0.0.1", 0)) as prise:
        port = prise.getsockname()[1]
    with pytest.raises(MoteurInjoignable):
        executer(port)


def test_a_line_cut_after_the_request_leaves_the_outcome_unknown() -> None:
    with prise_muette() as port, pytest.raises(IssueInconnue):
        executer(port)


def test_an_error_of_the_engine_leaves_the_outcome_unknown() -> None:
    panne = b"HTTP/1.1 500 Internal Server Error\r\nContent-Length: 2\r\n\r\n{}"
    with prise_muette(panne) as port, pytest.raises(IssueInconnue):
        executer(port)
