"""Quotes, requests to the hotline, the queue, the journal, the parameters, the letters of the demonstration."""

from typing import Any

from pydantic import Field

from engine.api.modeles.commun import Instant, Jour, Lu, NumeroSession
from engine.financement.statuts import StatutDevis
from engine.suivi_assistance.statuts import StatutRelais, StatutTicket


class DevisLu(Lu):
    """A quote; `montant` in euros and `heures`, exact, as text."""

    devis: str = Field(examples=["DV-2027-0031"])
    type: str
    candidat: str
    session: NumeroSession
    montant: str = Field(examples=["3200.00"])
    heures: str = Field(examples=["140"])
    employeur: str | None
    statut: StatutDevis
    libelle: str
    depuis: Instant
    qui_doit_agir: str
    motif_refus: str | None


class ReponseTicket(Lu):
    auteur: str
    texte: str
    le: Instant


class TicketLu(Lu):
    ticket: str = Field(examples=["HK-2031"])
    statut: StatutTicket
    libelle: str
    depuis: Instant
    ouvert_le: Instant
    siret: str | None
    identifiant_kairos: str | None
    candidat: str | None
    session: NumeroSession | None
    nom: str | None
    courriel: str | None
    conversation: str | None
    description: str
    copie_ecran: bool
    reponses: list[ReponseTicket]


class RelaisLu(Lu):
    """A conversation that waits or is with a person; `conversation` is what prendre-conversation takes."""

    relais: int
    conversation: str
    statut: StatutRelais
    libelle: str
    place: int | None
    nom: str | None
    siret: str | None
    sujet: str | None
    demande_le: Instant
    conseiller: str | None


class LigneJournal(Lu):
    """Who did what, when, through which channel; `recu` is what annuler-derniere-operation takes."""

    id: int
    le: Instant
    recu: str | None
    operation: str
    evenement: str
    objet: str
    siret: str | None
    role: str
    acteur: str
    canal: str
    message: str
    avant: dict[str, Any] | None
    apres: dict[str, Any] | None


class ParametreLu(Lu):
    """A number or a closed list of the trade, since when, and its source."""

    libelle: str
    valeur: Any
    unite: str
    depuis: Jour
    source: str


class CourrielLu(Lu):
    id: str
    le: str = Field(description="Date de la lettre, RFC 5322")
    a: str
    sujet: str
    corps: str
