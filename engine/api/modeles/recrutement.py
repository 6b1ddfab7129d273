"""Sessions, appointments and the people on them, candidatures."""

from engine.api.modeles.commun import (
    Identifiant,
    Instant,
    Jour,
    Lu,
    NumeroSession,
    PersonneId,
    RdvId,
)
from engine.offre.statuts import EtatFiche, EtatRecrutement
from engine.recrutement.statuts import EtatRdv, Initiative, Modalite, Resultat, StatutCandidature, StatutPresence


class SessionLue(Lu):
    """A session; `utilisable_des` is when the night's batch makes it usable."""

    session: NumeroSession
    numero_interne: str | None
    intitule: str
    debut: Jour | None
    fin: Jour | None
    lieu: str
    places: int | None
    etat: EtatFiche
    libelle_etat: str
    etat_recrutement: EtatRecrutement
    libelle_recrutement: str
    siret: str
    siret_dispensateur: str | None
    dispositif: str | None
    annee_marche: int | None
    brique: int | None
    employeur: str | None
    heures: float | None
    utilisable_des: Instant | None


class RdvLu(Lu):
    """A RIC, an individual appointment, a group of them or a range of candidatures; a group has no `restantes`."""

    rdv: RdvId
    titre: str
    groupe: int | None
    session: NumeroSession
    modalite: Modalite
    debut: Instant
    fin: Instant
    lieu: str
    places: int
    etat: EtatRdv
    restantes: int | None = None
    commentaire: str | None = None


class RdvPropose(RdvLu):
    """`inscrit` is said to a job seeker only."""

    libelle: str
    inscrit: bool | None = None


class SessionEtRdv(SessionLue):
    rdv: list[RdvLu]
    groupes: list[RdvLu]
    candidatures: list[RdvLu]


class InscritLu(Lu):
    """Someone on an appointment."""

    personne: PersonneId
    identifiant: Identifiant
    nom: str | None
    prenom: str | None
    presence: StatutPresence
    libelle: str
    resultat: Resultat
    libelle_resultat: str
    annule_par: Initiative | None
    prescripteur: str | None


class RdvEtInscrits(RdvLu):
    inscrits: list[InscritLu]


class CandidatureLue(Lu):
    """Someone proposed on a range; `candidature` is what traiter-candidature takes."""

    candidature: int
    statut: StatutCandidature
    contact_le: Jour | None
    libelle: str
    plage: RdvId
    session: NumeroSession
    identifiant: Identifiant
    nom: str | None
    prenom: str | None
    prescripteur: str | None
    proposee_le: Instant
