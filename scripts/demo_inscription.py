"""Enrolments of the demo data set, in two sessions of the Greta Normandie, relative to the clock:

SE_0000160077  3565582  Agent de restauration, Rouen    starts today: entries to enter
    Karim Belkacem (4501237H) and Chloé Duval (4612348J) inscrits, Fatou Traoré (4723459K) retenue (mission locale),
    Hugo Marchand (4834560L) à valider Cap emploi
SE_0000160078  3565583  Vendeur-conseil en magasin, Rouen    started twenty days ago
    Inès Garnier (4945671M) and Lucas Fontaine (5056782N) en formation, Mehdi Saïdi (5167893P) présence à
    régulariser, Élise Morvan (5278904Q) absente à l’entrée
"""

from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine import demo
from engine.inscription_entree.entrees import noter_presence, statut_d_entree
from engine.inscription_entree.inscriptions import commencer, retenir
from engine.inscription_entree.models import Inscription
from engine.inscription_entree.statuts import StatutInscription
from engine.inscription_entree.validation import valider
from engine.kit.acteurs import SYSTEME
from engine.kit.clock import Clock, a_paris
from engine.kit.door import Socle
from engine.kit.operations import Contexte
from engine.kit.parametres import entier
from engine.offre.models import Formation, SessionFormation
from engine.offre.regles import utilisable_des
from engine.offre.statuts import EtatFiche, EtatRecrutement
from engine.recrutement.demandeurs import obtenir_demandeur

S = StatutInscription
MISSION_LOCALE, CAP_EMPLOI, POLE_EMPLOI = "Mission locale de Rouen", "Cap emploi Seine-Maritime", "Pôle emploi Rouen"
Personne = tuple[str, str, str, str, StatutInscription]

DEMARRE: tuple[Personne, ...] = (
    ("4501237H", "Karim", "Belkacem", POLE_EMPLOI, S.INSCRIT),
    ("4612348J", "Chloé", "Duval", MISSION_LOCALE, S.INSCRIT),
    ("4723459K", "Fatou", "Traoré", MISSION_LOCALE, S.RETENU),
    ("4834560L", "Hugo", "Marchand", CAP_EMPLOI, S.A_VALIDER),
)
EN_COURS: tuple[Personne, ...] = (
    ("4945671M", "Inès", "Garnier", POLE_EMPLOI, S.EN_FORMATION),
    ("5056782N", "Lucas", "Fontaine", MISSION_LOCALE, S.EN_FORMATION),
    ("5167893P", "Mehdi", "Saïdi", CAP_EMPLOI, S.A_REGULARISER),
    ("5278904Q", "Élise", "Morvan", POLE_EMPLOI, S.ABSENT),
)


def seed(socle: Socle) -> None:
    """Fill the two sessions. Safe to run again."""
    with socle.session() as db, db.begin():
        if db.scalars(sa.select(Inscription.id).limit(1)).first() is not None:
            return
        demarre = _session(db, socle.clock, 160077, "3565582", "Agent de restauration", debut=0, fin=120)
        en_cours = _session(db, socle.clock, 160078, "3565583", "Vendeur-conseil en magasin", debut=-20, fin=100)
        for personne in DEMARRE:
            _inscrire(_il_y_a(socle, db, jours=15), demarre, personne)
        for personne in EN_COURS:
            inscription = _inscrire(_il_y_a(socle, db, jours=35), en_cours, personne)
            _entrer(_il_y_a(socle, db, jours=20), inscription, personne[-1])


def _il_y_a(socle: Socle, db: Session, *, jours: int) -> Contexte:
    horloge = Clock(source=lambda: socle.clock.now() - timedelta(days=jours))
    return Socle(socle.engine, horloge, socle.sceau).contexte(db, SYSTEME)


def _session(
    db: Session, horloge: Clock, numero: int, interne: str, intitule: str, *, debut: int, fin: int
) -> SessionFormation:
    publiee = horloge.now() - timedelta(days=60)
    session = SessionFormation(
        formation=Formation(
            numero=f"14_AF_{numero:010d}",
            intitule=intitule,
            siret_responsable=demo.GRETA,
            raison_sociale=next(un.raison_sociale for un in demo.ORGANISMES if un.siret == demo.GRETA),
        ),
        numero=f"SE_{numero:010d}",
        numero_interne=interne,
        siret=demo.GRETA,
        siret_dispensateur=demo.GRETA,
        debut=a_paris(horloge.now()).date() + timedelta(days=debut),
        fin=a_paris(horloge.now()).date() + timedelta(days=fin),
        lieu="Rouen",
        places=12,
        etat=EtatFiche.PUBLIEE,
        etat_recrutement=EtatRecrutement.OUVERT,
        publiee_le=publiee,
        utilisable_des=utilisable_des(publiee, entier("delai_batch_carif")),
    )
    db.add(session)
    db.flush()
    return session


def _inscrire(ctx: Contexte, session: SessionFormation, personne: Personne) -> Inscription:
    identifiant, prenom, nom, prescripteur, statut = personne
    demandeur = obtenir_demandeur(ctx.db, identifiant, nom, prenom, f"{identifiant.lower()}@demandeur.example")
    ctx.db.flush()
    if statut is S.A_VALIDER:
        return commencer(ctx, demandeur, session, statut, prescripteur=prescripteur)
    inscription = retenir(ctx, demandeur.id, session, None, prescripteur=prescripteur).inscription
    if statut not in (S.RETENU, S.A_REGULARISER):
        valider(ctx, inscription, prescripteur)
    return inscription


def _entrer(ctx: Contexte, inscription: Inscription, statut: StatutInscription) -> None:
    if statut is S.ABSENT:
        inscription.passer_a(statut, ctx.maintenant)
        return
    inscription.passer_a(statut_d_entree(inscription), ctx.maintenant)
    assert inscription.session.debut is not None
    noter_presence(ctx, inscription, inscription.session.debut)
