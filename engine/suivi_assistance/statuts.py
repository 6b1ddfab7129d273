"""Where a request to the Kairos team and a conversation handed over stand: words shown, moves allowed."""

from enum import StrEnum

from engine.kit.refus import HOTLINE, Refus, Suite


class StatutTicket(StrEnum):
    """A request, from its deposit to its end; it may be withdrawn until someone takes it."""

    OUVERT = "ouvert"
    PRIS = "pris"
    REPONDU = "repondu"
    CLOS = "clos"
    ANNULE = "annule"

    @property
    def libelle(self) -> str:
        """The words shown."""
        return LIBELLES_TICKET[self]


class StatutRelais(StrEnum):
    """A conversation that waits for a person, is with one, or came back to the assistant."""

    EN_ATTENTE = "en_attente"
    PRIS = "pris"
    RENDU = "rendu"
    QUITTE = "quitte"
    EXPIRE = "expire"

    @property
    def libelle(self) -> str:
        """The words shown."""
        return LIBELLES_RELAIS[self]


LIBELLES_TICKET = {
    StatutTicket.OUVERT: "déposée, à prendre par l’équipe Kairos",
    StatutTicket.PRIS: "en cours de traitement par l’équipe Kairos",
    StatutTicket.REPONDU: "l’équipe Kairos a répondu",
    StatutTicket.CLOS: "close",
    StatutTicket.ANNULE: "retirée par la personne qui l’avait déposée",
}
LIBELLES_RELAIS = {
    StatutRelais.EN_ATTENTE: "en attente d’un conseiller",
    StatutRelais.PRIS: "avec un conseiller",
    StatutRelais.RENDU: "rendue à l’assistant",
    StatutRelais.QUITTE: "sortie de la file à la demande de l’utilisateur",
    StatutRelais.EXPIRE: "sortie de la file à la fermeture de la hotline",
}

PASSAGES_TICKET = {
    StatutTicket.OUVERT: frozenset({StatutTicket.PRIS, StatutTicket.REPONDU, StatutTicket.CLOS, StatutTicket.ANNULE}),
    StatutTicket.PRIS: frozenset({StatutTicket.REPONDU, StatutTicket.CLOS}),
    # More may be said after a first answer.
    StatutTicket.REPONDU: frozenset({StatutTicket.REPONDU, StatutTicket.CLOS}),
    StatutTicket.CLOS: frozenset[StatutTicket](),
    StatutTicket.ANNULE: frozenset[StatutTicket](),
}
PASSAGES_RELAIS = {
    StatutRelais.EN_ATTENTE: frozenset({StatutRelais.PRIS, StatutRelais.QUITTE, StatutRelais.EXPIRE}),
    StatutRelais.PRIS: frozenset({StatutRelais.RENDU}),
    StatutRelais.RENDU: frozenset[StatutRelais](),
    StatutRelais.QUITTE: frozenset[StatutRelais](),
    StatutRelais.EXPIRE: frozenset[StatutRelais](),
}
RELAIS_VIVANTS = frozenset({StatutRelais.EN_ATTENTE, StatutRelais.PRIS})
TICKETS_A_TRAITER = frozenset({StatutTicket.OUVERT, StatutTicket.PRIS})


class PassageTicketImpossible(Refus, code="ticket-passage-impossible"):
    message = "La demande {ticket} ne peut plus changer ainsi : elle est « {statut} »."
    suite = Suite("Déposez une nouvelle demande si le problème demeure.", operation="contacter-hotline")
    source = "Catalogue des opérations, contacter-hotline"


class PassageRelaisImpossible(Refus, code="relais-passage-impossible"):
    message = "Cette conversation ne peut pas changer ainsi : elle est « {statut} »."
    suite = Suite(f"Pour joindre un conseiller par téléphone : {HOTLINE}.", article="contacts")
    source = "Catalogue des opérations, parler-a-un-conseiller"


def exiger_passage_ticket(numero: str, de: StatutTicket, vers: StatutTicket) -> None:
    """Raises PassageTicketImpossible unless the table allows this move."""
    if vers not in PASSAGES_TICKET[de]:
        raise PassageTicketImpossible(ticket=numero, statut=de.libelle)


def exiger_passage_relais(de: StatutRelais, vers: StatutRelais) -> None:
    """Raises PassageRelaisImpossible unless the table allows this move."""
    if vers not in PASSAGES_RELAIS[de]:
        raise PassageRelaisImpossible(statut=de.libelle)
