"""Eight at once for the same thing: exactly one has it, the seven others are told why and what to do next."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
import sqlalchemy as sa

from engine.kit.clock import StoppedClock
from engine.kit.door import Socle, execute
from engine.kit.refus import Refus
from engine.offre.models import SessionFormation
from engine.recrutement.models import Rdv
from engine.recrutement.statuts import Modalite
from tests.engine.comptes import PAUL
from tests.engine.toutes import CONSEILLERE, LEA, MAINTENANT, Appel, tous_les_appels


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock(MAINTENANT)


def courir(socle: Socle, appels: list[Appel]) -> list[str | Refus]:
    """All at the same instant, each as if from its own process."""
    depart = Barrier(len(appels))

    def un(appel: Appel) -> str | Refus:
        depart.wait()
        try:
            return str(execute(socle, appel.operation, appel.donnees, appel.acteur)["recu"])
        except Refus as refus:
            return refus

    with ThreadPoolExecutor(len(appels)) as fils:
        return list(fils.map(un, appels))


def epreuves(socle: Socle) -> Iterator[tuple[str, set[str], list[Appel]]]:
    """What eight people want, and the codes of what the seven others may be told."""
    appels = {appel.operation: appel for appel in tous_les_appels(socle)}
    huit = [f"794250{rang}Z" for rang in range(8)]
    place = execute(socle, "creer-ric", appels["creer-ric"].donnees | {"places": 1}, PAUL)["resultat"]["rdv"]
    with socle.session() as db, db.begin():
        creneau = db.scalars(sa.select(Rdv.id).where(Rdv.modalite == Modalite.RV_INDIVIDUEL).order_by(Rdv.id)).first()
        formation = db.scalars(sa.select(SessionFormation).where(SessionFormation.numero == "SE_0000160071")).one()
        formation.places = 1
    noms = {"nom": "Petit", "prenom": "Léa"}
    yield (
        "the last place of a meeting",
        {"places-epuisees"},
        [Appel("inscrire-candidat", PAUL, {"candidat": [qui], "rdv": place}) for qui in huit],
    )
    yield (
        "the last slot",
        {"places-epuisees"},
        [Appel("prescrire-candidat", CONSEILLERE, {"candidat": qui, "rdv": creneau} | noms) for qui in huit],
    )
    yield (
        "the last place of a session",
        {"session-complete"},
        [Appel("inscrire-en-formation", PAUL, {"candidat": [qui], "session": "SE_0000160071"}) for qui in huit],
    )
    yield "one transfer", {"meme-rdv"}, [appels["transferer-candidat"]] * 8
    yield "one month", {"assiduite-deja-declaree"}, [appels["saisir-assiduite-mois"]] * 8
    yield (
        "one quote, taken or left",
        {"devis-passage-impossible"},
        [appels["accepter-devis"], appels["refuser-devis"]] * 4,
    )
    yield "one slot for oneself", {"deja-inscrit"}, [Appel("se-positionner", LEA, {"rdv": _autre(socle)})] * 8
    recu = execute(socle, "creer-ric", appels["creer-ric"].donnees | {"date_heure": "2027-03-29T14:00"}, PAUL)["recu"]
    yield "one undo", {"operation-deja-annulee"}, [Appel("annuler-derniere-operation", PAUL, {"operation": recu})] * 8
    yield (
        "one validation",
        {"inscription-terminee", "inscription-deja-validee"},
        [appels["valider-inscription"], appels["refuser-inscription"]] * 4,
    )
    yield (
        "one hand-over",
        {"conversation-deja-prise"},
        [
            replace(
                appels["prendre-conversation"], acteur=replace(appels["prendre-conversation"].acteur, id=f"u:{rang}")
            )
            for rang in range(8)
        ],
    )


def _autre(socle: Socle) -> int:
    """A new meeting of another session than the one where Léa has a place."""
    donnees = {"session": "SE_0000160074", "date_heure": "2027-03-31T14:00", "lieu": "Rouen", "places": 8}
    return int(execute(socle, "creer-ric", donnees, PAUL)["resultat"]["rdv"])


def test_one_winner_and_seven_told_why(socle: Socle) -> None:
    for quoi, codes, appels in epreuves(socle):
        issues = courir(socle, appels)
        refus = [issue for issue in issues if isinstance(issue, Refus)]
        assert len(refus) == 7, f"{quoi}: {issues}"
        assert {un.code for un in refus} <= codes, f"{quoi}: { {un.code for un in refus} }"
        assert all(str(un) and un.suite.titre for un in refus), quoi
