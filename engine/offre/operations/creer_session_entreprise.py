"""creer-session-entreprise: an AFPR or a POEI, the only sessions that an organisme makes itself, for one company."""

from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from pydantic import Field
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from engine.adhesion_comptes.queries import organisme
from engine.kit.acteurs import Role
from engine.kit.clock import a_paris
from engine.kit.donnees import DateCivile, Heures, Nom, Texte, choix_parmi
from engine.kit.francais import dire_date, dire_heures
from engine.kit.journal import JournalRow, Mots, numero_suivant
from engine.kit.operations import Avertissement, Commande, Contexte, Demande, Effet, annulation, libelle, operation
from engine.kit.parametres import entier
from engine.kit.refus import Suite
from engine.offre.models import Formation, SessionFormation
from engine.offre.refus import SessionDejaUtilisee
from engine.offre.regles import exiger_duree_de_session, exiger_heures
from engine.offre.sessions import synthese, trouver_session
from engine.offre.statuts import EtatFiche, EtatRecrutement

DISPOSITIFS = {
    "afpr": "AFPR (action de formation préalable au recrutement)",
    "poei": "POEI (préparation opérationnelle à l’emploi individuelle)",
}
PREMIER_NUMERO = 9_000_000_000  # away from the numbers of the CARIF-OREF
PREMIER_NUMERO_INTERNE = 9_000_000


class CreerSessionEntreprise(Commande):
    type_dispositif: choix_parmi(DISPOSITIFS) = Field(title="Dispositif")  # type: ignore[valid-type]
    intitule: Texte = Field(title="Intitulé")
    employeur: Nom = Field(title="Employeur")
    date_debut: DateCivile = Field(title="Premier jour")
    date_fin: DateCivile = Field(title="Dernier jour")
    heures: Heures = Field(title="Nombre d’heures")
    lieu: Texte = Field(title="Lieu")


@libelle("date", operation="creer-session-entreprise")
def libelle_jour(valeur: date, demande: Demande) -> str:
    if demande.nom == "date_fin":
        debut = demande.donnees.get("date_debut", valeur)
        exiger_duree_de_session(debut, valeur, a_paris(demande.ctx.maintenant).date())
    return dire_date(valeur)


@operation("creer-session-entreprise", roles={Role.GESTIONNAIRE}, annulable="oui, tant que personne n’y est inscrit")
def creer_session_entreprise(commande: CreerSessionEntreprise, ctx: Contexte) -> Effet:
    aujourdhui = a_paris(ctx.maintenant).date()
    exiger_duree_de_session(commande.date_debut, commande.date_fin, aujourdhui)
    jours = (commande.date_fin - commande.date_debut + timedelta(days=1)).days
    exiger_heures(commande.heures, jours, entier("heures_par_jour_max"))
    siret = str(ctx.acteur.siret)
    rang = _rang_libre(ctx.db)
    connu = organisme(ctx.db, siret)
    session = SessionFormation(
        formation=Formation(
            numero=f"AF_{PREMIER_NUMERO + rang}",
            intitule=commande.intitule,
            siret_responsable=siret,
            raison_sociale=connu.raison_sociale if connu else siret,
        ),
        numero=f"SE_{PREMIER_NUMERO + rang}",
        numero_interne=str(PREMIER_NUMERO_INTERNE + rang),
        siret=siret,
        siret_dispensateur=siret,
        debut=commande.date_debut,
        fin=commande.date_fin,
        lieu=commande.lieu,
        etat=EtatFiche.PUBLIEE,
        etat_recrutement=EtatRecrutement.OUVERT,
        publiee_le=ctx.maintenant,
        utilisable_des=ctx.maintenant,
        dispositif=commande.type_dispositif,
        employeur=commande.employeur,
        heures=commande.heures,
    )
    ctx.db.add(session)
    ctx.db.flush()
    sigle = commande.type_dispositif.upper()
    return Effet(
        "offre.session_entreprise_creee",
        objet=f"session:{session.numero}",
        message=(
            f"La session {sigle} {session.libelle} est créée pour {commande.employeur}, {session.periode}, "
            f"{dire_heures(commande.heures)}. Vous pouvez y faire des devis."
        ),
        apres=_etat(session),
        avertissements=_avertissements(commande),
        suite=(Suite("Faire un devis", operation="creer-devis", donnees={"session": session.numero}),),
        resultat={"session": session.numero, "numero_interne": session.numero_interne},
        recap=(
            ("Dispositif", DISPOSITIFS[commande.type_dispositif]),
            ("Intitulé", commande.intitule),
            ("Employeur", commande.employeur),
            ("Dates", session.periode),
            ("Durée", dire_heures(commande.heures)),
            ("Lieu", commande.lieu),
        ),
    )


@annulation("creer-session-entreprise")
def annuler_creer_session_entreprise(ligne: JournalRow, ctx: Contexte) -> Effet:
    """The session is gone, as if it had not been, unless something was done on it since."""
    session = trouver_session(ctx.db, ligne.objet.removeprefix("session:"), ctx.acteur)
    avant, intitule = _etat(session), session.libelle
    try:
        # Whatever points to a session (an enrolment, a quote, an appointment) holds it by foreign key.
        with ctx.db.begin_nested():
            ctx.db.execute(sa.delete(SessionFormation).where(SessionFormation.id == session.id))
            ctx.db.execute(sa.delete(Formation).where(Formation.id == session.formation_id))
    except IntegrityError:
        raise SessionDejaUtilisee(session=intitule) from None
    ctx.db.expunge(session)
    return Effet(
        "offre.session_entreprise_retiree",
        objet=ligne.objet,
        message=f"C’est annulé\u00a0: la session {intitule} n’existe plus.",
        avant=avant,
        siret=ligne.siret,
        annule=ligne.id,
    )


def _etat(session: SessionFormation) -> dict[str, Any]:
    """What the journal keeps of it: the words apart."""
    etat = synthese(session)
    return etat | {nom: etat[nom] and Mots(etat[nom]) for nom in ("intitule", "lieu", "employeur")}


def _avertissements(commande: CreerSessionEntreprise) -> tuple[Avertissement, ...]:
    usuel = entier("heures_session_entreprise")
    if commande.heures <= usuel:
        return ()
    message = f"Une AFPR ou une POEI compte d’ordinaire {usuel} heures au plus\u00a0: voyez-le avec votre agence."
    return (Avertissement("au-dela-des-heures-usuelles", message),)


def _rang_libre(db: Session) -> int:
    """A rank whose number no session bears."""
    while True:
        rang = numero_suivant(db, "session-entreprise")
        prise = sa.select(SessionFormation.id).where(
            (SessionFormation.numero == f"SE_{PREMIER_NUMERO + rang}")
            | (SessionFormation.numero_interne == str(PREMIER_NUMERO_INTERNE + rang))
        )
        if db.scalars(prise).first() is None:
            return rang
