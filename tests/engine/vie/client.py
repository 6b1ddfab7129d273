"""A client that knows of the engine what its OpenAPI document says, and holds every answer to it.

vie = Api(url)
greta = vie.connecter("gestionnaire")
rdv = greta.faire("creer-ric", session="SE_0000160070", …).resultat["rdv"]
greta.refuse("creer-ric", 409, "session-pas-encore-utilisable", session=…)
"""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any, TypeVar

import httpx
from jsonschema import Draft202012Validator

PATIENCE = 30.0  # seconds that a letter may take to leave: the worker's rounds, on a busy machine

T = TypeVar("T")


class Api:
    """The API at an address, and its description."""

    def __init__(self, url: str) -> None:
        self.site = httpx.Client(base_url=url, timeout=60)
        self.http = httpx.Client(base_url=f"{url}/api/v1", timeout=60)
        self.description: dict[str, Any] = self.http.get("/openapi.json").json()
        self._valideurs: dict[tuple[str, str, str], Draft202012Validator] = {}

    def connecter(self, identifiant: str, mot_de_passe: str = "kairos-demo") -> "Partie":
        """Someone signed in."""
        corps = {"identifiant": identifiant, "mot_de_passe": mot_de_passe}
        reponse = self.appeler("POST", "/auth/login", "/auth/login", json=corps)
        assert reponse.status_code == 200, reponse.text
        return Partie(self, {"Authorization": f"Bearer {reponse.json()['jeton']}"}, (identifiant, mot_de_passe))

    def visiteur(self) -> "Partie":
        return Partie(self, {}, None)

    def appeler(self, verbe: str, route: str, adresse: str, **options: Any) -> httpx.Response:
        """One call; its status, its type and its content must be among those documented for the route."""
        reponse = self.http.request(verbe, adresse, **options)
        documentee = self.description["paths"][route][verbe.lower()]["responses"].get(str(reponse.status_code))
        assert documentee, f"{verbe} {route} → {reponse.status_code}, non documenté : {reponse.text[:500]}"
        type_de_contenu = reponse.headers["content-type"].split(";")[0]
        contenu = documentee["content"].get(type_de_contenu)
        assert contenu is not None, f"{verbe} {route} → {type_de_contenu}, documenté : {list(documentee['content'])}"
        if type_de_contenu.endswith("json"):
            cle = (verbe, route, str(reponse.status_code))
            if cle not in self._valideurs:
                schema = contenu["schema"] | {"components": self.description["components"]}
                self._valideurs[cle] = Draft202012Validator(schema)
            self._valideurs[cle].validate(reponse.json())
        return reponse

    def avancer(self, a: str) -> None:
        """Put the clock forward to a time of Paris, `2027-01-12T14:00`."""
        reponse = self.site.post("/acteurs/horloge", json={"a": a})
        assert reponse.status_code == 200, reponse.text

    def courriels(self, a: str, sujet: str = "") -> list[dict[str, str]]:
        """The letters that this address received and whose subject matches, the latest first; waits for one."""

        def recus() -> list[dict[str, str]]:
            lettres = self.appeler("GET", "/courriels", "/courriels").json()
            siennes = [un for un in lettres if a in un["a"] and re.search(sujet, un["sujet"], re.IGNORECASE)]
            return sorted(siennes, key=lambda lettre: parsedate_to_datetime(lettre["le"]), reverse=True)

        return self.attendre(recus)

    def attendre(self, voir: Callable[[], T | None]) -> T:
        """What `voir` ends up seeing: letters leave a moment after the answer."""
        limite = time.monotonic() + PATIENCE
        while not (vu := voir()):
            assert time.monotonic() < limite, "rien n’est arrivé"
            time.sleep(0.1)
        return vu


@dataclass
class Recu:
    """What an operation answered."""

    brut: dict[str, Any]

    @property
    def message(self) -> str:
        return str(self.brut["message"])

    @property
    def resultat(self) -> dict[str, Any]:
        return dict(self.brut["resultat"])

    @property
    def avertissements(self) -> list[str]:
        return [un["code"] for un in self.brut["avertissements"]]

    @property
    def ecartes(self) -> list[str]:
        return [un["code"] for un in self.brut["ecartes"]]


@dataclass
class Partie:
    """Someone, and what they do."""

    api: Api
    entetes: dict[str, str]
    identite: tuple[str, str] | None

    def _appeler(self, verbe: str, route: str, adresse: str, **options: Any) -> httpx.Response:
        reponse = self.api.appeler(verbe, route, adresse, headers=self.entetes | options.pop("headers", {}), **options)
        if reponse.status_code == 401 and reponse.json()["code"] == "jeton-perime" and self.identite:
            self.entetes = self.api.connecter(*self.identite).entetes  # the clock was put forward
            reponse = self.api.appeler(verbe, route, adresse, headers=self.entetes, **options)
        return reponse

    def demander(self, operation: str, donnees: dict[str, Any], **options: Any) -> httpx.Response:
        route = f"/operations/{operation}"
        return self._appeler("POST", route, route, json=donnees, **options)

    def faire(self, operation: str, /, **donnees: Any) -> Recu:
        """Do it; a write answers a receipt."""
        reponse = self.demander(operation, donnees)
        assert reponse.status_code == 200, f"{operation} {donnees} → {reponse.text}"
        return Recu(reponse.json())

    def refuse(self, operation: str, status: int, code: str, /, **donnees: Any) -> dict[str, Any]:
        """Asked and refused, with this status and code, a sentence, a next step and a source."""
        reponse = self.demander(operation, donnees)
        corps = reponse.json()
        assert (reponse.status_code, corps.get("code")) == (status, code), f"{operation} {donnees} → {corps}"
        assert corps["message"]
        assert corps["suite"]["titre"]
        assert corps["source"]
        return dict(corps)

    def apercu(self, operation: str, /, **donnees: Any) -> dict[str, Any]:
        reponse = self._appeler(
            "POST", f"/operations/{operation}/apercu", f"/operations/{operation}/apercu", json=donnees
        )
        assert reponse.status_code == 200, reponse.text
        return dict(reponse.json())

    def lire(self, route: str, ici: dict[str, Any] | None = None, **filtres: Any) -> Any:
        """A read: `lire("/rdv/{id}/inscrits", {"id": 12})`; JSON, or the bytes of a file."""
        reponse = self._appeler("GET", route, route.format(**(ici or {})), params=filtres)
        assert reponse.status_code == 200, f"{route} → {reponse.text[:500]}"
        return reponse.json() if "json" in reponse.headers["content-type"] else reponse.content

    def defaire(self, operation: str | None = None) -> Recu:
        return self.faire("annuler-derniere-operation", **({"operation": operation} if operation else {}))

    def deposer(self, fichier: bytes) -> Recu:
        """A LHEO file, as the CARIF-OREF sends it."""
        reponse = self._appeler("POST", "/lheo", "/lheo", content=fichier, headers={"Content-Type": "application/xml"})
        assert reponse.status_code == 200, reponse.text
        return Recu(reponse.json())

    def repondre(self, invitation: str, mot_de_passe: str) -> None:
        """Answer the invitation of a letter."""
        route = "/auth/invitations/{jeton}"
        corps = {"mot_de_passe": mot_de_passe}
        reponse = self._appeler("POST", route, route.format(jeton=invitation), json=corps)
        assert reponse.status_code == 200, reponse.text
