"""The export of the organismes of KAIROS: taken over without an account nor a letter, strict on SIRET and dates."""

from io import BytesIO
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.adhesion_comptes.models import Adhesion, Convention, Organisme, Utilisateur
from engine.adhesion_comptes.refus_comptes import CompteOrganismeInactif
from engine.adhesion_comptes.refus_export import ExportIllisible, RgcDejaConnecte
from engine.adhesion_comptes.statuts import StatutAdhesion
from engine.kit.acteurs import Acteur, Role
from engine.kit.clock import StoppedClock
from engine.kit.door import Socle, execute
from engine.kit.fichiers import recevoir
from engine.kit.notices import NoticeRow
from engine.kit.refus import DroitInsuffisant
from tests.engine.monde import GRETA, VOISIN

PLATEFORME = Acteur("p", Role.PLATEFORME_NATIONALE, None, "Plateforme nationale")
ENTETE = (
    "SIRET|LIBELLE|REGION|Nouvelle région|Nom RGC|Prénom RGC|mail RGC|Téléphone RGC|ASSEDIC|convention|"
    "date début|date fin"
)
LIGNE = (
    f"{GRETA}|Greta Normandie|HAUTE-NORMANDIE|Normandie|Leroy|Élise|Elise@greta.example|0232000000|28|0128ABC-1/1|"
    "05/01/2026|04/01/2029"
)
AUTRE = f"{VOISIN}|Atelier des Métiers|PICARDIE|Hauts-De-France|Roy|Paul|paul@atelier.example||32|0132X|01/01/2025|"


def importer(socle: Socle, *lignes: str, entete: str = ENTETE) -> dict[str, Any]:
    contenu = "\n".join((entete, *lignes)).encode()
    return deposer(socle, contenu)


def deposer(socle: Socle, contenu: bytes, acteur: Acteur = PLATEFORME) -> dict[str, Any]:
    reponse = execute(socle, "importer-organismes", {"fichier": recevoir(BytesIO(contenu))}, acteur)
    resultat: dict[str, Any] = reponse["resultat"]
    return resultat


def nombres(resultat: dict[str, Any]) -> dict[str, int]:
    return {sorte: nombre for sorte, nombre in resultat.items() if sorte != "detail" and nombre}


def test_an_organisme_its_convention_and_its_rgc_are_taken_over(socle: Socle, db: Session) -> None:
    assert nombres(importer(socle, LIGNE, AUTRE)) == {"crees": 2}
    greta = db.get_one(Organisme, GRETA)
    assert (greta.raison_sociale, greta.region) == ("Greta Normandie", "28")
    convention = db.scalars(sa.select(Convention).where(Convention.siret == GRETA)).one()
    assert (convention.numero, convention.debut.isoformat(), convention.telephone_rgc) == (
        "0128ABC-1/1", "2026-01-05", "0232000000",
    )  # fmt: skip
    adhesion = db.scalars(sa.select(Adhesion).where(Adhesion.siret == GRETA)).one()
    assert (adhesion.statut, adhesion.rgc_nom, adhesion.rgc_courriel) == (
        StatutAdhesion.ACTIVE, "Élise Leroy", "elise@greta.example",
    )  # fmt: skip
    assert db.scalars(sa.select(Utilisateur)).all() == []
    assert db.scalars(sa.select(NoticeRow)).all() == []


def test_the_same_file_twice_changes_nothing(socle: Socle, db: Session) -> None:
    importer(socle, LIGNE, AUTRE)
    assert nombres(importer(socle, LIGNE, AUTRE)) == {"inchanges": 2}
    assert nombres(importer(socle, LIGNE.replace("Greta", "GRETA"), AUTRE)) == {"modifies": 1, "inchanges": 1}
    assert len(db.scalars(sa.select(Convention)).all()) == 2


def test_the_rgc_is_invited_when_asked(socle: Socle, db: Session) -> None:
    importer(socle, LIGNE)
    execute(socle, "inviter-rgc", {"siret": GRETA}, PLATEFORME)
    compte = db.scalars(sa.select(Utilisateur)).one()
    assert (compte.role, compte.siret, compte.identifiant) == ("rgc", GRETA, "elise@greta.example")
    assert [notice.modele for notice in db.scalars(sa.select(NoticeRow))] == ["adhesion_comptes/rgc_invitation"]
    execute(socle, "inviter-rgc", {"siret": GRETA}, PLATEFORME)  # no answer yet: a new link
    db.execute(sa.text("UPDATE invitation SET utilisee_le = expire_le"))
    db.commit()
    with pytest.raises(RgcDejaConnecte):
        execute(socle, "inviter-rgc", {"siret": GRETA}, PLATEFORME)


def test_the_rights_of_an_rgc_who_has_an_account_do_not_move(socle: Socle, db: Session) -> None:
    importer(socle, LIGNE)
    assert nombres(importer(socle, LIGNE.replace("Elise@", "nouvelle@"))) == {"modifies": 1}
    execute(socle, "inviter-rgc", {"siret": GRETA}, PLATEFORME)
    resultat = importer(socle, LIGNE.replace("Elise@", "autre@"))
    assert nombres(resultat) == {"inchanges": 1, "remarques": 1}
    assert "changement de RGC" in resultat["detail"]["remarques"][0]["raison"]
    db.expire_all()
    assert db.scalars(sa.select(Adhesion)).one().rgc_courriel == "nouvelle@greta.example"


def test_an_adhesion_in_progress_follows_its_course(socle: Socle, db: Session) -> None:
    donnees = {"siret": GRETA, "raison_sociale": "Greta", "rgc_nom": "Zoé Petit", "rgc_courriel": "zoe@greta.example"}
    execute(socle, "demander-adhesion", donnees, Acteur("v", Role.VISITEUR))
    resultat = importer(socle, LIGNE)
    assert nombres(resultat) == {"modifies": 1, "remarques": 1}
    adhesion = db.scalars(sa.select(Adhesion)).one()
    assert (adhesion.statut, adhesion.rgc_nom) == (StatutAdhesion.DEPOSEE, "Zoé Petit")
    with pytest.raises(CompteOrganismeInactif):
        execute(socle, "inviter-rgc", {"siret": GRETA}, PLATEFORME)


@pytest.mark.parametrize(
    ("jour", "statuts"),
    [
        ("2026-01-04T23:59", []),
        ("2026-01-05T00:00", [StatutAdhesion.ACTIVE]),
        ("2029-01-04T23:59", [StatutAdhesion.ACTIVE]),
        ("2029-01-05T00:00", []),
    ],
)
def test_only_a_convention_in_force_makes_an_account(
    sqlite_socle: Socle, clock: StoppedClock, jour: str, statuts: list[StatutAdhesion]
) -> None:
    clock.set(jour)
    importer(sqlite_socle, LIGNE)
    with sqlite_socle.session() as db:
        assert [une.statut for une in db.scalars(sa.select(Adhesion))] == statuts
        assert len(db.scalars(sa.select(Convention)).all()) == 1


@pytest.mark.parametrize(
    ("ligne", "raison"),
    [
        (LIGNE.replace(GRETA, "13000576600487"), "SIRET « 13000576600487 » n’est pas valable"),
        (LIGNE.replace(GRETA, "3000576600485"), "SIRET"),
        (LIGNE.replace("05/01/2026", "2026-01-05"), "« 2026-01-05 » n’existe pas"),
        (LIGNE.replace("05/01/2026", "31/02/2026"), "« 31/02/2026 » n’existe pas"),
        (LIGNE.replace("05/01/2026", ""), "date de début"),
        (LIGNE.replace("04/01/2029", "04/01/2025"), "avant le début"),
        (LIGNE.replace("Greta Normandie", " "), "libellé"),
        (f"{GRETA}|Greta", "2 valeurs au lieu de 12"),
    ],
)
def test_a_line_that_cannot_be_right_is_left_out_with_its_reason(sqlite_socle: Socle, ligne: str, raison: str) -> None:
    resultat = importer(sqlite_socle, "", ligne, AUTRE)
    assert nombres(resultat) == {"crees": 1, "rejetes": 1}
    (rejet,) = resultat["detail"]["rejetes"]
    assert rejet["ligne"] == 3
    assert raison in rejet["raison"]


def test_a_line_said_twice_counts_once(sqlite_socle: Socle) -> None:
    seconde = LIGNE.replace("0128ABC-1/1", "0128ABC-2/1")
    assert nombres(importer(sqlite_socle, LIGNE, LIGNE, seconde)) == {"crees": 1, "modifies": 1, "rejetes": 1}


@pytest.mark.parametrize(
    ("par", "remarque"),
    [("|Normandie|", None), ("|28|", None), ("|NORMANDIE |", None), ("||", None), ("|Atlantide|", None)],
)
def test_a_region_has_several_names(sqlite_socle: Socle, par: str, remarque: str | None) -> None:
    assert nombres(importer(sqlite_socle, LIGNE.replace("|Normandie|", par))) == {"crees": 1}
    with sqlite_socle.session() as db:
        assert db.get_one(Organisme, GRETA).region == "28"  # from its name of before 2016 when it must be


def test_what_is_set_aside_of_a_line_is_said(sqlite_socle: Socle) -> None:
    ligne = LIGNE.replace("HAUTE-NORMANDIE|Normandie", "Atlantide|Atlantide").replace("Elise@greta.example", "aucun")
    resultat = importer(sqlite_socle, ligne)
    assert nombres(resultat) == {"crees": 1, "remarques": 3}
    raisons = {une["raison"] for une in resultat["detail"]["remarques"]}
    assert "la région « Atlantide » est inconnue" in raisons
    assert "le courriel du RGC n’en est pas un" in raisons


@pytest.mark.parametrize(
    "contenu",
    [
        b"\xef\xbb\xbf" + f"{ENTETE}\n{LIGNE}".encode(),
        f"{ENTETE}\r\n\r\n{LIGNE}\r\n|||||\r\n".encode("cp1252"),
        f"{ENTETE}|Commentaire\n{LIGNE}|à revoir\n".encode(),
        f"N°|{ENTETE.upper()}\n1|{LIGNE}\n".encode(),
    ],
    ids=["bom", "latin-1-crlf", "colonne-en-plus", "autre-ordre"],
)
def test_files_are_read_as_they_come(sqlite_socle: Socle, contenu: bytes) -> None:
    assert nombres(deposer(sqlite_socle, contenu)) == {"crees": 1}
    with sqlite_socle.session() as db:
        assert db.scalars(sa.select(Adhesion)).one().rgc_nom == "Élise Leroy"


@pytest.mark.parametrize(
    ("contenu", "raison"),
    [
        (b"", "vide"),
        (b"SIRET;LIBELLE\n1;2", "manque les colonnes"),
        (b"<lheo/>", "manque les colonnes"),
        (ENTETE.encode() + b"\n" + b"9" * 30_000, "démesurée"),
    ],
)
def test_another_file_is_refused_and_nothing_is_kept(sqlite_socle: Socle, contenu: bytes, raison: str) -> None:
    with pytest.raises(ExportIllisible, match=raison):
        deposer(sqlite_socle, contenu)


def test_only_the_plateforme_nationale_takes_over(sqlite_socle: Socle) -> None:
    with pytest.raises(DroitInsuffisant):
        deposer(sqlite_socle, b"", Acteur("h", Role.HOTLINE))
