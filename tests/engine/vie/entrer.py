"""Second chapter: documents, advisers, entries."""

from pathlib import Path

import pypdf

from tests.engine.vie.monde import Monde, boite, dossiers
from tests.engine.vie.recruter import CUISINE, LEA, MAYA, NOE, OSCAR

REFUSE, RETIRE = "8888888J", "9999999K"


def attester(m: Monde, dossier: Path) -> None:
    """An AIS for who is retained: tagged, read in order, checked by anyone with its code."""
    ais = m.greta.faire("obtenir-attestation", candidat=NOE, type_attestation="ais").resultat
    m.greta.faire("obtenir-attestation", candidat=NOE, type_attestation="certificat")
    m.greta.refuse("obtenir-attestation", 409, "aes-pas-encore", candidat=NOE, type_attestation="aes")
    m.voisin.refuse("obtenir-attestation", 404, "candidat-sans-inscription", candidat=NOE, type_attestation="ais")
    verifiee = m.visiteur.lire("/attestations/{code}", {"code": ais["code"]})
    assert (verifiee["numero"], verifiee["valide"], verifiee["initiales"]) == (ais["numero"], True, "N.V.")
    pdf = dossier / "ais.pdf"
    pdf.write_bytes(m.greta.lire("/attestations/{numero}/pdf", {"numero": ais["numero"]}))
    racine = pypdf.PdfReader(pdf).root_object
    assert racine["/MarkInfo"]["/Marked"]
    assert racine["/Lang"].startswith("fr")
    texte = " ".join(page.extract_text() for page in pypdf.PdfReader(pdf).pages)
    ordre = [texte.index(mot) for mot in ("Attestation", "Noé Vidal", "Commis de cuisine", ais["code"])]
    assert ordre == sorted(ordre)


def valider(m: Monde) -> None:
    """Each adviser sees whom to validate, and answers; what is validated is not undone."""
    connus = dossiers(m.pole_emploi, CUISINE)
    for conseiller, qui, reseau in (
        (m.pole_emploi, NOE, "pole_emploi"),
        (m.mission_locale, MAYA, "mission_locale"),
        (m.cap_emploi, OSCAR, "cap_emploi"),
    ):
        assert connus[qui]["reseau"] == reseau
        attendus = conseiller.lire("/inscriptions", session=CUISINE, attend_le_conseiller=True)
        assert connus[qui]["inscription"] in [un["inscription"] for un in attendus]
        assert (
            conseiller.faire("valider-inscription", inscription=connus[qui]["inscription"]).resultat["statut"]
            == "inscrit"
        )
    maya = connus[MAYA]["inscription"]
    m.cap_emploi.refuse("valider-inscription", 404, "inscription-inconnue", inscription=maya)
    m.mission_locale.refuse("valider-inscription", 409, "inscription-deja-validee", inscription=maya)
    defaire = {"operation": m.vus["recu_resultats"]}
    m.greta.refuse("annuler-derniere-operation", 409, "conseiller-a-deja-valide", **defaire)

    directs = {"candidat": [REFUSE, RETIRE], "session": CUISINE, "conseiller": "mission_locale"}
    inscrits = m.greta.faire("inscrire-en-formation", **directs).resultat["inscriptions"]
    m.mission_locale.faire("refuser-inscription", inscription=inscrits[REFUSE], motif="Projet différent")
    retrait = {"candidat": RETIRE, "session": CUISINE, "motif": "A trouvé un emploi"}
    m.greta.faire("retirer-inscription", **retrait)
    m.greta.defaire("retirer-inscription")
    m.greta.faire("retirer-inscription", **retrait)
    statuts = {qui: lu["statut"] for qui, lu in dossiers(m.greta, CUISINE).items()}
    assert (statuts[NOE], statuts[REFUSE], statuts[RETIRE]) == ("inscrit", "non_inscrit", "retire")
    assert m.greta.faire("statut-candidat", candidat=NOE).resultat["dossiers"][0]["statut"] == "inscrit"


def entrer(m: Monde) -> None:
    """── March 1st: entries on the day, one to regularise, one absent; March 5th: one more, late ──"""
    noe, maya, oscar, lea = (m.vus["qui"][un] for un in (NOE, MAYA, OSCAR, LEA))
    entree = {"session": CUISINE, "presents": [noe, maya, lea], "absents": [oscar]}
    m.greta.refuse("saisir-entrees", 409, "entree-avant-le-debut", **entree)
    m.api.avancer("2027-03-01T10:00")
    m.greta.refuse("saisir-entrees", 409, "date-entree-a-venir", **entree, date="2027-03-02")
    entrees = m.greta.faire("saisir-entrees", **entree)
    assert (entrees.avertissements, entrees.resultat["tardive"]) == (["presence-a-regulariser"], False)
    m.greta.refuse("obtenir-attestation", 409, "aes-attend-la-validation", candidat=LEA, type_attestation="aes")
    de_lea = dossiers(m.pole_emploi, CUISINE)[LEA]
    assert de_lea["statut"] == "presence_a_regulariser"
    m.pole_emploi.faire("valider-inscription", inscription=de_lea["inscription"])
    m.greta.faire("obtenir-attestation", candidat=LEA, type_attestation="aes")
    assert m.api.courriels(boite(NOE), "entrée|formation")
    m.api.avancer("2027-03-05T10:00")
    present = {"candidat": OSCAR, "session": CUISINE, "present_ou_absent": "present", "date": "2027-03-01"}
    assert m.greta.faire("corriger-entree", **present).resultat["tardive"]
