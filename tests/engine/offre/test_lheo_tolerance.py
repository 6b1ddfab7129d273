"""Files as they come: other spaces of names, other encodings, misspelt elements; and files made to harm."""

from datetime import date, time
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from engine.offre.lheo.lecture import Bornes, FormationLue, lire
from engine.offre.lheo.valeurs import IllisibleError, lire_adresse, lire_heure
from engine.offre.refus import FichierLheoIllisible
from engine.offre.statuts import EtatFiche

NORMANDIE = (Path(__file__).parent / "lheo" / "normandie-2.3.xml").read_text(encoding="utf-8")
BORNES = Bornes(40_000_000, 20_000_000)
OUVRE, FERME = '<lheo xmlns="http://lheo.gouv.fr/2.3"><offres>', "</offres></lheo>"
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
SESSION = '<session numero="14_SE_0000160070"><periode><debut>20270301</debut><fin>20270630</fin></periode>{}</session>'
RESPONSABLE = (
    "<organisme-formation-responsable><SIRET-organisme-formation><SIRET>13000576600485</SIRET>"
    "</SIRET-organisme-formation></organisme-formation-responsable>"
)


def premiere(contenu: str | bytes) -> FormationLue:
    octets = contenu if isinstance(contenu, bytes) else contenu.encode()
    lue = next(iter(lire(BytesIO(octets), BORNES)))
    assert isinstance(lue, FormationLue)
    return lue


def un_fichier(action: str, session: str = "", formation: str = "") -> str:
    corps = f"<action {action}>{SESSION.format(session)}</action>"
    return f'{OUVRE}<formation numero="F" {formation}>{corps}{RESPONSABLE}</formation>{FERME}'


@pytest.mark.parametrize(
    "espace",
    [
        'xmlns="http://www.lheo.org/2.2"',
        'xmlns="http://lheo.gouv.fr/2.2"',
        'xmlns="https://lheo.gouv.fr/2.3/"',
        'xmlns="http://lheo.gouv.fr/2.3.0"',
        "",
    ],
)
def test_both_versions_are_read_with_or_without_their_namespace(espace: str) -> None:
    lue = premiere(NORMANDIE.replace('xmlns="http://lheo.gouv.fr/2.3"', espace))
    assert [session.numero for session in lue.sessions] == ["SE_0000160070", "SE_0000160071"]


def test_a_prefix_is_read_like_the_default_namespace() -> None:
    arbre = etree.fromstring(NORMANDIE.encode())
    racine = etree.Element(arbre.tag, nsmap={"l": "http://lheo.gouv.fr/2.3"})
    racine.extend(list(arbre))
    etree.cleanup_namespaces(racine)
    contenu = etree.tostring(racine)
    assert b"<l:formation" in contenu
    assert premiere(contenu).intitule == "CAP Cuisine"


@pytest.mark.parametrize(
    "contenu",
    [
        b"\xef\xbb\xbf" + NORMANDIE.encode(),
        b"\n  " + NORMANDIE.encode(),
        NORMANDIE.replace("UTF-8", "ISO-8859-1").encode("latin-1"),
        NORMANDIE.replace("UTF-8", "UTF-16").encode("utf-16"),
        NORMANDIE.encode("cp1252"),  # says UTF-8, is not
        NORMANDIE.replace(DECLARATION, "").encode("cp1252"),
        NORMANDIE.replace("\n", "\r\n").encode(),
        NORMANDIE.replace("<lheo", '<!DOCTYPE lheo SYSTEM "http://lheo.gouv.fr/2.3/lheo.dtd"><lheo').encode(),
    ],
    ids=["bom", "blancs", "latin-1", "utf-16", "faux-utf-8", "sans-declaration", "crlf", "doctype"],
)
def test_encodings_are_read_as_they_are(contenu: bytes) -> None:
    lue = premiere(contenu)
    assert (lue.raison_sociale, lue.sessions[0].lieu) == ("Greta Normandie", "Rouen")


def test_accents_survive_a_wrong_declaration() -> None:
    assert premiere(NORMANDIE.replace("Cuisine", "Pâtisserie").encode("cp1252")).intitule == "CAP Pâtisserie"


@pytest.mark.parametrize(
    ("dans_le_fichier", "lu"),
    [
        ("SE_0000160070", "SE_0000160070"),
        ("14_SE_0000160070", "SE_0000160070"),
        ("SE_160070", "SE_0000160070"),
        ("14_AF_0000011179_SE_0000093700", "SE_0000093700"),
        (" 2a_se_0000160070 ", "SE_0000160070"),
    ],
)
def test_session_numbers_have_one_form(dans_le_fichier: str, lu: str) -> None:
    fichier = un_fichier("").replace("14_SE_0000160070", dans_le_fichier)
    assert [session.numero for session in premiere(fichier).sessions] == [lu]


@pytest.mark.parametrize("numero", ["SE_XXXXXX", "3565575", "", "SE_12345678901", "AF_0000011179"])
def test_a_number_that_names_no_session_is_left_out_with_its_reason(numero: str) -> None:
    lue = premiere(un_fichier("").replace("14_SE_0000160070", numero))
    assert not lue.sessions
    assert "SE_0000160070" in lue.rejets[0].raison


def test_a_misspelt_or_unknown_element_is_passed_over() -> None:
    session = "<coordonneFs><nom>x</nom></coordonneFs><extras info='cpf'><extra info='branche'>78.20Z</extra></extras>"
    assert len(premiere(un_fichier("datemaj='20261120' datecrea='x'", session)).sessions) == 1


@pytest.mark.parametrize(
    "fichier",
    [
        un_fichier("", "<extras info='session-perimee'><extra info='session-perimee'>1</extra></extras>"),
        un_fichier("", "<extras><extras info='f'><extra info='session-perimee'>1</extra></extras></extras>"),
        un_fichier("tag='S'"),
        un_fichier("", formation="tag='s'"),
        un_fichier("").replace('<session numero="14', '<session tag="S" numero="14'),
        un_fichier("", "").replace("</action>", "<extras><extra info='action-perimee'>1</extra></extras></action>"),
    ],
)
def test_what_the_file_says_gone_is_archived(fichier: str) -> None:
    assert premiere(fichier).sessions[0].etat is EtatFiche.ARCHIVEE


@pytest.mark.parametrize("tag", ["A", "M"])
def test_added_and_modified_are_published(tag: str) -> None:
    assert premiere(un_fichier(f"tag='{tag}'")).sessions[0].etat is EtatFiche.PUBLIEE


def test_the_first_formateur_that_says_its_siret_manages_the_session() -> None:
    def formateur(siret: str) -> str:
        return f"<organisme-formateur><SIRET-formateur><SIRET>{siret}</SIRET></SIRET-formateur></organisme-formateur>"

    sans, avec = un_fichier(""), formateur("") + formateur("82091873800023") + formateur("35600000000048")
    assert premiere(sans).sessions[0].siret_dispensateur == "13000576600485"
    assert premiere(sans.replace("</action>", f"{avec}</action>")).sessions[0].siret_dispensateur == "82091873800023"
    faux = premiere(sans.replace("</action>", f"{formateur('22222222222222')}{avec}</action>"))
    assert [rejet.raison for rejet in faux.rejets] == ["le SIRET de l’organisme formateur « 22222222222222 » n’est pas valable"]  # fmt: skip  # noqa: E501


def test_la_poste_has_its_own_key() -> None:
    assert premiere(un_fichier("").replace("13000576600485", "35600000000048")).siret_responsable == "35600000000048"


@pytest.mark.parametrize(
    ("dite", "lue"),
    [
        ("14h15", time(14, 15)),
        ("9h", time(9)),
        ("12h", time(12)),
        ("14:15", time(14, 15)),
        ("9 H 30", time(9, 30)),
        ("0930", time(9, 30)),
        ("00h00", time(0)),
        ("-", None),
        ("", None),
        (None, None),
    ],
)
def test_hours_are_read_in_their_forms(dite: str | None, lue: time | None) -> None:
    assert lire_heure(dite) == lue


@pytest.mark.parametrize("dite", ["24h", "14h60", "midi", "9", "14h5", "1٢h"])
def test_an_hour_that_does_not_exist_is_refused(dite: str) -> None:
    with pytest.raises(IllisibleError, match="n’existe pas"):
        lire_heure(dite)


def test_an_address_leaves_out_what_says_nothing() -> None:
    xml = "<adresse><ligne>-</ligne><codepostal>76000</codepostal><ville>Rouen</ville></adresse>"
    assert lire_adresse(etree.fromstring(xml)) == "76000 Rouen"
    assert lire_adresse(None) == ""


def test_years_and_months_without_a_day_are_whole() -> None:
    lue = premiere(un_fichier("").replace("20270301", "20270000").replace("20270630", "20280200")).sessions[0]
    assert (lue.debut, lue.fin) == (date(2027, 1, 1), date(2028, 2, 29))


LONG = "F" * 5000
BOMBE = '<!DOCTYPE lheo [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {nom} "{f"&{avant};" * 20}">' for avant, nom in zip("abcdefg", "bcdefgh", strict=True)
) + "]>"  # fmt: skip


@pytest.mark.parametrize(
    ("contenu", "raison"),
    [
        (f'<!DOCTYPE lheo [<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;]>{OUVRE}{FERME}', "entités"),
        (f'<!DOCTYPE lheo [<!ENTITY x SYSTEM "http://10.0.0.1/x">]>{OUVRE}<a>&x;</a>{FERME}', "entités"),
        (f"{BOMBE}{OUVRE}<a>&h;</a>{FERME}", "entités"),
        (BOMBE + OUVRE.replace("<offres>", '<offres x="&h;">') + FERME, "démesurée|entités"),
        (OUVRE + "<a>" * 3000 + "</a>" * 3000 + FERME, "démesurée"),
        (OUVRE + '<formation numero="' + "9" * 11_000_000 + f'"/>{FERME}', "démesurée"),
        (f"{OUVRE}<formation>{'x' * 11_000_000}</formation>{FERME}", "démesurée"),
        (f"{OUVRE}<{'a' * 100_000}/>{FERME}", "démesurée"),
        (OUVRE + "<formation>" + "<session/>" * 2_100_000 + "</formation>" + FERME, "taille admise"),
        (OUVRE + "<x/>" * 5_100_000 + FERME, "taille admise"),
        (f"{OUVRE}<formation>&eacute;</formation>{FERME}", "bien formé"),
        (f"{OUVRE}<formation>\x02</formation>{FERME}", "bien formé"),
        (f'<?xml version="1.0" encoding="martien"?>{OUVRE}{FERME}', "bien formé"),
        (f'<lheo xmlns="http://lheo.gouv.fr/1.0"><offres/>{FERME}', "n’est pas un fichier LHEO"),
    ],
    ids=[
        "entite-parametre", "entite-externe", "bombe", "bombe-attribut", "profondeur", "attribut", "texte", "nom",
        "formation-sans-fin", "hors-formation", "entite-inconnue", "caractere", "encodage", "autre-version",
    ],
)  # fmt: skip
def test_a_file_made_to_harm_is_refused_in_words(contenu: str, raison: str) -> None:
    with pytest.raises(FichierLheoIllisible, match=raison):
        list(lire(BytesIO(contenu.encode()), BORNES))


def test_lines_are_told_beyond_the_first_sixty_five_thousand() -> None:
    lue = premiere(un_fichier("").replace("<formation", "\n" * 70_000 + "<formation").replace("14_SE_", "S_"))
    assert lue.rejets[0].ligne == 70_001


def test_a_formation_number_without_end_is_left_out() -> None:
    (rejet,) = lire(BytesIO(un_fichier("").replace('numero="F"', f'numero="{LONG}"').encode()), BORNES)
    assert rejet.raison == "le numéro de la formation est trop long"  # type: ignore[union-attr]
