"""The appointments that an acteur may see: found, locked, and told for the journal."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.kit.acteurs import Acteur
from engine.offre.models import SessionFormation
from engine.offre.sessions import VOIENT_TOUT
from engine.recrutement.models import Demandeur, InscriptionRdv, Rdv
from engine.recrutement.refus import RdvInconnu
from engine.recrutement.statuts import LIBELLES_PRESENCE, EtatRdv, StatutPresence


def rdv_visibles(acteur: Acteur) -> sa.Select[Rdv]:
    """The appointments of the acteur's organisme, or all of them for those who help everyone."""
    choisis = sa.select(Rdv).join(Rdv.session)
    return choisis if acteur.role in VOIENT_TOUT else choisis.where(SessionFormation.siret == acteur.siret)


def trouver_rdv(db: Session, id: int, acteur: Acteur) -> Rdv:
    """Raises RdvInconnu, in the same words for another organisme's."""
    rdv = db.scalars(rdv_visibles(acteur).where(Rdv.id == id)).one_or_none()
    if rdv is None:
        raise RdvInconnu
    return rdv


def verrouiller_rdv(db: Session, id: int) -> Rdv:
    """The appointment as it is now, its session and itself locked until the commit.

    The session first: places are counted on the appointment, but « one of each kind » on the session.
    """
    session_de_ce_rdv = sa.select(Rdv.session_id).where(Rdv.id == id).scalar_subquery()
    db.execute(sa.select(SessionFormation.id).where(SessionFormation.id == session_de_ce_rdv).with_for_update())
    return db.scalars(
        sa.select(Rdv).where(Rdv.id == id).with_for_update(of=Rdv).execution_options(populate_existing=True)
    ).one()


def inscriptions_dans_la_session(db: Session, session_id: int, demandeur: Demandeur) -> list[InscriptionRdv]:
    """This person's registrations on the session's appointments, cancelled ones left out."""
    return list(
        db.scalars(
            sa.select(InscriptionRdv)
            .join(InscriptionRdv.rdv)
            .where(
                Rdv.session_id == session_id,
                InscriptionRdv.demandeur_id == demandeur.id,
                InscriptionRdv.presence != StatutPresence.ANNULE,
            )
        )
    )


def inscriptions_visibles(
    db: Session, acteur: Acteur, identifiant: str, session: SessionFormation | None
) -> list[InscriptionRdv]:
    """Someone's registrations with the acteur's organisme, cancelled ones included, oldest first."""
    siennes = (
        sa.select(InscriptionRdv)
        .join(InscriptionRdv.rdv)
        .join(InscriptionRdv.demandeur)
        .where(Demandeur.identifiant == identifiant, Rdv.id.in_(rdv_visibles(acteur).with_only_columns(Rdv.id)))
        .order_by(InscriptionRdv.id)
    )
    if session is not None:
        siennes = siennes.where(Rdv.session_id == session.id)
    return list(db.scalars(siennes))


def etat_du_rdv(rdv: Rdv) -> dict[str, Any]:
    """What the journal keeps of an appointment."""
    return {
        "session": rdv.session.numero,
        "modalite": rdv.modalite.value,
        "debut": rdv.debut.isoformat(),
        "fin": rdv.fin.isoformat(),
        "lieu": rdv.lieu,
        "places": rdv.places,
        "etat": rdv.etat.value,
    }


def rdv_de_la_session(db: Session, session: SessionFormation) -> list[Rdv]:
    """Its appointments, deleted ones left out, by date."""
    choisis = sa.select(Rdv).where(Rdv.session_id == session.id, Rdv.etat == EtatRdv.OUVERT).order_by(Rdv.debut, Rdv.id)
    return list(db.scalars(choisis))


def rdv_en_lecture(rdv: Rdv, *, inscrits: bool = False) -> dict[str, Any]:
    """An appointment as the API tells it, with the people on it when asked."""
    lu = {"rdv": rdv.id, "titre": rdv.libelle, "restantes": rdv.restantes} | etat_du_rdv(rdv)
    if inscrits:
        lu["inscrits"] = [
            {
                "personne": inscription.demandeur_id,
                "identifiant": inscription.demandeur.identifiant,
                "nom": inscription.demandeur.nom,
                "prenom": inscription.demandeur.prenom,
                "presence": inscription.presence.value,
                "libelle": LIBELLES_PRESENCE[inscription.presence],
                "prescripteur": inscription.prescripteur,
            }
            for inscription in rdv.inscriptions
        ]
    return lu
