"""Requests to the Kairos team of the demo data set, relative to the day on which it is made.

    HK-2031  Greta Normandie (`gestionnaire`), two days ago: answered by the hotline yesterday
    HK-2032  Atelier des Métiers (`gestionnaire2`), this hour: to be taken by the hotline
    HK-2033  a visiteur, this hour: its code is in the e-mail that confirms it

The queue of conversations starts empty: say « je veux parler à quelqu’un » during opening hours.
"""

from datetime import timedelta

import sqlalchemy as sa

from engine.adhesion_comptes.models import Utilisateur
from engine.api.jetons import VISITEUR, acteur_de
from engine.kit.acteurs import Acteur
from engine.kit.clock import Clock
from engine.kit.door import Socle, execute
from engine.kit.journal import Compteur
from engine.suivi_assistance.models import Ticket

DERNIER_NUMERO = 2030  # given before the demo starts


def seed(socle: Socle) -> None:
    """Deposit the requests, as people do. Safe to run again."""
    with socle.session() as db, db.begin():
        if db.scalars(sa.select(Ticket.id).limit(1)).first() is not None:
            return
        db.merge(Compteur(nom="ticket", valeur=DERNIER_NUMERO))
    avant_hier, hier = _il_y_a(socle, 2), _il_y_a(socle, 1)
    description = "Depuis ce matin, la liste des inscrits de ma réunion de CAP Cuisine reste vide."
    donnees = {"description": description, "session": "SE_0000160070"}
    ticket = execute(avant_hier, "contacter-hotline", donnees, _compte(socle, "gestionnaire"))["resultat"]["ticket"]
    reponse = "Bonjour, l’affichage est rétabli\u00a0: rechargez la page. Merci de nous l’avoir signalé."
    execute(hier, "repondre-ticket", {"ticket": ticket, "reponse": reponse}, _compte(socle, "hotline"))
    donnees = {"description": "Je ne peux pas saisir d’AIF pour la session de menuiserie.", "session": "SE_0000169954"}
    execute(socle, "contacter-hotline", donnees, _compte(socle, "gestionnaire2"))
    donnees = {
        "description": "Notre organisme change d’adresse\u00a0: que faut-il faire ?",
        "courriel": "ines@caux.example",
    }
    execute(socle, "contacter-hotline", donnees, VISITEUR)


def _compte(socle: Socle, identifiant: str) -> Acteur:
    with socle.session() as db:
        return acteur_de(db.scalars(sa.select(Utilisateur).where(Utilisateur.identifiant == identifiant)).one())


def _il_y_a(socle: Socle, jours: int) -> Socle:
    return Socle(socle.engine, Clock(source=lambda: socle.clock.now() - timedelta(days=jours)), socle.sceau)
