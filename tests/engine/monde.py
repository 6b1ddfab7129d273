"""Builders of the recruitment world: they say the facts and default the rest. What they return is not saved yet."""

from datetime import date, datetime, timedelta
from itertools import count

from engine.kit.clock import instant_a_paris
from engine.kit.parametres import entier
from engine.offre.models import Formation, SessionFormation
from engine.offre.regles import utilisable_des
from engine.offre.statuts import EtatFiche, EtatRecrutement
from engine.recrutement.models import Demandeur, InscriptionRdv, Rdv
from engine.recrutement.statuts import EtatRdv, Modalite, StatutPresence

GRETA = "13000576600485"
VOISIN = "82091873800023"
_numeros = count(200000)  # away from the numbers that tests say


def le(local: str) -> datetime:
    """The instant of a local Paris time, `2027-01-12T14:00`."""
    return instant_a_paris(datetime.fromisoformat(local))


def une_session(
    intitule: str = "CAP Cuisine",
    *,
    siret: str = GRETA,
    debut: str | None = "2027-03-01",
    fin: str | None = "2027-06-30",
    publiee_le: str = "2027-01-04T09:00",
    etat: EtatFiche = EtatFiche.PUBLIEE,
    etat_recrutement: EtatRecrutement = EtatRecrutement.OUVERT,
    marche_avenir: int | None = None,
    numero: int | None = None,
) -> SessionFormation:
    rang = numero or next(_numeros)
    publiee = None if etat is EtatFiche.EN_SAISIE else le(publiee_le)
    return SessionFormation(
        formation=Formation(
            numero=f"14_AF_{rang:010d}", intitule=intitule, siret_responsable=siret, raison_sociale="Greta Normandie"
        ),
        numero=f"SE_{rang:010d}",
        numero_interne=f"{3400000 + rang}",
        siret=siret,
        siret_dispensateur=siret,
        debut=date.fromisoformat(debut) if debut else None,
        fin=date.fromisoformat(fin) if fin else None,
        lieu="Rouen",
        places=12,
        etat=etat,
        etat_recrutement=etat_recrutement,
        publiee_le=publiee,
        utilisable_des=publiee and utilisable_des(publiee, entier("delai_batch_carif")),
        dispositif="avenir" if marche_avenir else None,
        annee_marche=marche_avenir,
        brique=5 if marche_avenir else None,
    )


def un_demandeur(nom: str | None, prenom: str | None = "Camille", identifiant: str | None = None) -> Demandeur:
    return Demandeur(identifiant=identifiant or f"{next(_numeros):07d}A", nom=nom, prenom=nom and prenom, courriel=None)


def un_rdv(
    session: SessionFormation,
    quand: str = "2027-01-12T14:00",
    *,
    inscrits: tuple[str, ...] = (),
    places: int = 20,
    modalite: Modalite = Modalite.RIC,
    etat: EtatRdv = EtatRdv.OUVERT,
) -> Rdv:
    debut = le(quand)
    rdv = Rdv(
        session=session, modalite=modalite, debut=debut, fin=debut + timedelta(hours=2), lieu="Rouen", places=places,
        etat=etat,
    )  # fmt: skip
    for nom in inscrits:
        inscrire(rdv, un_demandeur(nom))
    return rdv


def inscrire(
    rdv: Rdv,
    demandeur: Demandeur,
    presence: StatutPresence = StatutPresence.A_SAISIR,
    prescripteur: str | None = "Mission locale de Rouen",
) -> InscriptionRdv:
    return InscriptionRdv(
        rdv=rdv, demandeur=demandeur, presence=presence, prescripteur=prescripteur, inscrit_le=le("2027-01-05T09:00")
    )
