"""creer-ric: an information meeting on a session of the organisme. Each datum is checked as soon as it is given."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from pydantic import Field

from engine.kit.acteurs import Role
from engine.kit.clock import a_paris
from engine.kit.donnees import DateHeure, Duree, Entier, SessionNumero, Texte
from engine.kit.francais import compter, dire_duree, dire_instant
from engine.kit.operations import Avertissement, Commande, Contexte, Demande, Effet, annulation, libelle, operation
from engine.kit.parametres import entier
from engine.kit.refus import Suite
from engine.offre.models import SessionFormation
from engine.offre.regles import exiger_marche_de_l_annee
from engine.offre.sessions import trouver_session
from engine.offre.statuts import LIBELLES_RECRUTEMENT, EtatRecrutement
from engine.recrutement.annulations import retirer_modalite
from engine.recrutement.models import Rdv
from engine.recrutement.rdv import etat_du_rdv
from engine.recrutement.regles import exiger_date_de_rdv, exiger_duree, exiger_nombre_de_places
from engine.recrutement.statuts import EtatRdv, Modalite


class CreerRic(Commande):
    session: SessionNumero = Field(title="Session")
    date_heure: DateHeure = Field(title="Date et heure")
    duree: Duree | None = Field(None, title="Durée")
    lieu: Texte = Field(title="Lieu")
    places: Entier = Field(title="Nombre de places")


@libelle("date_heure", operation="creer-ric")
def libelle_date(valeur: datetime, demande: Demande) -> str:
    if "session" in demande.donnees:
        session = trouver_session(demande.ctx.db, demande.donnees["session"], demande.ctx.acteur)
        exiger_date_de_rdv(valeur, session, demande.ctx.maintenant)
        exiger_marche_de_l_annee(session, a_paris(valeur).year)
    return dire_instant(valeur)


@libelle("entier", operation="creer-ric")
def libelle_places(valeur: int, demande: Demande) -> str:
    exiger_nombre_de_places(valeur, entier("places_rdv_min"), entier("places_rdv_max"))
    return str(valeur)


@libelle("duree", operation="creer-ric")
def libelle_duree(valeur: int, demande: Demande) -> str:
    exiger_duree(valeur, entier("duree_ric_min"), entier("duree_ric_max"))
    return dire_duree(valeur)


@operation("creer-ric", roles={Role.GESTIONNAIRE}, annulable="oui, tant que personne n’est inscrit")
def creer_ric(commande: CreerRic, ctx: Contexte) -> Effet:
    session = trouver_session(ctx.db, commande.session, ctx.acteur)
    avertissements = _avertissements(commande, session, ctx)
    duree = commande.duree or entier("duree_ric_defaut")
    rdv = Rdv(
        session=session,
        modalite=Modalite.RIC,
        debut=commande.date_heure,
        fin=commande.date_heure + timedelta(minutes=duree),
        lieu=commande.lieu,
        places=commande.places,
        etat=EtatRdv.OUVERT,
    )
    ctx.db.add(rdv)
    ctx.db.flush()
    places = compter(rdv.places, "place ouverte", "places ouvertes")
    return Effet(
        "recrutement.ric_creee",
        objet=f"rdv:{rdv.id}",
        message=(
            f"La réunion d’information collective du {dire_instant(rdv.debut)} à {rdv.lieu} est programmée "
            f"pour la session {session.libelle}\u00a0: {places} aux prescripteurs et aux demandeurs d’emploi."
        ),
        apres=etat_du_rdv(rdv),
        avertissements=avertissements,
        suite=(Suite("Inscrire un candidat", operation="inscrire-candidat", donnees={"rdv": rdv.id}),),
        resultat={"rdv": rdv.id},
        recap=(
            ("Réunion d’information collective pour", session.libelle),
            ("Date et heure", dire_instant(rdv.debut)),
            ("Durée", dire_duree(duree)),
            ("Lieu", rdv.lieu),
            ("Places", str(rdv.places)),
        ),
    )


annulation("creer-ric")(retirer_modalite)


def _avertissements(commande: CreerRic, session: SessionFormation, ctx: Contexte) -> tuple[Avertissement, ...]:
    avertissements = []
    if session.etat_recrutement is not EtatRecrutement.OUVERT:
        etat = LIBELLES_RECRUTEMENT[session.etat_recrutement]
        message = f"Au CARIF-OREF, la session {session.libelle} est indiquée « {etat} »."
        avertissements.append(Avertissement("recrutement-non-ouvert", message, "carif-oref-corrections"))
    au_meme_moment = sa.select(Rdv).where(
        Rdv.session_id == session.id,
        Rdv.modalite == Modalite.RIC,
        Rdv.debut == commande.date_heure,
        Rdv.etat == EtatRdv.OUVERT,
    )
    for autre in ctx.db.scalars(au_meme_moment):
        message = f"Cette session a déjà une réunion au même moment\u00a0: {autre.libelle}."
        avertissements.append(Avertissement("ric-au-meme-moment", message, "ric-actions"))
    return tuple(avertissements)
