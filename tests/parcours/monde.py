"""A world of its own for each journey: an organisme nobody else has, its account, its sessions, its people."""

import email
import email.policy
import re
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Any
from uuid import uuid4

import httpx
import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.adhesion_comptes.comptes import hacher
from engine.adhesion_comptes.models import Adhesion, Organisme, Utilisateur
from engine.adhesion_comptes.statuts import StatutAdhesion
from engine.inscription_entree.models import Inscription
from engine.inscription_entree.statuts import StatutInscription
from engine.kit.clock import a_paris
from engine.kit.journal import JournalRow
from engine.offre.models import SessionFormation
from engine.recrutement.models import Candidature, Demandeur, InscriptionRdv, Rdv
from engine.recrutement.statuts import Modalite, StatutCandidature, StatutPresence
from tests.engine.inscriptions import une_inscription
from tests.engine.monde import inscrire, le, un_demandeur, un_rdv, une_session
from tests.pile import Conversation, Pile

MOT_DE_PASSE = "un-parcours"
LETTRE_AU_PLUS_TARD = 20.0
_hache = hacher(MOT_DE_PASSE)
_rangs = count(1)


def un_siret(rang: int) -> str:
    """A SIRET with a right check, that no demo organisme has."""
    base = f"8{rang:08d}0001"
    return next(base + cle for cle in "0123456789" if _luhn(base + cle))


def _luhn(numero: str) -> bool:
    doubles = [int(c) * (1 + rang % 2) for rang, c in enumerate(reversed(numero))]
    return sum(d - 9 if d > 9 else d for d in doubles) % 10 == 0


@dataclass
class Monde:
    """What a journey may name between braces: {siret}, {session}, {session2}, {candidat}, {inconnu}."""

    siret: str
    compte: str
    noms: dict[str, str] = field(default_factory=dict)

    def nommer(self, texte: str) -> str:
        for nom, valeur in self.noms.items():
            texte = texte.replace(f"{{{nom}}}", valeur)
        return texte

    def ouvrir(self, pile: Pile, acteur: str) -> Conversation:
        """A conversation of the visiteur or of the journey's own account."""
        jeton = None if acteur == "visiteur" else pile.connexion(self.compte, MOT_DE_PASSE)
        return pile.conversation(jeton)


def construire(pile: Pile, db: Session, decrit: dict[str, Any], role: str) -> Monde:
    """Write the world that a journey describes: `adhesion` accepted, `sessions` by title, `rdv` with their inscrits.

    `qualite` is a quality reference, `statut_adhesion` that of the organisme, `collegues` have an account.
    `inscriptions` (name: status) are enrolments in the first session; `debut`, `fin` its days. A rdv may have a
    `modalite` and the `presence` of its inscrits; `candidatures` (name: prescriber) are to call back.
    """
    rang = next(_rangs)
    monde = Monde(un_siret(rang), f"parcours-{rang}-{uuid4().hex[:6]}")
    monde.noms = {"siret": monde.siret, "candidat": f"{6000000 + rang}A", "inconnu": f"{6500000 + rang}B"}
    if decrit.get("adhesion") == "acceptee":
        monde.noms["code"] = _faire_accepter(pile, monde.siret)
    if role == "visiteur":
        return monde
    organisme = Organisme(siret=monde.siret, raison_sociale=f"Organisme du parcours {rang}")
    organisme.reference_qualite = decrit.get("qualite")
    db.add(organisme)
    db.flush()
    if "statut_adhesion" in decrit:
        db.add(une_adhesion(monde.siret, StatutAdhesion(decrit["statut_adhesion"])))
    for collegue in decrit.get("collegues", ()):
        courriel = f"{uuid4().hex[:8]}@parcours.example"
        db.add(
            Utilisateur(
                identifiant=courriel, mot_de_passe=_hache, nom=collegue, courriel=courriel, role="gestionnaire",
                siret=monde.siret, actif=True,
            )
        )  # fmt: skip
    compte = Utilisateur(identifiant=monde.compte, mot_de_passe=_hache, nom="Camille Roux", courriel="c@greta.example")
    compte.role, compte.siret, compte.actif = role, monde.siret, True
    db.add(compte)
    sessions: dict[str, SessionFormation] = {}
    for place, intitule in enumerate(decrit.get("sessions", ()), 1):
        dits = {quoi: decrit[quoi] for quoi in ("publiee_le", "debut", "fin", "marche_avenir") if quoi in decrit}
        sessions[intitule] = une_session(intitule, siret=monde.siret, numero=900000 + 10 * rang + place, **dits)
        monde.noms["session" if place == 1 else f"session{place}"] = sessions[intitule].numero
    db.add_all(sessions.values())
    for place, rdv in enumerate(decrit.get("rdv", ())):
        modalite = Modalite(rdv.get("modalite", Modalite.RIC))
        construit = un_rdv(sessions[rdv["session"]], rdv["quand"], places=rdv.get("places", 20), modalite=modalite)
        presence = StatutPresence(rdv.get("presence", StatutPresence.A_SAISIR))
        for numero, personne in enumerate(rdv.get("inscrits", ())):
            prenom, _, nom = personne.partition(" ")
            demandeur = un_demandeur(nom, prenom, f"{(7000 + rang) * 1000 + place * 50 + numero:07d}A")
            inscrire(construit, demandeur, presence)
        db.add(construit)
    for numero, (personne, prescripteur) in enumerate((decrit.get("candidatures") or {}).items()):
        prenom, _, nom = personne.partition(" ")
        plage = un_rdv(next(iter(sessions.values())), "2027-01-01T00:00", modalite=Modalite.CANDIDATURE, places=0)
        plage.fin = le("2027-02-01T00:00")
        demandeur = un_demandeur(nom, prenom, f"{(7000 + rang) * 1000 + 700 + numero:07d}A")
        candidature = Candidature(plage=plage, demandeur=demandeur, statut=StatutCandidature.PROPOSEE)
        candidature.prescripteur, candidature.proposee_le = prescripteur, le("2027-01-04T09:00")
        db.add(candidature)
    for numero, (personne, statut) in enumerate((decrit.get("inscriptions") or {}).items()):
        prenom, _, nom = personne.partition(" ")
        demandeur = un_demandeur(nom, prenom, f"{(7000 + rang) * 1000 + 500 + numero:07d}A")
        une_inscription(db, next(iter(sessions.values())), demandeur, StatutInscription(statut))
    db.commit()
    return monde


def une_adhesion(siret: str, statut: StatutAdhesion) -> Adhesion:
    """An adhésion at this status, asked for by the RGC of the journey."""
    courriel, le = "c@greta.example", datetime(2027, 1, 4, 9, tzinfo=UTC)
    adhesion = Adhesion(siret=siret, reference=f"AD-{siret}", rgc_nom="Camille Roux", rgc_courriel=courriel)
    adhesion.statut, adhesion.deposee_le = statut, le
    return adhesion


def _faire_accepter(pile: Pile, siret: str) -> str:
    """Ask for an adhésion, have it accepted; the provisional code, as its letter says it."""
    demande = {"siret": siret, "raison_sociale": "Parcours", "rgc_nom": "Claire Leroy", "rgc_courriel": "c@rgc.example"}
    httpx.post(f"{pile.url}/api/v1/operations/demander-adhesion", json=demande).raise_for_status()
    entete = {"Authorization": f"Bearer {pile.connexion('plateforme', 'kairos-demo')}"}
    accepter = f"{pile.url}/api/v1/operations/accepter-adhesion"
    httpx.post(accepter, json={"siret": siret}, headers=entete).raise_for_status()
    limite = time.monotonic() + LETTRE_AU_PLUS_TARD
    while time.monotonic() < limite:
        for lettre in (pile.var / "courriels").glob("*identifiants_provisoires.eml"):
            texte = email.message_from_bytes(lettre.read_bytes(), policy=email.policy.default).get_content()
            code = re.search(r"\b[A-Z2-9]{4}-[A-Z2-9]{4}\b", texte)
            if siret in texte and code:
                return code[0]
        time.sleep(0.1)
    raise AssertionError("la lettre du code n’est pas partie")


def verifier(db: Session, monde: Monde, conversation: str, alors: dict[str, Any]) -> None:
    """What must be true in the database afterwards."""
    db.expire_all()
    lignes = db.scalars(
        sa.select(JournalRow).where(JournalRow.conversation == conversation).order_by(JournalRow.id)
    ).all()
    assert [ligne.operation for ligne in lignes if ligne.recu] == alors.get("recus", [])
    sessions = sa.select(SessionFormation.id).where(SessionFormation.siret == monde.siret)
    if "presences" in alors:
        inscriptions = db.scalars(sa.select(InscriptionRdv).join(Rdv).where(Rdv.session_id.in_(sessions))).all()
        lues = {_nom(db, i.demandeur_id): i.presence.value for i in inscriptions}
        assert {nom: lues[nom] for nom in alors["presences"]} == alors["presences"]
    if "rdv" in alors:
        crees = db.scalars(sa.select(Rdv).where(Rdv.session_id.in_(sessions)).order_by(Rdv.id)).all()
        dits = [{"debut": f"{a_paris(r.debut):%Y-%m-%dT%H:%M}", "lieu": r.lieu, "places": r.places} for r in crees]
        assert dits == alors["rdv"]
    if "inscriptions" in alors:
        enregistrees = db.scalars(
            sa.select(Inscription).where(Inscription.session_id.in_(sessions)).order_by(Inscription.id)
        )
        assert {_nom(db, une.demandeur_id): une.statut.value for une in enregistrees} == alors["inscriptions"]
    if "inscrits" in alors:
        inscrits = db.scalars(
            sa.select(Demandeur.identifiant).join(InscriptionRdv).join(Rdv).where(Rdv.session_id.in_(sessions))
        ).all()
        assert sorted(inscrits) == sorted(monde.nommer(numero) for numero in alors["inscrits"])


def _nom(db: Session, demandeur: int) -> str:
    personne = db.get_one(Demandeur, demandeur)
    return f"{personne.prenom} {personne.nom}"
