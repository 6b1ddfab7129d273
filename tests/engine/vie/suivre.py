"""Third chapter: absences, interruption, months, departures, bilan."""

from tests.engine.vie.monde import Monde, boite, dossiers, du
from tests.engine.vie.recruter import CUISINE, LEA, MAYA, NOE, OSCAR

ICI = {"session": CUISINE}
MARS, AVRIL = ICI | {"mois": "2027-03"}, ICI | {"mois": "2027-04"}


def manquer(m: Monde) -> None:
    """Absences within the training, corrected, never twice; interruptions of 15 and of 16 days."""
    malade = {"candidat": NOE, "motif": "maladie"}
    absence = m.greta.faire("saisir-absence", **malade, **du("2027-03-03", "2027-03-05")).resultat["absence"]
    m.greta.refuse("saisir-absence", 409, "absences-qui-se-chevauchent", **malade, **du("2027-03-05", "2027-03-06"))
    m.greta.refuse("saisir-absence", 409, "avant-l-entree", **malade, **du("2027-02-26", "2027-03-01"))
    m.greta.refuse("saisir-absence", 409, "apres-la-formation", **malade, **du("2027-06-28", "2027-06-29"))
    autre = malade | {"motif": "grève"}
    m.greta.refuse("saisir-absence", 422, "choix-inconnu", **autre, **du("2027-03-08", "2027-03-08"))
    m.voisin.refuse("saisir-absence", 404, "candidat-sans-inscription", **malade, **du("2027-03-08", "2027-03-08"))
    certificat = {"date_fin": "2027-03-04", "justificatif": "certificat médical"}
    m.greta.faire("corriger-absence", candidat=NOE, absence=absence, **certificat)
    lue = m.greta.lire("/sessions/{numero}/assiduite", {"numero": CUISINE})["inscriptions"]
    assert [une["fin"] for inscription in lue for une in inscription["absences"]] == ["2027-03-04"]

    m.greta.refuse("saisir-interruption", 409, "interruption-trop-courte", **ICI, **du("2027-05-03", "2027-05-17"))
    pause = m.greta.faire("saisir-interruption", **ICI, **du("2027-05-03", "2027-05-18"))
    assert "dates-d-interruption-exactes" in pause.avertissements
    m.greta.refuse(
        "saisir-interruption", 409, "interruptions-qui-se-chevauchent", **ICI, **du("2027-05-18", "2027-06-10")
    )
    m.greta.refuse("saisir-interruption", 409, "interruption-hors-session", **ICI, **du("2027-06-15", "2027-07-10"))


def declarer(m: Monde) -> None:
    """── March 24th, then 25th: the month opens; declared once, closed, opened again by the hotline ──"""
    m.api.avancer("2027-03-24T23:58")
    m.greta.refuse("saisir-assiduite-mois", 409, "assiduite-pas-encore-ouverte", **MARS)
    m.api.avancer("2027-03-25T00:00")
    recap = m.greta.apercu("saisir-assiduite-mois", **MARS)["recap"]
    assert "Noé Vidal" in recap
    assert "maladie" in recap
    declare = m.greta.faire("saisir-assiduite-mois", **MARS)
    assert (declare.resultat["declares"], declare.resultat["tardif"]) == (4, False)
    m.greta.refuse("saisir-assiduite-mois", 409, "assiduite-deja-declaree", **MARS)
    oubliee = {"candidat": NOE, "motif": "sans_motif"} | du("2027-03-24", "2027-03-24")
    m.greta.refuse("saisir-absence", 409, "mois-ferme", **oubliee)
    m.greta.refuse("annuler-derniere-operation", 409, "operation-non-annulable", operation="saisir-assiduite-mois")
    demande = m.greta.faire("reouvrir-assiduite", **MARS, motif="Une absence oubliée").resultat["demande"]
    assert demande in [une["demande"] for une in m.hotline.lire("/reouvertures")]
    m.voisin.refuse("accorder-reouverture", 403, "droit-insuffisant", demande=demande)
    m.hotline.faire("accorder-reouverture", demande=demande)
    assert not m.greta.faire("saisir-absence", **oubliee).resultat["justifiee"]
    m.greta.faire("saisir-assiduite-mois", **MARS)


def partir(m: Monde) -> None:
    """── April 7th: an abandon undone and said again, late; an exit for a job ──"""
    m.api.avancer("2027-04-07T10:00")
    abandon = {"candidat": MAYA, "motif": "raison personnelle ou familiale"}
    assert not m.greta.faire("saisir-abandon", **abandon, date="2027-04-05").resultat["tardive"]
    apres = {"candidat": MAYA, "motif": "autre"} | du("2027-04-06", "2027-04-07")
    m.greta.refuse("saisir-absence", 409, "apres-la-sortie", **apres)
    m.greta.defaire("saisir-abandon")
    assert dossiers(m.greta, CUISINE)[MAYA]["statut"] == "en_formation"
    assert m.greta.faire("saisir-abandon", **abandon, date="2027-04-02").resultat["tardive"]
    assert m.api.courriels(boite(MAYA), "abandon")
    m.greta.refuse("saisir-sortie", 422, "choix-inconnu", candidat=OSCAR, date="2027-04-07", motif="vacances")
    m.greta.faire("saisir-sortie", candidat=OSCAR, date="2027-04-07", motif="emploi")


def finir(m: Monde) -> None:
    """── May 2nd: April is late; June 29th: the bilan closes the enrolments ──"""
    m.api.avancer("2027-05-02T10:00")
    avril = m.greta.faire("saisir-assiduite-mois", **AVRIL)
    assert (avril.resultat["tardif"], avril.avertissements) == (True, ["assiduite-tardive"])
    noe, oscar, lea = (m.vus["qui"][un] for un in (NOE, OSCAR, LEA))
    m.greta.refuse("saisir-bilan", 409, "formation-pas-finie", session=CUISINE, obtenue=[noe])
    m.api.avancer("2027-06-28T10:00")
    for mois in ("2027-05", "2027-06"):  # from the end of the session, when it comes before the 25th or after
        m.greta.faire("saisir-assiduite-mois", session=CUISINE, mois=mois)
    m.api.avancer("2027-06-29T10:00")
    bilan = {"session": CUISINE, "obtenue": [noe], "partielle": [lea], "sans_certification": [oscar]}
    m.greta.faire("saisir-bilan", **bilan)
    m.greta.refuse("saisir-bilan", 409, "bilan-deja-saisi", session=CUISINE, non_obtenue=[noe])
    m.greta.defaire("saisir-bilan")
    m.greta.faire("saisir-bilan", **bilan)
    assert dossiers(m.greta, CUISINE)[NOE]["statut"] == "clos"


def relire(m: Monde) -> None:
    """Who did what is in the journal, of one's own organisme only."""
    lignes = m.greta.lire("/journal", limite=200)
    faites = [ligne["operation"] for ligne in lignes]
    assert {"creer-ric", "transferer-candidat", "saisir-resultats", "saisir-entrees", "saisir-bilan"} <= set(faites)
    assert all(ligne["recu"] and ligne["message"] for ligne in lignes if ligne["role"] != "systeme")
    assert CUISINE not in str(m.voisin.lire("/journal", limite=200))
