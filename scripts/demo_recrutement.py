"""Sessions, meetings and job seekers of the demo data set, relative to the day on which it is made.

Greta Normandie (accounts `gestionnaire`, `rgc`); each session also answers to its 7-digit number:

    SE_0000160070  3565575  CAP Cuisine, Rouen       usable
    SE_0000160071  3565576  Soudure à l’arc, Elbeuf  usable
    SE_0000160072  3565577  Maçon, Évreux            published today: usable from tomorrow
    SE_0000160073  3565578  CAP Pâtisserie, Rouen    over since yesterday
    SE_0000160074  3565579  #Avenir, action sectorielle        this year's market
    SE_0000160075  3565580  #Avenir, construction de projet    last year's market: no recruiting
    SE_0000160076  3565581  Secrétariat médical, Caen          still being written at the CARIF-OREF

- RIC of CAP Cuisine on the last working day at 14:00, presences to enter: Léa Petit (7942369Z), Marie Leroy (4815162K),
  Linh Nguyen (2301457B), Julie Martin (1234567A), Amadou Diallo (50127734418).
- RIC of Soudure the working day before at 9:30, with two Martins: Paul (3456789C, Cap emploi) and Sophie (6789012D,
  Pôle emploi), and Anne-Lise Corbin (5678901E).
- RIC of CAP Cuisine on Tuesday of next week at 14:00, 20 places, 18 left: Oumou Camara (8901234F), Abdelkader Mansouri
  (9012345G); Amine Haddad (12345678) has cancelled.

- #Avenir, action sectorielle: RIC of the working day before at 14:00, results to enter for Inès Lopez (6543210H, Cap
  emploi) and Yanis Benali (7654321J, mission locale), both present.
- Soudure: a group of six individual appointments on Thursday of next week, 9:00 to 12:00, to duplicate, move or delete;
  Enzo Marie (8765432K) is expected at 9:30. A range of candidatures from today for thirty days, with Sarah Cohen
  (9876543L, Cap emploi) to call back.

Atelier des Métiers (`gestionnaire2`, `rgc2`):

    SE_0000169954  3569954  Menuiserie, Argentan     usable; RIC on Tuesday of next week at 9:30, 2 places, 1 left
    SE_0000169955  3569955  Électricité, Alençon     published today
    SE_0000169956  3569956  Couverture, Argentan     over since yesterday
    SE_0000169957  3569957  #Avenir, construction de projet    last year's market
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine import demo
from engine.kit.acteurs import Acteur, Role
from engine.kit.clock import a_paris, instant_a_paris
from engine.kit.door import Socle, execute
from engine.kit.parametres import entier
from engine.offre.models import Formation, SessionFormation
from engine.offre.regles import utilisable_des
from engine.offre.statuts import EtatFiche, EtatRecrutement
from engine.recrutement.models import Demandeur, InscriptionRdv, Rdv
from engine.recrutement.statuts import EtatRdv, Modalite, StatutPresence

SAMEDI, DIMANCHE = 5, 6
GESTIONNAIRE = Acteur("demo:gestionnaire", Role.GESTIONNAIRE, demo.GRETA, "Sophie Bernard", canal="demo")
MISSION_LOCALE, CAP_EMPLOI, POLE_EMPLOI = "Mission locale de Rouen", "Cap emploi Seine-Maritime", "Pôle emploi Rouen"


@dataclass(frozen=True)
class SessionDemo:
    """A session; `debut` and `fin` in days from today, `publiee` in days before it (None: not published yet)."""

    numero: int
    interne: str
    intitule: str
    lieu: str
    debut: int
    fin: int
    publiee: int | None
    marche: int | None = None  # years from this one
    siret: str = demo.GRETA


SESSIONS = (
    SessionDemo(160070, "3565575", "CAP Cuisine", "Rouen", 54, 175, 20),
    SessionDemo(160071, "3565576", "Soudure à l’arc", "Elbeuf", 33, 120, 20),
    SessionDemo(160072, "3565577", "Titre professionnel Maçon", "Évreux", 60, 240, 0),
    SessionDemo(160073, "3565578", "CAP Pâtisserie", "Rouen", -150, -1, 200),
    SessionDemo(160074, "3565579", "#Avenir, action sectorielle", "Rouen", 20, 90, 20, marche=0),
    SessionDemo(160075, "3565580", "#Avenir, construction de projet", "Rouen", -60, 90, 200, marche=-1),
    SessionDemo(160076, "3565581", "Secrétariat médical", "Caen", 90, 200, None),
    SessionDemo(169954, "3569954", "Menuiserie", "Argentan", 40, 160, 20, siret=demo.VOISIN),
    SessionDemo(169955, "3569955", "Électricité", "Alençon", 70, 200, 0, siret=demo.VOISIN),
    SessionDemo(169956, "3569956", "Couverture", "Argentan", -150, -1, 200, siret=demo.VOISIN),
    SessionDemo(169957, "3569957", "#Avenir, construction de projet", "Argentan", -60, 90, 200, -1, demo.VOISIN),
)

PETIT = ("7942369Z", "Léa", "Petit", MISSION_LOCALE)
LEROY = ("4815162K", "Marie", "Leroy", POLE_EMPLOI)
NGUYEN = ("2301457B", "Linh", "Nguyen", POLE_EMPLOI)
JULIE_MARTIN = ("1234567A", "Julie", "Martin", MISSION_LOCALE)
DIALLO = ("50127734418", "Amadou", "Diallo", CAP_EMPLOI)
PAUL_MARTIN = ("3456789C", "Paul", "Martin", CAP_EMPLOI)
SOPHIE_MARTIN = ("6789012D", "Sophie", "Martin", POLE_EMPLOI)
CORBIN = ("5678901E", "Anne-Lise", "Corbin", MISSION_LOCALE)
CAMARA = ("8901234F", "Oumou", "Camara", POLE_EMPLOI)
MANSOURI = ("9012345G", "Abdelkader", "Mansouri", MISSION_LOCALE)
LOPEZ = ("6543210H", "Inès", "Lopez", CAP_EMPLOI)
BENALI = ("7654321J", "Yanis", "Benali", MISSION_LOCALE)
MARIE = ("8765432K", "Enzo", "Marie", MISSION_LOCALE)
HADDAD = ("12345678", "Amine", "Haddad", POLE_EMPLOI)
CONSEILLER = Acteur("demo:cap-emploi", Role.PRESCRIPTEUR, None, CAP_EMPLOI, canal="demo")
Personne = tuple[str, str, str, str]


def seed(socle: Socle) -> None:
    """Fill the recruitment world of the two organismes of `engine.demo`, relative to the clock. Safe to run again."""
    with socle.session() as db, db.begin():
        if db.scalars(sa.select(SessionFormation.id).limit(1)).first() is not None:
            return
        maintenant = socle.clock.now()
        sessions = {decrite.numero: _session(db, decrite, maintenant) for decrite in SESSIONS}
        aujourdhui = a_paris(maintenant).date()
        hier = jour_ouvre_avant(aujourdhui)
        mardi = mardi_de_la_semaine_suivante(aujourdhui)
        _ric(db, sessions[160070], hier, time(14), 20, (PETIT, LEROY, NGUYEN, JULIE_MARTIN, DIALLO))
        _ric(db, sessions[160071], jour_ouvre_avant(hier), time(9, 30), 15, (PAUL_MARTIN, SOPHIE_MARTIN, CORBIN))
        a_venir = _ric(db, sessions[160070], mardi, time(14), 20, (CAMARA, MANSOURI))
        _inscrire(db, a_venir, HADDAD, StatutPresence.ANNULE)
        _ric(db, sessions[169954], mardi, time(9, 30), 2, (CORBIN,))
        tenue = _ric(db, sessions[160074], hier, time(14), 12, ())
        for personne in (LOPEZ, BENALI):
            _inscrire(db, tenue, personne, StatutPresence.PRESENT)
    _ouvrir(socle, aujourdhui, mardi + timedelta(days=2))


def _ouvrir(socle: Socle, aujourdhui: date, jeudi: date) -> None:
    """What the Greta opened on Soudure: individual appointments, and a range on which someone is proposed."""
    soudure = "SE_0000160071"
    matinee = {"session": soudure, "date": jeudi, "heure_debut": "09:00", "heure_fin": "12:00", "duree": 30}
    groupe = execute(socle, "creer-rv", matinee | {"lieu": "Elbeuf, salle 2"}, GESTIONNAIRE)["resultat"]
    identifiant, prenom, nom, _ = MARIE
    qui = {
        "candidat": identifiant,
        "prenom": prenom,
        "nom": nom,
        "courriel": f"{identifiant.lower()}@demandeur.example",
    }
    execute(socle, "prescrire-candidat", qui | {"rdv": groupe["rdv"][1]}, CONSEILLER)
    plage = {"session": soudure, "date_debut": aujourdhui, "date_fin": aujourdhui + timedelta(days=30)}
    ouverte = execute(socle, "ouvrir-candidature", plage, GESTIONNAIRE)["resultat"]["rdv"]
    cohen = {"candidat": "9876543L", "prenom": "Sarah", "nom": "Cohen", "courriel": "9876543l@demandeur.example"}
    execute(socle, "proposer-candidature", cohen | {"plage": ouverte}, CONSEILLER)


def jour_ouvre_avant(jour: date) -> date:
    """The last day before this one that is neither a Saturday nor a Sunday."""
    veille = jour - timedelta(days=1)
    return veille - timedelta(days={SAMEDI: 1, DIMANCHE: 2}.get(veille.weekday(), 0))


def mardi_de_la_semaine_suivante(jour: date) -> date:
    """Tuesday of the week after."""
    return jour + timedelta(days=8 - jour.weekday())


def _session(db: Session, decrite: SessionDemo, maintenant: datetime) -> SessionFormation:
    aujourdhui = a_paris(maintenant).date()
    publiee = None if decrite.publiee is None else maintenant - timedelta(days=decrite.publiee)
    raison_sociale = next(un.raison_sociale for un in demo.ORGANISMES if un.siret == decrite.siret)
    avenir = decrite.marche is not None
    session = SessionFormation(
        formation=Formation(
            numero=f"14_AF_{decrite.numero:010d}",
            intitule=decrite.intitule,
            siret_responsable=decrite.siret,
            raison_sociale=raison_sociale,
        ),
        numero=f"SE_{decrite.numero:010d}",
        numero_interne=decrite.interne,
        siret=decrite.siret,
        siret_dispensateur=decrite.siret,
        debut=aujourdhui + timedelta(days=decrite.debut),
        fin=aujourdhui + timedelta(days=decrite.fin),
        lieu=decrite.lieu,
        places=12,
        etat=EtatFiche.EN_SAISIE if publiee is None else EtatFiche.PUBLIEE,
        etat_recrutement=EtatRecrutement.OUVERT,
        publiee_le=publiee,
        utilisable_des=publiee and utilisable_des(publiee, entier("delai_batch_carif")),
        dispositif="avenir" if avenir else None,
        annee_marche=aujourdhui.year + (decrite.marche or 0) if avenir else None,
        brique=(5 if "sectorielle" in decrite.intitule else 4) if avenir else None,
    )
    db.add(session)
    return session


def _ric(
    db: Session, session: SessionFormation, jour: date, heure: time, places: int, inscrits: tuple[Personne, ...]
) -> Rdv:
    debut = instant_a_paris(datetime.combine(jour, heure))
    rdv = Rdv(
        session=session,
        modalite=Modalite.RIC,
        debut=debut,
        fin=debut + timedelta(minutes=entier("duree_ric_defaut")),
        lieu=session.lieu,
        places=places,
        etat=EtatRdv.OUVERT,
    )
    db.add(rdv)
    for personne in inscrits:
        _inscrire(db, rdv, personne, StatutPresence.A_SAISIR)
    return rdv


def _inscrire(db: Session, rdv: Rdv, personne: Personne, presence: StatutPresence) -> None:
    identifiant, prenom, nom, prescripteur = personne
    connu = db.scalars(sa.select(Demandeur).where(Demandeur.identifiant == identifiant)).one_or_none()
    demandeur = connu or Demandeur(
        identifiant=identifiant, nom=nom, prenom=prenom, courriel=f"{identifiant.lower()}@demandeur.example"
    )
    inscription = InscriptionRdv(
        demandeur=demandeur,
        presence=presence,
        prescripteur=prescripteur,
        inscrit_le=rdv.debut - timedelta(days=15),
    )
    rdv.inscriptions.append(inscription)
    db.flush()
