"""AIS, AES and certificat d'inscription: when each one exists, the PDF that anyone can read, the check."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest
from fastapi.testclient import TestClient
from sqlalchemy.orm import Session

from engine.api.app import create_api
from engine.inscription_entree.documents import rendre
from engine.inscription_entree.refus import (
    AesAttendLaValidation,
    AesPasEncore,
    AisPasEncore,
    AttestationRevoquee,
    CandidatSansInscription,
    CertificatImpossible,
    SessionAPreciser,
)
from engine.inscription_entree.statuts import TypeAttestation
from engine.kit.acteurs import Acteur
from engine.kit.door import Socle
from engine.kit.refus import Refus
from engine.settings import Settings
from tests.engine.inscription_entree.conftest import Faire, Promotion, inscription
from tests.engine.monde import une_session


@pytest.fixture
def socle(sqlite_socle: Socle) -> Socle:
    """A read is the same on both databases."""
    return sqlite_socle


def test_each_document_when_it_exists(fait: Faire, promotion: Promotion) -> None:
    petit = promotion.numero_de("Petit")
    assert (
        fait("obtenir-attestation", candidat=petit, type_attestation="ais")["resultat"]["numero"] == "AIS-2027-000001"
    )
    certificat = fait("obtenir-attestation", candidat=petit, type_attestation="certificat")
    assert certificat["resultat"]["pdf"] == "/api/v1/attestations/CI-2027-000002/pdf"
    assert certificat["recu"] is None
    fait("saisir-entrees", session=promotion.numero, presents=promotion.ids("Petit"))
    assert (
        fait("obtenir-attestation", candidat=petit, type_attestation="aes")["resultat"]["numero"] == "AES-2027-000001"
    )
    refuse(fait, CertificatImpossible, candidat=petit, type_attestation="certificat")  # at retenu or inscrit only


def refuse(fait: Faire, attendu: type[Refus], **donnees: Any) -> None:
    with pytest.raises(attendu):
        fait("obtenir-attestation", **donnees)


def test_why_there_is_none(
    fait: Faire, prevu: Faire, promotion: Promotion, db: Session, conseiller: Acteur, voisine: Acteur
) -> None:
    martin, petit = promotion.numero_de("Martin"), promotion.numero_de("Petit")
    refuse(fait, AesPasEncore, candidat=petit, type_attestation="aes")
    fait("saisir-entrees", session=promotion.numero, presents=promotion.ids("Martin"))
    refuse(fait, AesAttendLaValidation, candidat=martin, type_attestation="aes")
    refuse(fait, CertificatImpossible, candidat=martin, type_attestation="certificat")
    vue = prevu("obtenir-attestation", candidat=martin, type_attestation="aes")
    assert [refusee["donnee"] for refusee in vue["refusees"]] == ["type_attestation"]
    fait("inscrire-en-formation", candidat="7000001A", session=promotion.numero, nom="Sow")
    refuse(fait, AisPasEncore, candidat="7000001A", type_attestation="ais")
    refuse(fait, CertificatImpossible, candidat="7000001A", type_attestation="certificat")
    with pytest.raises(CandidatSansInscription):
        fait("obtenir-attestation", voisine, candidat=petit, type_attestation="ais")
    fait("refuser-inscription", conseiller, inscription=inscription(db, "Martin").id, motif="x")
    refuse(fait, CandidatSansInscription, candidat=martin, type_attestation="ais")


def test_the_document_is_asked_about(prevu: Faire, promotion: Promotion) -> None:
    vue = prevu("obtenir-attestation", candidat=promotion.numero_de("Petit"))
    (manquante,) = vue["manquantes"]
    assert [choix["valeur"] for choix in manquante["choix"]] == ["certificat", "ais", "aes"]


def test_the_session_is_asked_when_there_are_several(fait: Faire, promotion: Promotion, db: Session) -> None:
    db.add(autre := une_session("Soudure", debut="2027-09-01", fin="2027-12-01"))
    db.commit()
    petit = promotion.numero_de("Petit")
    fait("inscrire-en-formation", candidat=petit, session=autre.numero)
    refuse(fait, SessionAPreciser, candidat=petit, type_attestation="ais")
    assert fait("obtenir-attestation", candidat=petit, session=promotion.numero, type_attestation="ais")["resultat"]


def balises(noeud: Any) -> list[str]:
    """The structure tags of a PDF, in reading order."""
    noeud = noeud.get_object()
    if isinstance(noeud, list):
        return [balise for enfant in noeud for balise in balises(enfant)]
    if not isinstance(noeud, dict):
        return []
    siennes = [str(noeud["/S"])] if "/S" in noeud else []
    return siennes + (balises(noeud["/K"]) if "/K" in noeud else [])


def test_the_pdf_is_tagged_and_reads_in_order(fait: Faire, db: Session, promotion: Promotion) -> None:
    fait("saisir-entrees", session=promotion.numero, presents=promotion.ids("Petit"))
    aes = inscription(db, "Petit").attestation(TypeAttestation.AES)
    assert aes is not None
    pdf = pypdf.PdfReader(BytesIO(rendre(aes)))
    racine = pdf.trailer["/Root"]
    assert racine["/MarkInfo"]["/Marked"]
    assert str(racine["/Lang"]).startswith("fr")
    assert racine["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "pdfuaid:part" in racine["/Metadata"].get_data().decode()
    ordre = balises(racine["/StructTreeRoot"])
    assert [balise for balise in ordre if balise in ("/H1", "/H2", "/Table")] == ["/H1", "/H2", "/Table", "/H2"]
    assert ordre.count("/TH") == 2
    texte = pdf.pages[0].extract_text()
    attendus = [
        "Greta Normandie", "AES-2027-000001", "Attestation d’entrée en stage", "Camille Petit", "CAP Cuisine",
        "SE_0000160070", "Entrée effective", "Vérifier ce document", aes.code,
    ]  # fmt: skip
    places = [texte.index(mots) for mots in attendus]
    assert places == sorted(places)
    assert rendre(aes) == rendre(aes)


def test_a_revoked_document_is_not_given(fait: Faire, db: Session, promotion: Promotion) -> None:
    fait("retirer-inscription", candidat=promotion.numero_de("Petit"), session=promotion.numero, motif="Emploi")
    with pytest.raises(AttestationRevoquee, match="l’inscription a été retirée"):
        rendre(inscription(db, "Petit").attestations[0])


def test_anyone_checks_a_code_and_learns_only_initials(
    fait: Faire, socle: Socle, promotion: Promotion, tmp_path: Path
) -> None:
    resultat = fait("obtenir-attestation", candidat=promotion.numero_de("Petit"), type_attestation="ais")["resultat"]
    settings = Settings(var=tmp_path, database_url="", secret="essai", demo=True)
    with TestClient(create_api(settings, socle)) as api:
        lu = api.get(f"/attestations/{resultat['code'].lower()}").json()
        assert (lu["numero"], lu["valide"], lu["initiales"]) == ("AIS-2027-000001", True, "C.P.")
        assert (lu["organisme"], lu["session"]) == ("Greta Normandie", "SE_0000160070")
        assert "Petit" not in str(lu)
        assert promotion.numero_de("Petit") not in str(lu)
        fait("retirer-inscription", candidat=promotion.numero_de("Petit"), session=promotion.numero, motif="Emploi")
        revoquee = api.get(f"/attestations/{resultat['code']}").json()
        assert revoquee["valide"] is False
        assert revoquee["revoquee_le"]
        page = api.get(f"/attestations/{resultat['code']}", headers={"Accept": "text/html,*/*"})
        assert "<h1>Ce document n’est plus valable</h1>" in page.text
        assert "Petit" not in page.text
        assert api.get("/attestations/AIS-2027-000001").status_code == 404
        assert api.get("/attestations/inconnu", headers={"Accept": "text/html"}).status_code == 404
        assert api.get("/attestations/AIS-2027-000001/pdf").status_code == 401
