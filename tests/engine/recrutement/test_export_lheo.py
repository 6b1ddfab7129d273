"""The file that KAIROS writes: whose sessions it holds, and that it changes nothing when it comes back."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.kit.acteurs import Acteur, Role
from engine.kit.clock import StoppedClock
from engine.kit.door import Socle, execute
from engine.kit.fichiers import recevoir
from engine.offre.lheo.ecriture import ecrire
from engine.offre.statuts import EtatFiche
from engine.recrutement.export_lheo import formations_a_ecrire
from engine.recrutement.models import Rdv
from tests.engine.monde import GRETA, VOISIN, inscrire, un_demandeur, un_rdv, une_session

DOSSIER = Path(__file__).parents[1] / "offre" / "lheo"
CARIF = Acteur("carif", Role.CARIF_OREF, None, "CARIF-OREF de Normandie")
GESTIONNAIRE = Acteur("u:1", Role.GESTIONNAIRE, GRETA, "Sophie Bernard")
SCELLE = ("creees", "modifiees", "retirees", "archivees")


def importer(socle: Socle, contenu: bytes) -> dict[str, Any]:
    resultat: dict[str, Any] = execute(socle, "importer-lheo", {"fichier": recevoir(BytesIO(contenu))}, CARIF)[
        "resultat"
    ]
    return resultat


def exporter(db: Session, acteur: Acteur = CARIF) -> bytes:
    return b"".join(ecrire(formations_a_ecrire(db, acteur)))


def bouge(resultat: dict[str, Any]) -> dict[str, int]:
    dits = resultat | {f"modalites {sorte}": nombre for sorte, nombre in resultat["modalites"].items()}
    return {sorte: n for sorte, n in dits.items() if n and (sorte.split()[-1] in SCELLE or "rejet" in sorte)}


@pytest.mark.parametrize("acteur", [CARIF, GESTIONNAIRE], ids=["carif", "gestionnaire"])
def test_a_written_file_that_comes_back_changes_nothing(
    socle: Socle, db: Session, clock: StoppedClock, acteur: Acteur
) -> None:
    for nom in ("normandie-2.3.xml", "intercarif-2.2.xml", "recrutement-2.3.xml"):
        importer(socle, (DOSSIER / nom).read_bytes())
    a_vendre = une_session("Soudure", numero=101)
    rdv = un_rdv(a_vendre, "2027-01-25T09:30")
    brouillon = une_session(etat=EtatFiche.EN_SAISIE, numero=102)
    ancienne = une_session(etat=EtatFiche.ARCHIVEE, numero=103)
    db.add_all([rdv, inscrire(rdv, un_demandeur("Petit")), un_rdv(a_vendre, "2027-01-11T09:30"), brouillon, ancienne])
    # One formation, two organismes: the file of one says nothing of the other's session.
    de_l_autre = une_session(siret=VOISIN, numero=104)
    de_l_autre.formation = a_vendre.formation
    db.add(de_l_autre)
    db.commit()
    clock.set("2027-01-13T08:00")
    modifiee = db.scalars(sa.select(Rdv).where(Rdv.lieu.startswith("Greta de Rouen"))).one()
    execute(socle, "modifier-rdv", {"rdv": modifiee.id, "places": 3}, GESTIONNAIRE)
    db.expire_all()
    contenu = exporter(db, acteur)
    assert bouge(importer(socle, contenu)) == {}
    assert exporter(db, acteur) == contenu
    # The CARIF-OREF's own file comes again: what the organisme changed still stays.
    assert importer(socle, (DOSSIER / "recrutement-2.3.xml").read_bytes())["modalites"]["modifiees"] == 0


def test_another_copy_reads_it_whole(socle: Socle, db: Session) -> None:
    importer(socle, (DOSSIER / "recrutement-2.3.xml").read_bytes())
    contenu = exporter(db)
    db.execute(sa.text("DELETE FROM modalite_carif"))
    db.execute(sa.text("UPDATE rdv SET groupe_id = NULL"))
    db.execute(sa.text("DELETE FROM rdv"))
    db.execute(sa.text("DELETE FROM session_formation"))
    db.commit()
    resultat = importer(socle, contenu)
    assert (resultat["creees"], resultat["modalites"]["creees"]) == (1, 3)
    assert bouge(importer(socle, contenu)) == {}


def test_a_version_older_than_kairos_is_left_out(socle: Socle, db: Session, clock: StoppedClock) -> None:
    importer(socle, (DOSSIER / "recrutement-2.3.xml").read_bytes())
    contenu = exporter(db)
    clock.set("2027-01-13T08:00")
    ric = db.scalars(sa.select(Rdv).where(Rdv.lieu.startswith("Greta de Rouen"))).one()
    execute(socle, "modifier-rdv", {"rdv": ric.id, "lieu": "Salle B"}, GESTIONNAIRE)
    (rejet,) = importer(socle, contenu)["detail"]["modalites"]["rejetees"]
    assert "modifié depuis dans KAIROS" in rejet["raison"]
    db.expire_all()
    assert db.get_one(Rdv, ric.id).lieu == "Salle B"
