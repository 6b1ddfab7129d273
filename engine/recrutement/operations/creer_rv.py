"""creer-rv: individual appointments one after the other, on one day. Each datum is checked when given."""

from datetime import date, time

import sqlalchemy as sa
from pydantic import Field

from engine.kit.acteurs import Role
from engine.kit.clock import a_paris
from engine.kit.donnees import DateCivile, Duree, Heure, SessionNumero, Texte
from engine.kit.francais import compter, dire_date, dire_duree, dire_heure
from engine.kit.operations import Commande, Contexte, Demande, Effet, annulation, libelle, operation
from engine.kit.parametres import entier
from engine.kit.refus import Suite
from engine.offre.sessions import trouver_session
from engine.recrutement.annulations import retirer_modalite
from engine.recrutement.creneaux import decouper
from engine.recrutement.groupes import exiger_jour, ouvrir_groupe
from engine.recrutement.models import Rdv
from engine.recrutement.rdv import etat_du_rdv, verrouiller_lieux
from engine.recrutement.refus_plages import HorairesIncorrects
from engine.recrutement.regles import exiger_duree


class CreerRv(Commande):
    session: SessionNumero = Field(title="Session")
    date: DateCivile = Field(title="Date")
    heure_debut: Heure = Field(title="Heure de début")
    heure_fin: Heure = Field(title="Heure de fin")
    duree: Duree = Field(title="Durée de chaque rendez-vous")
    lieu: Texte = Field(title="Lieu")


@libelle("date", operation="creer-rv")
def libelle_jour(valeur: date, demande: Demande) -> str:
    if "session" in demande.donnees:
        session = trouver_session(demande.ctx.db, demande.donnees["session"], demande.ctx.acteur)
        exiger_jour(session, valeur, a_paris(demande.ctx.maintenant).date())
    return dire_date(valeur)


@libelle("heure", operation="creer-rv")
def libelle_heure(valeur: time, demande: Demande) -> str:
    debut = demande.donnees.get("heure_debut")
    if demande.nom == "heure_fin" and debut is not None and valeur <= debut:
        raise HorairesIncorrects(debut=dire_heure(debut), fin=dire_heure(valeur))
    return dire_heure(valeur)


@libelle("duree", operation="creer-rv")
def libelle_duree(valeur: int, demande: Demande) -> str:
    exiger_duree(valeur, entier("duree_rv_min"), entier("duree_rv_max"))
    connues = demande.donnees
    if connues.keys() >= {"date", "heure_debut", "heure_fin"}:
        plage = (connues["date"], connues["heure_debut"], connues["heure_fin"])
        decouper(*plage, valeur, entier("rv_par_groupe_max"))
    return dire_duree(valeur)


@operation("creer-rv", roles={Role.GESTIONNAIRE}, annulable="oui, tant que personne n’est inscrit")
def creer_rv(commande: CreerRv, ctx: Contexte) -> Effet:
    session = trouver_session(ctx.db, commande.session, ctx.acteur)
    verrouiller_lieux(ctx.db, session.siret)
    creneaux = decouper(
        commande.date, commande.heure_debut, commande.heure_fin, commande.duree, entier("rv_par_groupe_max")
    )
    return effet_d_ouverture(ctx, ouvrir_groupe(ctx, session, creneaux, commande.lieu), "recrutement.rv_crees")


annulation("creer-rv")(retirer_modalite)


def effet_d_ouverture(ctx: Contexte, groupe: Rdv, evenement: str) -> Effet:
    """What is said of a group that was just opened."""
    creneaux = list(ctx.db.scalars(sa.select(Rdv).where(Rdv.groupe_id == groupe.id).order_by(Rdv.debut)))
    nombre = compter(len(creneaux), "rendez-vous individuel", "rendez-vous individuels")
    duree = int((creneaux[0].fin - creneaux[0].debut).total_seconds() // 60)
    heures = [dire_heure(a_paris(creneau.debut).time()) for creneau in creneaux]
    return Effet(
        evenement,
        objet=f"rdv:{groupe.id}",
        message=(
            f"C’est ouvert pour la session {groupe.session.libelle}\u00a0: {nombre} de {dire_duree(duree)}, "
            f"le {groupe.horaires}, {groupe.lieu}."
        ),
        apres=etat_du_rdv(groupe) | {"creneaux": [creneau.id for creneau in creneaux]},
        suite=(
            Suite("Inscrire un candidat", operation="inscrire-candidat"),
            Suite("Dupliquer ce groupe", operation="dupliquer-rv", donnees={"groupe_rv": groupe.id}),
        ),
        resultat={"groupe": groupe.id, "rdv": [creneau.id for creneau in creneaux]},
        recap=(
            ("Rendez-vous individuels pour", groupe.session.libelle),
            ("Date", dire_date(groupe.premier_jour)),
            ("Horaires", f"{nombre} de {dire_duree(duree)}\u00a0: {', '.join(heures)}"),
            ("Lieu", groupe.lieu),
        ),
    )
