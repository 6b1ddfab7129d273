"""What is read of a CARIF-OREF file, what is left out and why, and the files that are not read at all."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from engine.offre.lheo.lecture import Bornes, FormationLue, Rejet, lire
from engine.offre.refus import FichierLheoIllisible
from engine.offre.statuts import EtatFiche, EtatRecrutement

FICHIERS = Path(__file__).parent / "lheo"
LARGE = 10_000_000


def lus(contenu: bytes, octets_max: int = LARGE) -> list[FormationLue | Rejet]:
    return list(lire(BytesIO(contenu), Bornes(octets_max, octets_max)))


def formations(nom: str) -> Iterator[FormationLue]:
    return (lue for lue in lus((FICHIERS / nom).read_bytes()) if isinstance(lue, FormationLue))


def une_session(periode: str, extras: str = "") -> bytes:
    return (
        '<lheo xmlns="http://lheo.gouv.fr/2.3"><offres><formation numero="F"><action>'
        f'<session numero="SE_0000000001"><periode>{periode}</periode>{extras}</session></action>'
        "<organisme-formation-responsable><SIRET-organisme-formation><SIRET>13000576600485</SIRET>"
        "</SIRET-organisme-formation></organisme-formation-responsable></formation></offres></lheo>"
    ).encode()


def test_a_session_is_read_with_its_numbers_place_dates_and_organismes() -> None:
    cuisine = next(formations("normandie-2.3.xml"))
    session = cuisine.sessions[0]
    assert (cuisine.intitule, cuisine.siret_responsable) == ("CAP Cuisine", "13000576600485")
    assert (session.numero, session.numero_interne) == ("SE_0000160070", "3565575")
    assert (session.debut, session.fin) == (date(2027, 3, 1), date(2027, 6, 30))
    assert (session.lieu, session.places, session.siret_dispensateur) == ("Rouen", 12, "82091873800023")
    assert session.etat_recrutement is EtatRecrutement.OUVERT


def test_unknown_dates_are_unknown_and_months_are_whole_months() -> None:
    cuisine, avenir = formations("normandie-2.3.xml")
    assert (cuisine.sessions[1].debut, cuisine.sessions[1].fin) == (None, None)
    assert (avenir.sessions[0].debut, avenir.sessions[0].fin) == (date(2027, 1, 1), date(2027, 2, 28))


def test_avenir_is_read_from_the_action() -> None:
    session = list(formations("normandie-2.3.xml"))[1].sessions[0]
    assert (session.dispositif, session.annee_marche, session.brique) == ("avenir", 2027, 4)
    assert session.siret_mandataire == "13000576600485"


def test_each_rejection_says_its_line_and_its_reason() -> None:
    avenir = list(formations("normandie-2.3.xml"))[1]
    assert [(rejet.numero, rejet.raison) for rejet in avenir.rejets] == [
        ("14_SE_0000170002", "la fin (01/03/2027) est avant le début (30/06/2027)"),
        ("14_SE_0000170003", "la date « 20270230 » n’existe pas"),
        ("S17AVJE93001NR", "le numéro de session n’a pas la forme SE_0000160070"),
        ("14_SE_0000170001", "ce numéro de session est déjà dans le fichier"),
    ]
    assert all(rejet.ligne >= 48 for rejet in avenir.rejets)


def test_a_wrong_siret_leaves_out_its_formation_and_no_other() -> None:
    rejets = [lu for lu in lus((FICHIERS / "normandie-2.3.xml").read_bytes()) if isinstance(lu, Rejet)]
    assert [(rejet.numero, rejet.raison) for rejet in rejets] == [
        ("14_AF_0000066666", "le SIRET de l’organisme responsable « 13000576600487 » n’est pas valable")
    ]


def test_the_older_namespace_and_encoding_are_read_and_a_stale_session_is_archived() -> None:
    (macon,) = formations("intercarif-2.2.xml")
    assert macon.intitule == "Titre professionnel Maçon"
    assert [session.etat for session in macon.sessions] == [EtatFiche.PUBLIEE, EtatFiche.ARCHIVEE]


@pytest.mark.parametrize("valeur", ["2027", "2027-03-01", "20271301", "00000001", "２０２７０３０１"])
def test_a_date_that_does_not_exist_is_rejected(valeur: str) -> None:
    (lue,) = lus(une_session(f"<debut>{valeur}</debut><fin>20280101</fin>"))
    assert isinstance(lue, FormationLue)
    assert not lue.sessions
    assert "n’existe pas" in lue.rejets[0].raison


@pytest.mark.parametrize("nom", ["entite-externe.xml", "bombe-d-entites.xml"])
def test_declared_entities_are_refused_unread(nom: str) -> None:
    with pytest.raises(FichierLheoIllisible, match="entités"):
        lus((FICHIERS / nom).read_bytes())


def test_an_absurd_depth_is_refused() -> None:
    profond = "<a>" * 5000 + "</a>" * 5000
    with pytest.raises(FichierLheoIllisible):
        lus(une_session("<debut>20270301</debut><fin>20270302</fin>", f"<extras>{profond}</extras>"))


def test_a_file_beyond_the_bound_is_refused() -> None:
    with pytest.raises(FichierLheoIllisible, match="taille"):
        lus((FICHIERS / "normandie-2.3.xml").read_bytes(), octets_max=1000)


@pytest.mark.parametrize(
    "contenu",
    [
        b"",
        b"numero;intitule\n1;CAP",
        b"<lheo/>",
        b'<autre xmlns="http://lheo.gouv.fr/2.3"/>',
        b'<autre xmlns="http://lheo.gouv.fr/2.3"><lheo/></autre>',
        b'<lheo xmlns="http://lheo.gouv.fr/2.3"><offres><formation numero="1">',
    ],
)
def test_what_is_no_lheo_is_refused_with_a_sentence(contenu: bytes) -> None:
    with pytest.raises(FichierLheoIllisible, match=r"LHEO|XML"):
        lus(contenu)


def test_an_empty_offer_is_an_empty_file() -> None:
    assert lus(b'<lheo xmlns="http://lheo.gouv.fr/2.3"><offres/></lheo>') == []
