"""Accounts, adhesions and what waits for the Kairos team."""

from engine.adhesion_comptes.statuts import StatutAdhesion
from engine.api.modeles.commun import Instant, Jour, Lu


class CompteLu(Lu):
    """`collaborateur` is what retirer-habilitation takes."""

    collaborateur: int
    nom: str
    courriel: str
    role: str


class ChangementRgcLu(Lu):
    """`siret` is what confirmer-rgc and refuser-rgc take."""

    siret: str
    raison_sociale: str
    ancien: str | None
    nouveau: str
    courriel: str
    demandee_le: Instant


class DemandeQualiteLue(Lu):
    """`siret` is what accorder- and refuser-referencement-qualite take."""

    siret: str
    raison_sociale: str
    demandee_le: Instant


class AdhesionLue(Lu):
    """`siret` is what accepter-adhesion and refuser-adhesion take."""

    siret: str
    raison_sociale: str
    rgc_nom: str
    statut: StatutAdhesion
    libelle: str
    deposee_le: Instant


class ConventionLue(Lu):
    """A convention of an organisme with KAIROS, as its export tells it; both days included, `fin` null without end."""

    convention: int
    siret: str
    raison_sociale: str
    numero: str
    debut: Jour
    fin: Jour | None
    assedic: str | None
    en_cours: bool
