"""The one door: once, whole or not at all, written down for good."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import sqlalchemy as sa

from engine.adhesion_comptes.models import Adhesion
from engine.api.jetons import VISITEUR
from engine.kit.acteurs import Acteur, Role
from engine.kit.db import Base
from engine.kit.door import Socle, apercu, execute
from engine.kit.journal import JournalRow
from engine.kit.operations import OPERATIONS
from engine.kit.refus import CleDejaUtilisee, ConnexionRequise, DroitInsuffisant, OperationInconnue, Refus
from tests.engine.adhesions import (
    HOTLINE,
    INCONNU,
    PLATEFORME,
    SIRET,
    adhesion,
    demande,
    evenements,
    faux_code,
    refus_de,
    un_code,
    une_demande,
    valider,
)


def comptes(socle: Socle) -> dict[str, int]:
    """How many rows every table holds, DBOS's included."""
    metadata = sa.MetaData()
    schema = "dbos" if socle.engine.dialect.name == "postgresql" else None
    workflows = sa.Table("workflow_status", metadata, schema=schema, autoload_with=socle.engine)
    tables = [*Base.metadata.sorted_tables, workflows]
    with socle.engine.connect() as connection:
        return {t.name: connection.execute(sa.select(sa.func.count()).select_from(t)).scalar_one() for t in tables}


def sirets(nombre: int) -> list[str]:
    """That many valid SIRET."""
    from engine.kit.identifiers import siret_est_correct

    valides = (f"217605408{rang:05d}" for rang in range(10000))
    return [siret for siret in valides if siret_est_correct(siret)][:nombre]


def test_the_same_key_acts_once_for_eight_impatient_clicks(socle: Socle) -> None:
    with ThreadPoolExecutor(8) as pool:
        recus = list(pool.map(lambda _: execute(socle, "demander-adhesion", demande(), VISITEUR, "un-oui"), range(8)))
    assert {recu["recu"] for recu in recus} == {"R-2027-000001"}
    assert sorted(recu["rejoue"] for recu in recus) == [False] + [True] * 7
    assert evenements(socle) == ["adhesion_comptes.adhesion_demandee"]


def test_the_same_key_with_other_data_is_refused(socle: Socle) -> None:
    execute(socle, "demander-adhesion", demande(), VISITEUR, "cle")
    with pytest.raises(CleDejaUtilisee):
        execute(socle, "demander-adhesion", demande(rgc_nom="Paul Mercier"), VISITEUR, "cle")
    with pytest.raises(CleDejaUtilisee):
        execute(socle, "redemander-identifiants", {"siret": SIRET}, VISITEUR, "cle")


def test_a_key_belongs_to_who_used_it(socle: Socle) -> None:
    execute(socle, "demander-adhesion", demande(), VISITEUR, "cle")
    autre = execute(socle, "redemander-identifiants", {"siret": SIRET}, HOTLINE, "cle")
    assert autre["rejoue"] is False


def test_a_key_is_honoured_for_good(socle: Socle, clock: Any) -> None:
    premier = execute(socle, "demander-adhesion", demande(), VISITEUR, "cle")
    clock.set("2029-06-01T10:00")
    assert execute(socle, "demander-adhesion", demande(), VISITEUR, "cle") == premier | {"rejoue": True}


def test_a_refused_attempt_leaves_its_key_free(socle: Socle) -> None:
    refus_de(execute, socle, "accepter-adhesion", {"siret": SIRET}, PLATEFORME, "cle")
    une_demande(socle)
    assert execute(socle, "accepter-adhesion", {"siret": SIRET}, PLATEFORME, "cle")["rejoue"] is False


def test_a_refusal_that_left_a_trace_is_said_again_and_counted_once(socle: Socle) -> None:
    faux = faux_code(un_code(socle))
    dits = [refus_de(valider, socle, faux, cle="un-essai").as_dict() for _ in range(3)]
    assert dits[0] == dits[1] == dits[2]
    assert adhesion(socle).essais == 1


def test_receipts_follow_one_another_under_eight_threads(socle: Socle) -> None:
    with ThreadPoolExecutor(8) as pool:
        recus = list(pool.map(lambda s: execute(socle, "demander-adhesion", demande(s), VISITEUR), sirets(24)))
    assert sorted(recu["recu"] for recu in recus) == [f"R-2027-{rang:06d}" for rang in range(1, 25)]


def test_receipts_start_again_each_year_as_paris_counts_years(socle: Socle, clock: Any) -> None:
    un, deux, trois = sirets(3)
    clock.set("2027-12-31T23:59")
    assert execute(socle, "demander-adhesion", demande(un), VISITEUR)["recu"] == "R-2027-000001"
    clock.set("2028-01-01T00:00")
    assert execute(socle, "demander-adhesion", demande(deux), VISITEUR)["recu"] == "R-2028-000001"
    assert execute(socle, "demander-adhesion", demande(trois), VISITEUR)["recu"] == "R-2028-000002"


def test_one_siret_asked_for_eight_times_at_once_has_one_adhesion(socle: Socle) -> None:
    def demander(_: int) -> str:
        try:
            return str(execute(socle, "demander-adhesion", demande(), VISITEUR)["recu"])
        except Refus as refus:
            return refus.code

    with ThreadPoolExecutor(8) as pool:
        issues = list(pool.map(demander, range(8)))
    assert sorted(issues) == ["R-2027-000001"] + ["un-siret-un-compte"] * 7


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET objet = 'rien'",
        "DELETE FROM journal",
        "UPDATE journal_texte SET message = 'rien'",
        "DELETE FROM journal_texte",
    ],
)
def test_the_journal_is_append_only(socle: Socle, statement: str) -> None:
    une_demande(socle)
    with pytest.raises(sa.exc.DBAPIError, match=r"append-only|only ever erased"), socle.engine.begin() as connection:
        connection.exec_driver_sql(statement)
    assert evenements(socle) == ["adhesion_comptes.adhesion_demandee"]


def test_the_journal_says_who_what_and_through_which_channel(socle: Socle) -> None:
    qui = Acteur("utilisateur:7", Role.HOTLINE, nom="Nadia", canal="console", conversation="c-12")
    recu = execute(socle, "demander-adhesion", demande(), qui, "cle")
    with socle.session() as db:
        row = db.scalars(sa.select(JournalRow)).one()
    assert (row.acteur, row.texte.acteur_nom, row.role, row.canal, row.conversation) == (
        "utilisateur:7", "Nadia", "hotline", "console", "c-12",
    )  # fmt: skip
    assert (row.operation, row.recu, row.siret, row.cle) == ("demander-adhesion", recu["recu"], SIRET, "cle")
    assert row.objet == f"adhesion:{adhesion(socle).id}"
    assert row.apres == {"statut": "deposee"}


def test_a_preview_leaves_nothing_behind(socle: Socle) -> None:
    un_code(socle)
    avant = comptes(socle)
    vue = apercu(socle, "demander-adhesion", demande(INCONNU), VISITEUR)
    assert vue["complet"]
    assert apercu(socle, "redemander-identifiants", {"siret": SIRET}, VISITEUR)["complet"]
    refusee = apercu(socle, "accepter-adhesion", {"siret": SIRET}, PLATEFORME)
    assert refusee["refus"]["code"] == "adhesion-passage-impossible"
    assert comptes(socle) == avant
    assert adhesion(socle).code_numero == 1


def test_a_partial_preview_says_what_it_read_what_is_wrong_and_what_is_missing(socle: Socle) -> None:
    donnees = {"siret": "217 605 408 00012", "rgc_courriel": "claire", "date_fin_validite": "2027-03-01"}
    vue = apercu(socle, "demander-adhesion", donnees, VISITEUR)
    assert vue["donnees"]["siret"] == {"valeur": SIRET, "libelle": SIRET}
    assert vue["donnees"]["date_fin_validite"] == {"valeur": "2027-03-01", "libelle": "lundi 1er mars 2027"}
    assert [(refus["donnee"], refus["code"]) for refus in vue["refusees"]] == [("rgc_courriel", "courriel-incorrect")]
    assert [manque["donnee"] for manque in vue["manquantes"]] == ["raison_sociale", "rgc_nom"]
    assert (vue["complet"], vue["recap"], vue["refus"]) == (False, None, None)


def test_the_recap_of_a_complete_preview_shows_each_datum(socle: Socle) -> None:
    vue = apercu(socle, "demander-adhesion", demande(), VISITEUR)
    assert vue["recap"].splitlines() == [
        "SIRET\u00a0: 21760540800012",
        "Raison sociale\u00a0: Formations du Havre",
        "Responsable gestionnaire des comptes (RGC)\u00a0: Claire Leroy",
        "Courriel du RGC\u00a0: claire.leroy@havre.example",
    ]
    assert vue["avertissements"][0]["code"] == "sans-referencement-qualite"


def test_a_rule_that_names_a_datum_is_shown_on_it(socle: Socle) -> None:
    une_demande(socle)
    vue = apercu(socle, "demander-adhesion", demande(), VISITEUR)
    assert not vue["complet"]
    assert vue["refusees"][0]["donnee"] == "siret"
    assert vue["refusees"][0]["code"] == "un-siret-un-compte"


@pytest.mark.parametrize("id", sorted(OPERATIONS))
@pytest.mark.parametrize("role", list(Role))
def test_every_operation_is_for_its_roles_only(sqlite_socle: Socle, id: str, role: Role) -> None:
    acteur = Acteur("utilisateur:1", role, siret=SIRET)
    if role.peut(OPERATIONS[id].roles):
        assert apercu(sqlite_socle, id, {}, acteur)["operation"] == id
        return
    attendu = ConnexionRequise if role is Role.VISITEUR else DroitInsuffisant
    for porte in (apercu, execute):
        with pytest.raises(attendu):
            porte(sqlite_socle, id, {}, acteur)


def test_an_unknown_operation_is_unknown(socle: Socle) -> None:
    with pytest.raises(OperationInconnue):
        execute(socle, "tout-effacer", {}, HOTLINE)


class PanneError(Exception):
    """What a fault injected by the tests raises."""


@pytest.mark.parametrize(
    ("operation", "donnees", "acteur"),
    [
        ("demander-adhesion", demande(INCONNU), VISITEUR),
        ("accepter-adhesion", {"siret": SIRET}, PLATEFORME),
        ("refuser-adhesion", {"siret": SIRET, "motif": "Dossier incomplet"}, PLATEFORME),
    ],
)
def test_a_failure_at_any_statement_leaves_nothing_half_done(
    socle: Socle, operation: str, donnees: dict[str, Any], acteur: Acteur
) -> None:
    une_demande(socle)
    avant = comptes(socle)
    rang_fatal, vus = 0, 0

    def casser(*_: Any) -> None:
        nonlocal vus
        vus += 1
        if vus == rang_fatal:
            raise PanneError

    sa.event.listen(socle.engine, "before_cursor_execute", casser)
    sa.event.listen(socle.engine, "commit", casser)
    while True:
        rang_fatal, vus = rang_fatal + 1, 0
        try:
            recu = execute(socle, operation, donnees, acteur, "cle")
        except PanneError:
            sauf, rang_fatal = rang_fatal, 0
            assert comptes(socle) == avant
            rang_fatal = sauf
            continue
        break
    sa.event.remove(socle.engine, "before_cursor_execute", casser)
    sa.event.remove(socle.engine, "commit", casser)
    assert rang_fatal > 8
    assert (recu["recu"], recu["rejoue"]) == ("R-2027-000002", False)
    assert comptes(socle)["journal"] == avant["journal"] + 1


def test_an_answer_lost_after_the_commit_is_found_again(socle: Socle) -> None:
    """Killed between the commit and the answer: the retry says the receipt, and acts no more."""

    def perdre(_session: Any) -> None:
        raise PanneError

    sa.event.listen(sa.orm.Session, "after_commit", perdre)
    try:
        with pytest.raises(PanneError):
            execute(socle, "demander-adhesion", demande(), VISITEUR, "cle")
    finally:
        sa.event.remove(sa.orm.Session, "after_commit", perdre)
    assert execute(socle, "demander-adhesion", demande(), VISITEUR, "cle")["rejoue"] is True
    with socle.session() as db:
        assert db.scalar(sa.select(sa.func.count()).select_from(Adhesion)) == 1
