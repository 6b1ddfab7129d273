"""An organisme with a quality reference and one without, the parties that answer quotes, and what they do."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.adhesion_comptes.models import Organisme, Utilisateur
from engine.financement.models import Devis
from engine.kit.acteurs import Acteur, Role
from engine.kit.door import Socle, execute
from engine.kit.journal import JournalRow
from engine.kit.notices import NoticeRow
from engine.kit.operations import ANNULATIONS, Effet
from engine.recrutement.models import Demandeur
from tests.engine.monde import GRETA, VOISIN, un_rdv, une_session
from tests.engine.monde import inscrire as inscrire_au_rdv

Faire = Callable[..., dict[str, Any]]
GESTIONNAIRE = Acteur("utilisateur:1", Role.GESTIONNAIRE, GRETA, "Claire Aubry")
VOISINE = Acteur("utilisateur:2", Role.GESTIONNAIRE, VOISIN, "Inès Morel")
CONSEILLERE = Acteur("utilisateur:3", Role.PRESCRIPTEUR, None, "Pôle emploi Rouen")
PETIT = Acteur("utilisateur:4", Role.DEMANDEUR_EMPLOI, None, "Léa Petit", demandeur="7942369Z")
DUPRE = Acteur("utilisateur:5", Role.EMPLOYEUR, None, "Entreprise Dupré")
HOTLINE = Acteur("utilisateur:6", Role.HOTLINE, None, "Nadia")
AIF = {"type_devis": "aif", "candidat": "7942369Z", "session": "SE_0000160070", "montant": "3200.50", "heures": 210}
POEI = AIF | {"type_devis": "poei", "employeur": "Dupré"}


@pytest.fixture
def organismes(db: Session) -> None:
    """Both organismes, a session each, and Léa Petit registered with the Greta."""
    db.add(
        Organisme(siret=GRETA, raison_sociale="Greta", reference_qualite="QUAL-1", date_fin_validite=date(2027, 6, 30))
    )
    db.add(Organisme(siret=VOISIN, raison_sociale="Atelier"))
    for rang, qui in enumerate((GESTIONNAIRE, VOISINE, CONSEILLERE, PETIT, DUPRE), 1):
        db.add(
            Utilisateur(
                id=rang, identifiant=f"compte{rang}", mot_de_passe="-", nom=qui.nom, courriel=f"{rang}@demo.example",
                role=qui.role.value, siret=qui.siret, demandeur=qui.demandeur,
            )
        )  # fmt: skip
    petit = Demandeur(identifiant="7942369Z", nom="Petit", prenom="Léa", courriel="lea@demandeur.example")
    rdv = un_rdv(une_session("CAP Cuisine", numero=160070), "2027-01-19T14:00")
    inscrire_au_rdv(rdv, petit)
    db.add_all([rdv, une_session("Menuiserie", numero=169954, siret=VOISIN)])
    db.commit()


@pytest.fixture
def fait(socle: Socle, organismes: None) -> Faire:
    """Carry out an operation as the gestionnaire of the Greta, unless said otherwise."""

    def faire(operation: str, acteur: Acteur = GESTIONNAIRE, **donnees: Any) -> dict[str, Any]:
        return execute(socle, operation, donnees, acteur)

    return faire


@pytest.fixture
def un_devis(fait: Faire) -> str:
    """Number of the draft AIF of Léa Petit."""
    return str(fait("creer-devis", **AIF)["resultat"]["devis"])


def jusqu_a(fait: Faire, numero: str, statut: str, beneficiaire: Acteur = PETIT) -> None:
    """Bring a draft to a status, through the door."""
    etapes = {
        "brouillon": [],
        "transmis": ["transmettre"],
        "accepte": ["transmettre", "accepter"],
        "refuse": ["transmettre", "refuser"],
        "valide": ["transmettre", "accepter", "valider"],
        "refuse_pe": ["transmettre", "accepter", "refuser_pe"],
        "clos": ["transmettre", "accepter", "valider", "clore"],
    }
    for etape in etapes[statut]:
        if etape == "transmettre":
            fait("transmettre-devis", devis=numero)
        elif etape == "accepter":
            fait("accepter-devis", beneficiaire, devis=numero)
        elif etape == "refuser":
            fait("refuser-devis", beneficiaire, devis=numero, motif="Trop loin de chez moi")
        elif etape == "refuser_pe":
            fait("refuser-devis", CONSEILLERE, devis=numero, motif="Formation déjà financée")
        else:
            fait(f"{etape}-devis", CONSEILLERE, devis=numero)


def lire(db: Session, numero: str) -> Devis:
    """The quote as it is now."""
    db.expire_all()
    return db.scalars(sa.select(Devis).where(Devis.numero == numero)).one()


def lettres(db: Session) -> list[tuple[str, str | None]]:
    """What was planned, in order: model and address."""
    return [(row.modele, row.destinataire) for row in db.scalars(sa.select(NoticeRow).order_by(NoticeRow.id))]


def defaire(socle: Socle, operation: str, acteur: Acteur = GESTIONNAIRE) -> Effet:
    """What annuler-derniere-operation does of the last such operation, kept."""
    with socle.session() as db, db.begin():
        ligne = db.scalars(
            sa.select(JournalRow).where(JournalRow.operation == operation).order_by(JournalRow.id.desc()).limit(1)
        ).one()
        return ANNULATIONS[operation](ligne, socle.contexte(db, acteur))
