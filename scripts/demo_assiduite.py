"""Trainings under way or over in the demo data set, for the Greta Normandie, relative to the clock:

SE_0000160090  3565595  Assistant de vie aux familles, Rouen    ended two days ago: bilans and the last months to do
    Samira Benali (6123450R) and Théo Lemoine (6234561S) en formation, Jade Perrot (6345672T) gone three weeks ago
SE_0000160078  Vendeur-conseil en magasin (see demo_inscription)    Inès Garnier absent for two days, to correct
SE_0000160075  #Avenir, construction de projet    Yanis Caron (6456783U) en formation: his planned end may change
The first months of SE_0000160090 are declared: one can be opened again.
"""

from datetime import timedelta

import sqlalchemy as sa

from engine import demo
from engine.assiduite.mois import mois_a_declarer
from engine.inscription_entree.statuts import StatutInscription
from engine.kit.acteurs import Acteur, Role
from engine.kit.clock import Clock
from engine.kit.door import Socle, execute
from engine.offre.models import SessionFormation
from scripts.demo_inscription import (
    CAP_EMPLOI,
    MISSION_LOCALE,
    POLE_EMPLOI,
    Personne,
    _entrer,
    _il_y_a,
    _inscrire,
    _session,
)

S = StatutInscription
GESTIONNAIRE = Acteur("demo:gestionnaire", Role.GESTIONNAIRE, demo.GRETA, "Sophie Bernard", canal="demo")
NUMERO, AVENIR, GARNIER, PERROT = 160090, "SE_0000160075", "4945671M", "6345672T"
FINIE: tuple[Personne, ...] = (
    ("6123450R", "Samira", "Benali", POLE_EMPLOI, S.EN_FORMATION),
    ("6234561S", "Théo", "Lemoine", MISSION_LOCALE, S.EN_FORMATION),
    (PERROT, "Jade", "Perrot", CAP_EMPLOI, S.EN_FORMATION),
)
CARON: Personne = ("6456783U", "Yanis", "Caron", MISSION_LOCALE, S.EN_FORMATION)


def seed(socle: Socle) -> None:
    """Fill what was lived so far, then declare it through the door. Safe to run again."""
    with socle.session() as db, db.begin():
        if db.scalars(sa.select(SessionFormation.id).where(SessionFormation.numero == f"SE_{NUMERO:010d}")).first():
            return
        finie = _session(db, socle.clock, NUMERO, "3565595", "Assistant de vie aux familles", debut=-100, fin=-2)
        for personne in FINIE:
            _entrer(
                _il_y_a(socle, db, jours=100), _inscrire(_il_y_a(socle, db, jours=110), finie, personne), S.EN_FORMATION
            )
        avenir = db.scalars(sa.select(SessionFormation).where(SessionFormation.numero == AVENIR)).one()
        caron = _inscrire(_il_y_a(socle, db, jours=70), avenir, CARON)
        _entrer(_il_y_a(socle, db, jours=60), caron, S.EN_FORMATION)
    _vivre(socle)


def _vivre(socle: Socle) -> None:
    """What the organisme did: an absence, an exit, and all the months but the last two."""
    aujourdhui = socle.clock.today()
    absence = {
        "candidat": GARNIER,
        "date_debut": (aujourdhui - timedelta(days=6)).isoformat(),
        "date_fin": (aujourdhui - timedelta(days=5)).isoformat(),
        "motif": "sans_motif",
    }
    execute(_avant(socle, 4), "saisir-absence", absence, GESTIONNAIRE)
    sortie = {"candidat": PERROT, "date": (aujourdhui - timedelta(days=21)).isoformat(), "motif": "emploi"}
    execute(_avant(socle, 20), "saisir-sortie", sortie, GESTIONNAIRE)
    with socle.session() as db:
        dus = [(s.numero, mois) for s, mois, _ in mois_a_declarer(db, demo.GRETA, socle.clock.now())]
    siens = [mois for numero, mois in dus if numero == f"SE_{NUMERO:010d}"]
    for mois in siens[:2]:
        execute(_avant(socle, 2), "saisir-assiduite-mois", {"session": f"SE_{NUMERO:010d}", "mois": mois}, GESTIONNAIRE)


def _avant(socle: Socle, jours: int) -> Socle:
    horloge = Clock(source=lambda: socle.clock.now() - timedelta(days=jours))
    return Socle(socle.engine, horloge, socle.sceau)
