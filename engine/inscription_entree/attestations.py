"""The documents of an enrolment: issued with a number and a code, revoked when what they attest is undone."""

import secrets
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.adhesion_comptes.queries import organisme
from engine.inscription_entree.models import Attestation, Inscription
from engine.inscription_entree.refus import AttestationInconnue
from engine.inscription_entree.statuts import LIBELLES_ATTESTATION, PREFIXES, TypeAttestation
from engine.kit.acteurs import Acteur
from engine.kit.clock import a_paris
from engine.kit.journal import numero_suivant
from engine.kit.operations import Contexte
from engine.kit.sceau import ALPHABET
from engine.offre.models import SessionFormation
from engine.offre.sessions import VOIENT_TOUT

# Four groups of five: about a hundred bits, and never taken for a provisional code (two groups of four).
GROUPES, LETTRES = 4, 5


def nouveau_code() -> str:
    """A code that cannot be guessed, `XXXXX-XXXXX-XXXXX-XXXXX`."""
    groupes = ("".join(secrets.choice(ALPHABET) for _ in range(LETTRES)) for _ in range(GROUPES))
    return "-".join(groupes)


def emettre(ctx: Contexte, inscription: Inscription, type: TypeAttestation) -> Attestation:
    """Issue a document on the enrolment as it is now; the PDF is made when it is asked for."""
    annee = a_paris(ctx.maintenant).year
    prefixe = PREFIXES[type]
    attestation = Attestation(
        numero=f"{prefixe}-{annee}-{numero_suivant(ctx.db, f'{prefixe.lower()}-{annee}'):06d}",
        code=nouveau_code(),
        type=type,
        emise_le=ctx.maintenant,
        faits=_faits(ctx.db, inscription),
    )
    inscription.attestations.append(attestation)
    ctx.db.flush()
    return attestation


def revoquer(ctx: Contexte, inscription: Inscription, motif: str, *types: TypeAttestation) -> list[str]:
    """Revoke the valid documents of these types (all of them when none is named); their numbers."""
    valides = [une for une in inscription.attestations if une.revoquee_le is None and (not types or une.type in types)]
    for attestation in valides:
        attestation.revoquee_le, attestation.motif_revocation = ctx.maintenant, motif
    return [attestation.numero for attestation in valides]


def _faits(db: Session, inscription: Inscription) -> dict[str, Any]:
    session = inscription.session
    connu = organisme(db, session.siret)
    return {
        "organisme": connu.raison_sociale if connu else session.formation.raison_sociale,
        "siret": session.siret,
        "session": session.numero,
        "intitule": session.formation.intitule,
        "lieu": session.lieu,
        "debut": session.debut.isoformat() if session.debut else None,
        "fin": session.fin.isoformat() if session.fin else None,
        "statut": inscription.libelle,
        "entree_le": inscription.entree_le.isoformat() if inscription.entree_le else None,
    }


def verifier(db: Session, code: str) -> dict[str, Any]:
    """What anyone holding a document may check: no more of the person than initials. Raises AttestationInconnue."""
    attestation = db.scalars(sa.select(Attestation).where(Attestation.code == code.strip().upper())).one_or_none()
    if attestation is None:
        raise AttestationInconnue
    demandeur = attestation.inscription.demandeur
    faits = attestation.faits
    return {
        "type": attestation.type.value,
        "libelle": LIBELLES_ATTESTATION[attestation.type],
        "numero": attestation.numero,
        "valide": attestation.revoquee_le is None,
        "emise_le": attestation.emise_le.isoformat(timespec="seconds"),
        "revoquee_le": attestation.revoquee_le and attestation.revoquee_le.isoformat(timespec="seconds"),
        "organisme": faits["organisme"],
        "siret": faits["siret"],
        "session": faits["session"],
        "intitule": faits["intitule"],
        "entree_le": faits["entree_le"],
        "initiales": "".join(f"{partie[0].upper()}." for partie in (demandeur.prenom, demandeur.nom) if partie),
    }


def trouver_attestation(db: Session, numero: str, acteur: Acteur) -> Attestation:
    """The document of this number, of the acteur's organisme. Raises AttestationInconnue."""
    choisies = (
        sa.select(Attestation)
        .join(Attestation.inscription)
        .join(Inscription.session)
        .where(Attestation.numero == numero)
    )
    if acteur.role not in VOIENT_TOUT:
        choisies = choisies.where(SessionFormation.siret == acteur.siret)
    attestation = db.scalars(choisies).one_or_none()
    if attestation is None:
        raise AttestationInconnue
    return attestation
