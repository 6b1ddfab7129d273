"""Each repair at each question of each operation: the form answers it, then asks the same again or lets go cleanly."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy.orm import Session

from actions.catalogue import Catalogue
from engine.familles import load_operations
from tests.actions.pilote import Dit, Pilote
from tests.engine.monde import un_rdv, une_session

Ouvrir = Callable[..., Pilote]
# What answers each datum, in the order in which an operation asks for them.
REPONSES = {
    "siret": "80000000200017",
    "raison_sociale": "Formations du Havre",
    "rgc_nom": "Claire Leroy",
    "rgc_courriel": "claire.leroy@havre.example",
    "code_provisoire": "⟦sceau:gAAAA=⟧",
    "reference_demande": "AD-7K2M-4QXR",
    "session": "SE_0000160070",
    "date_heure": "mardi 19 janvier à 14h",
    "lieu": "à Rouen",
    "places": "20",
    "candidat": "1234567A",
    "rdv": "celle de cuisine",
    "presents": "Petit",
}
OPERATIONS = {
    "demander-adhesion": ("visiteur", ("siret", "raison_sociale", "rgc_nom", "rgc_courriel")),
    "valider-identifiants": ("visiteur", ("siret", "code_provisoire")),
    "redemander-identifiants": ("visiteur", ("siret",)),
    "creer-ric": ("gestionnaire", ("session", "date_heure", "lieu", "places")),
    "inscrire-candidat": ("gestionnaire", ("candidat", "rdv")),
    "saisir-presences": ("gestionnaire", ("rdv", "presents")),
}
CAS = [
    pytest.param(id, role, donnees[:rang], donnees[rang], id=f"{id}-{donnees[rang]}")
    for id, (role, donnees) in OPERATIONS.items()
    for rang in range(len(donnees))
]


@pytest.fixture(autouse=True)
def monde(db: Session) -> Iterator[None]:
    """Two sessions; on the first, two RIC to come and two past ones, so that nothing is chosen alone."""
    load_operations()
    cuisine, autre = une_session("CAP Cuisine", numero=160070), une_session("Secrétariat", numero=160071)
    db.add_all([cuisine, autre])
    db.add_all([un_rdv(cuisine, "2027-01-20T14:00"), un_rdv(autre, "2027-01-21T09:00")])
    db.add_all([un_rdv(cuisine, "2027-01-12T14:00", inscrits=("Petit", "Leroy"))])
    db.add_all([un_rdv(autre, "2027-01-11T09:00", inscrits=("Nguyen",))])
    db.commit()
    return


def arriver(c: Pilote, operation: str, avant: tuple[str, ...]) -> str:
    """Go on until the datum is asked; its question."""
    dit = c.demander(operation)
    for donnee in avant:
        dit = c.dire(REPONSES[donnee])
    return str(dit.messages[-1]["text"])


@pytest.mark.parametrize(("operation", "role", "avant", "donnee"), CAS)
def test_each_repair_at_each_question(
    conversation: Ouvrir, catalogue: Catalogue, operation: str, role: str, avant: tuple[str, ...], donnee: str
) -> None:
    c = conversation(role)
    question = arriver(c, operation, avant)
    attendue = catalogue.operations[operation].donnee(donnee)
    assert attendue is not None
    assert (c.slots["attend"] or {}).get("donnee") == donnee, question
    donnees = dict(c.slots["donnees"] or {})

    def encore(dit: Dit, *mots: str) -> None:
        for mot in (*mots, question):
            assert mot in dit
        assert (c.slots["donnees"] or {}) == donnees

    encore(c.dire("c'est quoi une RIC ?", "faq", "ric-definition"), "[utter_faq]")
    encore(c.dire("merci", "remerciement"), "[utter_remerciement]")
    encore(c.dire("pourquoi cette question ?", "pourquoi-cette-question"), attendue.pourquoi)
    encore(c.dire("je ne sais pas", "je-ne-sais-pas"))
    encore(c.dire("répète", "repeter"))
    encore(c.dire("oui", "affirmation"))
    c.dire("je veux parler à quelqu'un", "operation", "parler-a-un-conseiller")
    sans_suite = c.dire("laisse tomber", "annuler")
    if avant:
        encore(sans_suite)
    else:  # nothing had been given yet: nothing was set aside
        assert arriver(c, operation, avant) == question
    attente = c.dire("attends", "attendre")
    assert "je garde vos réponses" in attente
    assert question not in attente
    encore(c.dire("je reprends", "reprendre"))
    c.dire(REPONSES[donnee])
    assert (c.slots["donnees"] or {}).get(donnee) is not None
    annule = c.dire("annule", "annuler")
    assert "rien n’a été enregistré" in annule
    assert c.slots["operation"] is None
