"""After the storm: does the database say what people were told, all of it, once?"""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from engine.worker import AT_ONCE
from tests.chaos.clients import Memoire
from tests.chaos.systeme import Systeme

EN_MAIN = AT_ONCE + 1  # letters in hand at once: workflows and the round; each may be repeated once by a fault
# Raw SQL on the columns that the contract of the journal names: what is checked does not check itself.
JOURNAL = "SELECT acteur, cle, recu, operation, evenement, role, objet FROM journal ORDER BY id"
PLACES = """
SELECT d.identifiant, i.rdv_id, i.presence FROM inscription_rdv i JOIN demandeur d ON d.id = i.demandeur_id
"""
INSCRIPTIONS = "SELECT d.identifiant, i.statut FROM inscription i JOIN demandeur d ON d.id = i.demandeur_id"


def lire(systeme: Systeme, requete: str) -> list[Any]:
    with systeme.socle.engine.connect() as connection:
        return list(connection.execute(sa.text(requete)))


def en_attente(systeme: Systeme) -> dict[str, int]:
    """How many letters are to send, deadlines come and not kept, workflows not finished; those of which there are."""
    schema = "" if systeme.base == "sqlite" else "dbos."
    maintenant = sa.bindparam("maintenant", systeme.horloge.now(), type_=sa.DateTime(timezone=True))
    attendus = {
        "letters": sa.text("SELECT count(*) FROM notice WHERE statut = 'a_envoyer'"),
        "deadlines": sa.text("SELECT count(*) FROM echeance WHERE faite_le IS NULL AND le <= :maintenant").bindparams(
            maintenant
        ),
        "workflows": sa.text(f"SELECT count(*) FROM {schema}workflow_status WHERE status IN ('ENQUEUED', 'PENDING')"),
    }
    with systeme.socle.engine.connect() as connection:
        nombres = {quoi: int(connection.scalar(requete) or 0) for quoi, requete in attendus.items()}
    return {quoi: nombre for quoi, nombre in nombres.items() if nombre}


def constater(systeme: Systeme, memoires: Iterable[Memoire]) -> dict[str, Any]:
    """The figures; raises AssertionError, naming what, when something is lost, doubled or half-done."""
    memoires = list(memoires)
    lignes = lire(systeme, JOURNAL)
    perdus, doubles = _recus(lignes, memoires)
    _sans_trou(lignes)
    etats = _etats(systeme, memoires)
    return (
        {"effets": sum(len(memoire.reponses) for memoire in memoires), "perdus": perdus, "doublés": doubles}
        | {"reçus": sum(1 for ligne in lignes if ligne.recu), "objets_vérifiés": etats}
        | _lettres(systeme)
        | _echeances(systeme, lignes)
        | {"intégrité": _integrite(systeme)}
    )


def _recus(lignes: list[Any], memoires: list[Memoire]) -> tuple[int, int]:
    """Every answer has its row and its receipt; no key of a client has two, none was left unanswered."""
    dites = {(r.acteur, r.cle): r for memoire in memoires for r in memoire.reponses}
    ecrites = [ligne for ligne in lignes if ligne.cle and ligne.role != "systeme"]
    fois = Counter((ligne.acteur, ligne.cle) for ligne in ecrites)
    perdus = [r for cle, r in dites.items() if not fois[cle]]
    doubles = [cle for cle, nombre in fois.items() if nombre > 1]
    assert not perdus, f"answered and not in the journal: {perdus[:5]}"
    assert not doubles, f"done twice: {doubles[:5]}"
    assert set(fois) == set(dites), f"done and never answered: {list(set(fois) - set(dites))[:5]}"
    faux = [ligne for ligne in ecrites if dites[ligne.acteur, ligne.cle].recu != ligne.recu]
    assert not faux, f"another receipt than the one answered: {faux[:5]}"
    return len(perdus), len(doubles)


def _sans_trou(lignes: list[Any]) -> None:
    """Receipts of a year are 1, 2, 3… without gap."""
    par_annee: dict[str, list[int]] = {}
    for ligne in lignes:
        if ligne.recu:
            annee, rang = re.fullmatch(r"R-(\d{4})-(\d+)", ligne.recu).groups()  # type: ignore[union-attr]
            par_annee.setdefault(annee, []).append(int(rang))
    for annee, rangs in par_annee.items():
        assert sorted(rangs) == list(range(1, len(rangs) + 1)), f"gaps in the receipts of {annee}"


def _etats(systeme: Systeme, memoires: list[Memoire]) -> int:
    """Each object is as its last answer promises, and no other exists."""
    attendus: dict[str, dict[Any, Any]] = {}
    for nom in ("places", "adhesions", "tickets", "devis", "inscriptions"):
        attendus[nom] = {cle: etat for memoire in memoires for cle, etat in getattr(memoire, nom).items()}
    reels = {
        "places": [(d, (rdv, presence)) for d, rdv, presence in lire(systeme, PLACES)],
        "adhesions": [tuple(une) for une in lire(systeme, "SELECT siret, statut FROM adhesion")],
        "tickets": [tuple(un) for un in lire(systeme, "SELECT numero, statut FROM ticket")],
        "devis": [tuple(un) for un in lire(systeme, "SELECT numero, statut FROM devis")],
        "inscriptions": [tuple(une) for une in lire(systeme, INSCRIPTIONS)],
    }
    for nom, lus in reels.items():
        assert len(lus) == len(dict(lus)), f"{nom}: the same object twice"
        ecarts = {cle: (etat, dict(lus).get(cle)) for cle, etat in attendus[nom].items() if dict(lus).get(cle) != etat}
        assert not ecarts, f"{nom}: told, then read {list(ecarts.items())[:5]}"
        assert set(dict(lus)) == set(attendus[nom]), f"{nom}: {set(dict(lus)) - set(attendus[nom])}"
    rics = {id for (id,) in lire(systeme, "SELECT id FROM rdv")}
    assert rics == {ric for memoire in memoires for ric in memoire.rics}
    return sum(len(lus) for lus in reels.values()) + len(rics)


def _lettres(systeme: Systeme) -> dict[str, int]:
    """Each letter planned has come, to its address, under one Message-ID; none came that was not planned."""
    prevues = {
        f"{id:06d}-{modele.replace('/', '-')}": adresse
        for id, modele, adresse, statut in lire(systeme, "SELECT id, modele, destinataire, statut FROM notice")
        if statut != "sans_adresse"
    }
    recues = systeme.relais.recues
    assert set(recues) == set(prevues), f"letters: {list(set(recues) ^ set(prevues))[:5]}"
    assert all(systeme.relais.adresses[nom] == {adresse} for nom, adresse in prevues.items())
    repetees = sum(nombre - 1 for nombre in recues.values())
    pannes = systeme.morts + systeme.crashs
    assert max(recues.values(), default=1) <= 1 + pannes
    assert repetees <= EN_MAIN * pannes, f"{repetees} letters repeated"
    return {"lettres": len(prevues), "lettres_répétées": repetees}


def _echeances(systeme: Systeme, lignes: list[Any]) -> dict[str, Any]:
    """Each deadline that came was kept, not early; an expired code was said so once."""
    tenues = lire(systeme, "SELECT cle, le, faite_le FROM echeance WHERE faite_le IS NOT NULL")
    avance = [cle for cle, le, faite_le in tenues if faite_le < le]
    assert not avance, f"early: {avance[:5]}"
    fois = Counter(ligne.objet for ligne in lignes if ligne.evenement == "adhesion_comptes.identifiants_expires")
    assert all(nombre == 1 for nombre in fois.values())
    expirees = lire(systeme, "SELECT count(*) FROM adhesion WHERE statut = 'identifiants_expires'")[0][0]
    assert len(fois) == expirees
    return {"échéances": len(tenues), "codes_expirés": expirees}


def _integrite(systeme: Systeme) -> str:
    if systeme.base != "sqlite":
        return "ok"  # PostgreSQL checks its pages as it reads them, and every table was read
    (integrite,), cles = lire(systeme, "PRAGMA integrity_check")[0], lire(systeme, "PRAGMA foreign_key_check")
    assert (integrite, cles) == ("ok", [])
    return str(integrite)
