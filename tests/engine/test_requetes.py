"""What a read costs does not grow with the people in it: statements are counted, of few people and of many."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy as sa

from engine.inscription_entree.statuts import StatutInscription
from engine.kit.acteurs import Acteur, Role
from engine.kit.door import Socle, apercu, execute
from tests.engine.inscriptions import une_inscription
from tests.engine.monde import GRETA, VOISIN, un_demandeur, un_rdv, une_session

PEU, BEAUCOUP = (GRETA, 2), (VOISIN, 9)
SESSIONS = {GRETA: 1, VOISIN: 2}


def acteur(siret: str) -> Acteur:
    return Acteur(f"utilisateur:{siret}", Role.GESTIONNAIRE, siret, "Sophie Bernard")


@contextmanager
def ordres(socle: Socle) -> Iterator[list[str]]:
    """The statements sent to the database meanwhile."""
    vus: list[str] = []

    def noter(_connexion: object, _curseur: object, ordre: str, *_reste: object) -> None:
        vus.append(ordre)

    sa.event.listen(socle.engine, "before_cursor_execute", noter)
    yield vus
    sa.event.remove(socle.engine, "before_cursor_execute", noter)


@pytest.fixture
def rdv(sqlite_socle: Socle) -> dict[str, int]:
    """A session just over in each of two organismes, with its meeting and its people; the meeting's id."""
    faits = {}
    with sqlite_socle.session() as db, db.begin():
        for siret, combien in (PEU, BEAUCOUP):
            noms = tuple(f"Nom{n}" for n in range(combien))
            session = une_session(
                siret=siret, debut="2026-11-02", fin="2027-01-11", publiee_le="2026-10-01T09:00", numero=SESSIONS[siret]
            )
            faits[siret] = un_rdv(session, "2027-01-05T14:00", inscrits=noms)
            db.add(faits[siret])
            for nom in noms:
                en_formation = StatutInscription.EN_FORMATION
                une_inscription(db, session, un_demandeur(nom), en_formation, quand="2026-10-20T09:00")
        db.flush()
        return {siret: rdv.id for siret, rdv in faits.items()}


def _presences(socle: Socle, siret: str, rdv: int) -> None:
    with socle.session() as db:
        gens = sorted(db.scalars(sa.text("SELECT demandeur_id FROM inscription_rdv WHERE rdv_id = :rdv"), {"rdv": rdv}))
    apercu(socle, "saisir-presences", {"rdv": rdv, "presents": gens}, acteur(siret))


def lire(operation: str) -> Callable[[Socle, str, int], object]:
    return lambda socle, siret, rdv: execute(socle, operation, {}, acteur(siret))


LECTURES: dict[str, Callable[[Socle, str, int], object]] = {
    "mes-sessions": lire("mes-sessions"),
    "mes-echeances": lire("mes-echeances"),
    "consulter-inscrits": lambda s, siret, rdv: execute(s, "consulter-inscrits", {"rdv": rdv}, acteur(siret)),
    "consulter-inscrits, par session": lambda s, siret, rdv: execute(
        s, "consulter-inscrits", {"session": f"SE_{SESSIONS[siret]:010d}"}, acteur(siret)
    ),
    "aperçu de saisir-presences": _presences,
    "aperçu de saisir-absence": lambda s, siret, rdv: apercu(s, "saisir-absence", {}, acteur(siret)),
    "aperçu de saisir-bilan": lambda s, siret, rdv: apercu(s, "saisir-bilan", {}, acteur(siret)),
    "aperçu d’inscrire-candidat": lambda s, siret, rdv: apercu(s, "inscrire-candidat", {}, acteur(siret)),
}


@pytest.mark.parametrize("lecture", LECTURES.values(), ids=LECTURES)
def test_many_people_take_no_more_statements_than_few(
    sqlite_socle: Socle, rdv: dict[str, int], lecture: Callable[[Socle, str, int], object]
) -> None:
    vus = {}
    for siret, _ in (PEU, BEAUCOUP):
        with ordres(sqlite_socle) as vus[siret]:
            lecture(sqlite_socle, siret, rdv[siret])
    assert len(vus[VOISIN]) == len(vus[GRETA]), "\n".join(vus[VOISIN])


def test_the_people_of_a_meeting_are_read_twice_to_enter_their_presences(
    sqlite_socle: Socle, rdv: dict[str, int]
) -> None:
    """Once to name them, once under the lock."""
    with ordres(sqlite_socle) as vus:
        _presences(sqlite_socle, VOISIN, rdv[VOISIN])
    assert sum("FROM inscription_rdv LEFT OUTER JOIN demandeur" in ordre for ordre in vus) == 2


def test_many_candidates_are_looked_for_at_once(sqlite_socle: Socle) -> None:
    """Whom the organisme knows, who exists, and who has an appointment already."""
    with sqlite_socle.session() as db, db.begin():
        rdv = un_rdv(une_session(publiee_le="2026-10-01T09:00"), "2027-02-05T14:00", inscrits=("Martin",))
        db.add(rdv)
        db.flush()
        numero, connu = rdv.id, rdv.inscriptions[0].demandeur.identifiant
    vus = []
    for debut, combien in ((1_000_000, 1), (2_000_000, 9)):
        candidats = [connu, *(f"{debut + n}A" for n in range(combien))]
        with ordres(sqlite_socle) as tous:
            execute(sqlite_socle, "inscrire-candidat", {"rdv": numero, "candidat": candidats}, acteur(GRETA))
        vus.append([ordre for ordre in tous if ordre.startswith("SELECT")])
    assert len(vus[1]) == len(vus[0]), "\n".join(vus[1])
