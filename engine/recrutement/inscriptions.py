"""Registering people on an appointment, whoever asks: the organisme or a prescriber."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from engine.kit.db import Base
from engine.kit.francais import compter, de, enumerer
from engine.kit.journal import JournalRow
from engine.kit.operations import Contexte, Effet
from engine.kit.refus import Refus
from engine.offre.regles import exiger_prise_en_compte
from engine.recrutement.annulations import rdv_de_la_ligne
from engine.recrutement.courrier import inscription_retiree
from engine.recrutement.demandeurs import designer_ensemble
from engine.recrutement.models import Demandeur, InscriptionRdv, Rdv
from engine.recrutement.rdv import inscriptions_dans_la_session, places_tenues
from engine.recrutement.refus import PersonneNonInscrite, RdvSupprime
from engine.recrutement.refus_personnes import EtatChange
from engine.recrutement.regles import exiger_inscription_possible, exiger_places, exiger_rdv_ouvert
from engine.recrutement.regles_personnes import exiger_annulable
from engine.recrutement.statuts import EtatRdv, Initiative, StatutPresence

_INSCRIPTIONS = Base.metadata.tables["inscription_rdv"]
_INSCRIRE = sa.insert(_INSCRIPTIONS)
_PRESENCE = (
    sa.update(_INSCRIPTIONS)
    .where(_INSCRIPTIONS.c.id == sa.bindparam("inscription"))
    .values(presence=sa.bindparam("nouvelle"))
)


@dataclass(frozen=True)
class Inscrits:
    """Who was registered, the refusals of those who could not be, and the places held before and now."""

    demandeurs: list[Demandeur]
    ecartes: list[Refus]
    avant: int
    tenues: int


def inscrire(ctx: Contexte, rdv: Rdv, demandeurs: Sequence[Demandeur], prescripteur: str | None) -> Inscrits:
    """Register everyone who can be on a locked appointment. Who is on it already is counted, not read.

    Raises the refusal when nobody can, or when places do not suffice for all.
    """
    exiger_prise_en_compte(rdv.session, ctx.maintenant)
    exiger_rdv_ouvert(rdv, ctx.maintenant)
    deja = inscriptions_dans_la_session(ctx.db, rdv.session_id, demandeurs)
    retenus, ecartes = [], []
    for demandeur in demandeurs:
        siennes = [une for une in deja if une.demandeur_id == demandeur.id]
        try:
            exiger_inscription_possible(demandeur.designation, rdv, siennes, ctx.maintenant)
        except Refus as refus:
            ecartes.append(refus)
        else:
            retenus.append(demandeur)
    if ecartes and not retenus:
        raise ecartes[0]
    tenues = places_tenues(ctx.db, [rdv])[rdv.id]
    exiger_places(rdv, rdv.places - tenues, len(retenus))
    ligne = {
        "rdv_id": rdv.id,
        "presence": StatutPresence.A_SAISIR,
        "prescripteur": prescripteur,
        "inscrit_le": ctx.maintenant,
    }
    ctx.db.connection().execute(_INSCRIRE, [ligne | {"demandeur_id": demandeur.id} for demandeur in retenus])
    ctx.db.expire(rdv, ["inscriptions"])
    return Inscrits(retenus, ecartes, tenues, tenues + len(retenus))


def inscription_sur(rdv: Rdv, demandeur_id: int) -> InscriptionRdv:
    """Someone's registration on an appointment, a cancelled one yielding to a later one. Raises PersonneNonInscrite."""
    siennes = [inscription for inscription in rdv.inscriptions if inscription.demandeur_id == demandeur_id]
    if not siennes:
        raise PersonneNonInscrite(personne="Cette personne", rdv=rdv.libelle)
    return next((une for une in siennes if une.presence is not StatutPresence.ANNULE), siennes[-1])


def annuler_inscription(rdv: Rdv, demandeur_id: int, initiative: Initiative) -> InscriptionRdv:
    """Cancel someone's registration on a locked appointment."""
    if rdv.etat is EtatRdv.SUPPRIME:
        raise RdvSupprime(rdv=rdv.libelle)
    inscription = inscription_sur(rdv, demandeur_id)
    exiger_annulable(inscription)
    inscription.presence, inscription.annule_par = StatutPresence.ANNULE, initiative
    return inscription


def inscriptions_par_personne(rdv: Rdv) -> dict[int, InscriptionRdv]:
    """Each person's registration; a cancelled one yields to a later one of the same person."""
    tour = sorted(rdv.inscriptions, key=lambda inscription: inscription.presence is not StatutPresence.ANNULE)
    return {inscription.demandeur_id: inscription for inscription in tour}


def noter_presences(db: Session, presences: Mapping[InscriptionRdv, StatutPresence]) -> None:
    """Enter the presences of a whole list: the unit of work would take ten times as long."""
    lignes = [{"inscription": une.id, "nouvelle": presence} for une, presence in presences.items()]
    db.connection().execute(_PRESENCE, lignes)
    for inscription, presence in presences.items():
        set_committed_value(inscription, "presence", presence)


def retirer_inscriptions(ligne: JournalRow, ctx: Contexte) -> Effet:
    """What undoes a registration just made: as if it had not been, those convened told."""
    rdv = rdv_de_la_ligne(ligne, ctx)
    inscriptions = []
    for demandeur_id in (ligne.apres or {})["demandeurs"]:
        trouvees = [une for une in rdv.inscriptions if une.demandeur_id == demandeur_id]
        if not trouvees or trouvees[-1].presence is not StatutPresence.A_SAISIR:
            personne = ctx.db.get_one(Demandeur, demandeur_id).designation
            raise EtatChange(objet=f"L’inscription {de(personne)}")
        inscriptions.append(trouvees[-1])
    demandeurs = [une.demandeur for une in inscriptions]
    for une in inscriptions:
        rdv.inscriptions.remove(une)
        ctx.db.delete(une)
    ctx.db.flush()
    noms = enumerer(list(designer_ensemble(demandeurs).values()))
    retirees = compter(len(demandeurs), "inscription est retirée", "inscriptions sont retirées")
    return Effet(
        "recrutement.inscriptions_retirees",
        objet=ligne.objet,
        message=f"C’est annulé\u00a0: {retirees} de ce rendez-vous ({noms})\u00a0: {rdv.libelle}. "
        f"Il reste {compter(rdv.restantes, 'place')}.",
        avant=ligne.apres,
        apres={"inscrits": len(rdv.en_cours)},
        resultat={"rdv": rdv.id, "personnes": [demandeur.id for demandeur in demandeurs], "restantes": rdv.restantes},
        notices=tuple(inscription_retiree(rdv, demandeur) for demandeur in demandeurs),
        siret=rdv.session.siret,
        annule=ligne.id,
    )
