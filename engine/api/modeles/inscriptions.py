"""Enrolments, their documents, and how the training is followed."""

from engine.api.modeles.commun import Identifiant, InscriptionId, Instant, Jour, Lu, Mois, NumeroSession, PersonneId
from engine.assiduite.statuts import PorteeInterruption
from engine.inscription_entree.statuts import Reseau, StatutInscription, TypeAttestation


class AttestationLue(Lu):
    """`numero` is in the address of the PDF; the check code is on the document and in obtenir-attestation."""

    numero: str
    type: TypeAttestation
    valide: bool


class InscriptionLue(Lu):
    """Someone's enrolment in a session; `reseau` says whose adviser validates."""

    inscription: InscriptionId
    session: NumeroSession
    personne: PersonneId
    identifiant: Identifiant
    nom: str | None
    prenom: str | None
    statut: StatutInscription
    libelle: str
    depuis: Instant
    reseau: Reseau
    prescripteur: str | None
    validee_le: Instant | None
    motif: str | None
    entree_le: Jour | None
    entree_tardive: bool
    fin_prevue: Jour | None
    sortie_le: Jour | None
    attestations: list[AttestationLue]


class Verification(Lu):
    """What anyone who holds a document may check."""

    type: TypeAttestation
    libelle: str
    numero: str
    valide: bool
    emise_le: Instant
    revoquee_le: Instant | None
    organisme: str
    siret: str
    session: NumeroSession
    intitule: str
    entree_le: Jour | None
    initiales: str


class AbsenceLue(Lu):
    """`absence` is what corriger-absence takes."""

    absence: int
    debut: Jour
    fin: Jour
    motif: str
    justificatif: str | None
    retiree: bool


class AssiduiteInscription(Lu):
    inscription: InscriptionId
    personne: PersonneId
    identifiant: Identifiant
    statut: StatutInscription
    absences: list[AbsenceLue]
    mois_declares: list[Mois]
    bilan: str | None


class InterruptionLue(Lu):
    interruption: int
    portee: PorteeInterruption
    debut: Jour
    fin: Jour
    tardive: bool
    inscriptions: list[int]


class AssiduiteSession(Lu):
    session: NumeroSession
    inscriptions: list[AssiduiteInscription]
    interruptions: list[InterruptionLue]


class ReouvertureLue(Lu):
    """`demande` is what accorder-reouverture and refuser-reouverture take."""

    demande: int
    session: NumeroSession
    libelle: str
    siret: str
    mois: Mois
    motif: str
    demandee_le: Instant
