"""People under whose hands everything breaks: they try again, with the same key, until they are answered.

Each keeps what it was told; `constats.py` then looks whether the database says the same.
"""

import random
import threading
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import httpx

from engine.kit.clock import a_paris
from engine.kit.identifiers import siret_est_correct
from tests.chaos.systeme import Systeme

PLACES = 30  # of each information meeting
MESSAGES_PERDUS = (httpx.HTTPError, OSError)


@dataclass
class Reponse:
    """What someone was told, for good."""

    acteur: str
    cle: str
    operation: str
    recu: str
    rejoue: bool


@dataclass
class Memoire:
    """All that was answered, and the state that it promises."""

    reponses: list[Reponse] = field(default_factory=list)
    refus: Counter[str] = field(default_factory=Counter)
    essais: int = 0
    places: dict[str, tuple[int, str]] = field(default_factory=dict)  # job seeker -> appointment, presence
    rics: set[int] = field(default_factory=set)
    adhesions: dict[str, str] = field(default_factory=dict)  # SIRET -> status
    tickets: dict[str, str] = field(default_factory=dict)
    devis: dict[str, str] = field(default_factory=dict)
    inscriptions: dict[str, str] = field(default_factory=dict)  # job seeker -> status


class RefuseError(Exception):
    """The engine said no, with its code."""


class Client(threading.Thread):
    """One person who works without pause until told to stop."""

    def __init__(self, systeme: Systeme, rang: int, graine: int, fin: threading.Event) -> None:
        super().__init__(name=f"client-{rang}", daemon=True)
        self.systeme, self.rang, self.fin = systeme, rang, fin
        self.hasard = random.Random(graine * 1000 + rang)
        self.memoire = Memoire()
        self.erreur: BaseException | None = None
        self._jetons: dict[int, str] = {}
        self._http = httpx.Client(timeout=20)
        self._ric: list[int] = []  # the two latest meetings of this client, and how many people are on each
        self._inscrits: Counter[int] = Counter()
        self._sirets = (s for n in range(100000) if siret_est_correct(s := f"{217605400 + rang:09d}{n:05d}"))
        self._numeros: Iterator[int] = iter(range(rang * 100000 + 1000000, (rang + 1) * 100000 + 1000000))

    @property
    def session(self) -> str:
        """The session on which this client recruits."""
        return f"SE_{self.rang + 1:010d}"

    @property
    def moi(self) -> int:
        """The account of this client."""
        return 10 + self.rang

    def run(self) -> None:
        gestes = (self.recruter, self.recruter, self.recruter, self.adherer, self.appeler, self.former)
        try:
            while not self.fin.is_set():
                try:
                    self.hasard.choice(gestes)()
                except RefuseError as refus:
                    self.memoire.refus[str(refus)] += 1
                    self._ric = []  # the clock may have gone past them
        except BaseException as erreur:
            self.erreur = erreur
            raise

    def faire(self, operation: str, qui: int | None = None, /, **donnees: Any) -> dict[str, Any]:
        """Carry out an operation as an account (None: a visiteur), however often it takes. Raises RefuseError."""
        cle = uuid.UUID(int=self.hasard.getrandbits(128)).hex
        while True:
            self.memoire.essais += 1
            try:
                entetes = {"Idempotency-Key": cle} | ({"Authorization": f"Bearer {self._jeton(qui)}"} if qui else {})
                reponse = self._http.post(
                    f"{self.systeme.racine}/operations/{operation}", json=donnees, headers=entetes
                )
            except MESSAGES_PERDUS:
                time.sleep(self.hasard.uniform(0.1, 0.4))
                continue
            if reponse.status_code == 401 and qui:
                self._jetons.pop(qui, None)
            elif reponse.status_code < 500:
                break
            time.sleep(self.hasard.uniform(0.1, 0.4))
        dite = reponse.json()
        if reponse.status_code != 200:
            raise RefuseError(f"{operation}: {dite['code']}")
        acteur = f"utilisateur:{qui}" if qui else "visiteur"
        self.memoire.reponses.append(Reponse(acteur, cle, operation, dite["recu"], dite["rejoue"]))
        return dict(dite["resultat"])

    def _jeton(self, qui: int) -> str:
        """A token that this account signed in with; a new one once it has ended."""
        if qui not in self._jetons:
            try:
                self._jetons[qui] = self.systeme.jetons.emettre(qui).jeton
            except Exception as panne:  # the clock is in the database, which may be away
                raise OSError from panne
        return self._jetons[qui]

    def recruter(self) -> None:
        """Someone on a meeting; perhaps moved to the other one, withdrawn, or registered by mistake."""
        ric = self._une_ric()
        candidat = f"{next(self._numeros):07d}A"
        if self.hasard.random() < 0.5:
            qui = {"nom": "Petit", "prenom": "Léa", "courriel": f"{candidat}@demandeur.example"}
            personne = self.faire("prescrire-candidat", 2, candidat=candidat, rdv=ric, **qui)["personnes"][0]
        else:
            personne = self.faire("inscrire-candidat", self.moi, candidat=[candidat], rdv=ric)["personnes"][0]
        self.memoire.places[candidat] = (ric, "a_saisir")
        self._inscrits[ric] += 1
        suite = self.hasard.random()
        if suite < 0.3:
            self.faire("transferer-candidat", self.moi, candidat=personne, rdv_cible=(cible := self._ric[0]))
            self.memoire.places[candidat] = (cible, "a_saisir")
            self._inscrits.update({ric: -1, cible: 1})
            if suite < 0.1:
                self.faire("annuler-derniere-operation", self.moi, operation="transferer-candidat")
                self.memoire.places[candidat] = (ric, "a_saisir")
                self._inscrits.update({ric: 1, cible: -1})
        elif suite < 0.5:
            self.faire("annuler-rdv-candidat", self.moi, candidat=personne, rdv=ric)
            self.memoire.places[candidat] = (ric, "annule")
            self._inscrits[ric] -= 1

    def _une_ric(self) -> int:
        """A meeting with places; another stands beside it, for transfers."""
        if not self._ric or any(self._inscrits[ric] >= PLACES - 2 for ric in self._ric):
            self._ric = [self._creer_une_ric(), self._creer_une_ric()]
        return self._ric[1]

    def _creer_une_ric(self) -> int:
        quand = a_paris(self._maintenant() + timedelta(days=25, minutes=len(self.memoire.rics)))
        date_heure = f"{quand:%Y-%m-%dT%H:%M}"
        ric = self.faire(
            "creer-ric", self.moi, session=self.session, date_heure=date_heure, lieu="Rouen", places=PLACES
        )["rdv"]
        self.memoire.rics.add(ric)
        return int(ric)

    def _maintenant(self) -> Any:
        while True:
            try:
                return self.systeme.horloge.now()
            except Exception:  # the database is away
                time.sleep(0.1)

    def adherer(self) -> None:
        """An organisme joins; its code will expire unless the request is refused."""
        siret = next(self._sirets)
        rgc = {"rgc_nom": "Claire Leroy", "rgc_courriel": f"{siret}@havre.example"}
        self.faire("demander-adhesion", None, siret=siret, raison_sociale="Formations du Havre", **rgc)
        self.memoire.adhesions[siret] = "deposee"
        if self.hasard.random() < 0.2:
            self.faire("refuser-adhesion", 3, siret=siret, motif="Dossier incomplet")
            self.memoire.adhesions[siret] = "refusee"
        else:
            self.faire("accepter-adhesion", 3, siret=siret)
            self.memoire.adhesions[siret] = "identifiants_expires"  # in the end

    def appeler(self) -> None:
        """A request to the hotline, answered."""
        courriel = f"{self.hasard.getrandbits(40)}@greta.example"
        description = "Je ne vois plus ma session."
        ticket = self.faire("contacter-hotline", self.moi, description=description, courriel=courriel)["ticket"]
        self.memoire.tickets[ticket] = "ouvert"
        self.faire("prendre-ticket", 4, ticket=ticket)
        self.faire("clore-ticket", 4, ticket=ticket, reponse="C’est rétabli.")
        self.memoire.tickets[ticket] = "clos"

    def former(self) -> None:
        """Someone enrolled and validated, with a quote sent."""
        candidat = f"{next(self._numeros):07d}B"
        inscription = self.faire("inscrire-en-formation", self.moi, candidat=[candidat], session=self.session)
        self.memoire.inscriptions[candidat] = "a_valider"
        self.faire("valider-inscription", 2, inscription=inscription["inscriptions"][candidat])
        self.memoire.inscriptions[candidat] = "inscrit"
        devis = {"type_devis": "poei", "montant": "3200.50", "heures": 210, "employeur": "Dupré"}
        numero = self.faire("creer-devis", self.moi, candidat=candidat, session=self.session, **devis)["devis"]
        self.memoire.devis[numero] = "brouillon"
        self.faire("transmettre-devis", self.moi, devis=numero)
        self.memoire.devis[numero] = "transmis"
