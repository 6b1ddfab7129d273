"""Quotes and requests of the demo data set, so that each operation of these families may be tried at once.

Greta Normandie, on CAP Cuisine (SE_0000160070) and Soudure (SE_0000160071):

    Léa Petit (7942369Z)       AIF   2 450,00 € for 210 h   transmitted: the account `demandeur` accepts or refuses it
    Marie Leroy (4815162K)     AIF   3 200,00 € for 300 h   a draft to send
    Linh Nguyen (2301457B)     POEI  1 890,50 € for 150 h   transmitted to Entreprise Dupré: the account `employeur`
    Amadou Diallo (50127734418) AIF  1 600,00 € for 140 h   accepted: the account `prescripteur` validates or refuses it

Atelier des Métiers has no quality reference: its AIF are refused, and its RGC has asked for one (`hotline` answers).
"""

import base64
from dataclasses import replace

import sqlalchemy as sa

from engine.adhesion_comptes.models import DemandeQualite, Utilisateur
from engine.api.jetons import acteur_de
from engine.financement.models import Devis
from engine.kit.acteurs import Acteur
from engine.kit.door import Socle, execute

CUISINE, SOUDURE = "SE_0000160070", "SE_0000160071"
PDF = base64.b64encode(b"%PDF-1.7\n% certificat de demonstration\n").decode()


def seed(socle: Socle) -> None:
    """Fill what is missing, through the door, as people do. Safe to run again."""
    with socle.session() as db:
        deja = db.scalars(sa.select(Devis.id).limit(1)).first() is not None
        demande = db.scalars(sa.select(DemandeQualite.id).limit(1)).first() is not None
    if not deja:
        _devis(socle)
    if not demande:
        execute(socle, "demander-referencement-qualite", {"justificatif": PDF}, _acteur(socle, "rgc2"))


def _devis(socle: Socle) -> None:
    organisme = _acteur(socle, "gestionnaire")
    petit = _creer(socle, organisme, "aif", "7942369Z", CUISINE, "2450.00", 210)
    _creer(socle, organisme, "aif", "4815162K", CUISINE, "3200.00", 300)
    nguyen = _creer(socle, organisme, "poei", "2301457B", SOUDURE, "1890.50", 150, employeur="Entreprise Dupré")
    diallo = _creer(socle, organisme, "aif", "50127734418", CUISINE, "1600.00", 140)
    for numero in (petit, nguyen, diallo):
        execute(socle, "transmettre-devis", {"devis": numero}, organisme)
    execute(socle, "accepter-devis", {"devis": diallo}, replace(_acteur(socle, "demandeur"), demandeur="50127734418"))


def _creer(
    socle: Socle, organisme: Acteur, type: str, candidat: str, session: str, montant: str, heures: int, **plus: str
) -> str:
    donnees = {"type_devis": type, "candidat": candidat, "session": session, "montant": montant, "heures": heures}
    return str(execute(socle, "creer-devis", donnees | plus, organisme)["resultat"]["devis"])


def _acteur(socle: Socle, identifiant: str) -> Acteur:
    with socle.session() as db:
        compte = db.scalars(sa.select(Utilisateur).where(Utilisateur.identifiant == identifiant)).one()
    return replace(acteur_de(compte), canal="demo")
