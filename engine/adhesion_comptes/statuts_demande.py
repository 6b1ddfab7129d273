"""Where a request to the Kairos team stands (new RGC, quality reference): statuses, words shown, moves allowed."""

from enum import StrEnum

from engine.kit.refus import HOTLINE, Refus, Suite


class StatutDemande(StrEnum):
    """A request waits for the hotline, which grants or refuses it; until then it may be withdrawn."""

    A_TRAITER = "a_traiter"
    ACCORDEE = "accordee"
    REFUSEE = "refusee"
    ANNULEE = "annulee"

    @property
    def libelle(self) -> str:
        """The words shown."""
        return LIBELLES[self]


S = StatutDemande

LIBELLES = {
    S.A_TRAITER: "à traiter par l’équipe KAIROS",
    S.ACCORDEE: "accordée par l’équipe KAIROS",
    S.REFUSEE: "refusée par l’équipe KAIROS",
    S.ANNULEE: "annulée",
}

PASSAGES = {
    S.A_TRAITER: frozenset({S.ACCORDEE, S.REFUSEE, S.ANNULEE}),
    S.ACCORDEE: frozenset(),
    S.REFUSEE: frozenset(),
    S.ANNULEE: frozenset(),
}


class DemandeDejaTraitee(Refus, code="demande-deja-traitee"):
    message = "Cette demande est déjà {de} : elle ne peut plus être {vers}."
    suite = Suite(f"L’équipe KAIROS vous renseigne au {HOTLINE}.", article="contacts")
    source = "Catalogue des opérations ; Les contacts"


VERBES = {
    S.A_TRAITER: "à traiter",
    S.ACCORDEE: "accordée",
    S.REFUSEE: "refusée",
    S.ANNULEE: "annulée",
}


def exiger_passage_demande(de: StatutDemande, vers: StatutDemande) -> None:
    """Raises DemandeDejaTraitee unless the table allows this move."""
    if vers not in PASSAGES[de]:
        raise DemandeDejaTraitee(de=VERBES[de], vers=VERBES[vers])
