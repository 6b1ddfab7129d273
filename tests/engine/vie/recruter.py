"""First chapter: from the file of the CARIF-OREF to the results of the information meeting."""

from tests.engine.vie.lheo import fichier, formation
from tests.engine.vie.monde import Monde, boite, du, personnes, prescrire, presences

CUISINE, EN_SAISIE = "SE_0000300001", "SE_0000300002"
NOE, MAYA, OSCAR, LEA = "1111111A", "2222222B", "3333333C", "7942369Z"
ZOE, IVAN = "4444444E", "5555555F"
RIC = {"session": CUISINE, "date_heure": "2027-01-12T14:00", "lieu": "Rouen, salle B", "places": 6}
MATIN = {"session": CUISINE, "date": "2027-01-14", "heure_debut": "09:00", "heure_fin": "10:30", "duree": 30}


def publier(m: Monde) -> None:
    """── January 5th: the CARIF-OREF publishes; the same file twice changes nothing; usable from J+1 ──"""
    lot = fichier(
        formation(300001, "Commis de cuisine", "20270301", "20270628"),
        formation(300002, "Plongeur", "20270301", "20270601", etat="saisie"),
    )
    assert m.carif.deposer(lot).resultat["creees"] == 2
    assert m.carif.deposer(lot).resultat["inchangees"] == 2
    m.greta.refuse("creer-ric", 409, "session-pas-encore-utilisable", **RIC)
    m.greta.refuse("creer-ric", 409, "session-non-validee", **RIC | {"session": EN_SAISIE})
    m.voisin.refuse("creer-ric", 404, "session-inconnue", **RIC)
    m.carif.refuse("creer-ric", 403, "droit-insuffisant", **RIC)
    m.visiteur.refuse("creer-ric", 401, "connexion-requise", **RIC)
    cause = m.greta.faire("diagnostiquer-blocage", session=CUISINE, acte="creer-ric").resultat["cause"]
    assert cause == "session-pas-encore-utilisable"


def ouvrir(m: Monde) -> None:
    """── January 6th: the batch has run; every modality opens ──"""
    m.api.avancer("2027-01-06T00:01")
    m.vus["reunion"] = m.greta.faire("creer-ric", **RIC).resultat["rdv"]
    m.greta.refuse("creer-ric", 409, "date-deja-passee", **RIC | {"date_heure": "2027-01-05T14:00"})
    m.greta.refuse("creer-ric", 409, "date-apres-la-session", **RIC | {"date_heure": "2027-06-29T14:00"})
    for places in (0, 501):
        m.greta.refuse("creer-ric", 422, "nombre-de-places", **RIC | {"places": places})
    m.vus["seconde"] = m.greta.faire("creer-ric", **RIC | {"date_heure": "2027-01-19T14:00"}).resultat["rdv"]
    groupe = m.greta.faire("creer-rv", **MATIN, lieu="Bureau 3").resultat
    m.greta.refuse("creer-rv", 409, "creneaux-qui-se-chevauchent", **MATIN, lieu="Bureau 3")
    copie = m.greta.faire("dupliquer-rv", groupe_rv=groupe["groupe"], date="2027-01-21").resultat
    plage = {"session": CUISINE} | du("2027-01-06", "2027-01-20")
    m.vus["plage"] = m.greta.faire("ouvrir-candidature", **plage).resultat["rdv"]
    m.greta.refuse("ouvrir-candidature", 422, "periode-incorrecte", **plage | {"date_debut": "2027-01-21"})
    lue = m.greta.lire("/sessions/{numero}", {"numero": f"14_{CUISINE}"})
    assert [un["rdv"] for un in lue["rdv"]] == [m.vus["reunion"], *groupe["rdv"], m.vus["seconde"], *copie["rdv"]]
    assert [un["rdv"] for un in lue["groupes"]] == [groupe["groupe"], copie["groupe"]]
    m.vus["neuf_heures"], _, m.vus["dix_heures"] = groupe["rdv"]
    m.vus["copie"] = copie["rdv"][0]


def inscrire(m: Monde) -> None:
    """Three kinds of prescribers, a job seeker and the organisme register people; candidatures are called back."""
    reunion, seconde = m.vus["reunion"], m.vus["seconde"]
    prescrire(m.pole_emploi, reunion, NOE, "Noé", "Vidal")
    prescrire(m.mission_locale, reunion, MAYA, "Maya", "Sow")
    m.vus["oscar"] = prescrire(m.cap_emploi, m.vus["neuf_heures"], OSCAR, "Oscar", "Blin")
    m.lea.faire("se-positionner", rdv=reunion)
    m.greta.faire("inscrire-candidat", candidat=[ZOE], rdv=reunion, nom="Roy", prenom="Zoé")
    m.greta.refuse("inscrire-candidat", 409, "deja-inscrit", candidat=[ZOE], rdv=reunion)
    m.greta.refuse("inscrire-candidat", 409, "deja-un-rdv-a-venir", candidat=[ZOE], rdv=seconde)
    m.greta.refuse("inscrire-candidat", 422, "identifiant-demandeur-incorrect", candidat=["123"], rdv=seconde)
    m.voisin.refuse("inscrire-candidat", 404, "rdv-inconnu", candidat=[ZOE], rdv=seconde)
    assert m.api.courriels(boite(NOE))

    ivan = {"candidat": IVAN, "prenom": "Ivan", "nom": "Petrov", "courriel": boite(IVAN), "plage": m.vus["plage"]}
    candidature = m.cap_emploi.faire("proposer-candidature", **ivan).resultat["candidature"]
    assert candidature in [une["candidature"] for une in m.greta.lire("/candidatures")]
    contact = {"candidature": candidature, "date_contact": "2027-01-06"}
    m.greta.refuse("traiter-candidature", 422, "donnee-manquante", candidature=candidature, resultat="retenue")
    m.voisin.refuse("traiter-candidature", 404, "candidature-inconnue", **contact)
    m.greta.faire("traiter-candidature", **contact)
    assert m.greta.faire("traiter-candidature", **contact, resultat="retenue").resultat["statut"] == "retenue"


def deplacer(m: Monde) -> None:
    """Transfers in the four directions, each moving one registration and no more; cancelled, deleted, full."""
    v, greta = m.vus, m.greta
    zoe = personnes(greta, v["reunion"])[ZOE]
    for cible in (v["seconde"], v["dix_heures"], v["copie"], v["reunion"]):
        greta.faire("transferer-candidat", candidat=zoe, rdv_cible=cible)
        assert presences(greta, cible)[ZOE] == "a_saisir"
    assert not any(ZOE in presences(greta, quitte) for quitte in (v["seconde"], v["dix_heures"], v["copie"]))
    greta.faire("annuler-rdv-candidat", candidat=v["oscar"], rdv=v["neuf_heures"])
    annule = {"candidat": v["oscar"], "rdv_origine": v["neuf_heures"], "rdv_cible": v["reunion"]}
    greta.refuse("transferer-candidat", 409, "transfert-d-un-rdv-annule", **annule)
    assert m.api.courriels(boite(OSCAR), "annul")
    prescrire(m.cap_emploi, v["reunion"], OSCAR, "Oscar", "Blin")
    m.voisin.refuse("supprimer-rdv", 404, "rdv-inconnu", rdv=v["copie"])
    greta.faire("supprimer-rdv", rdv=v["copie"], motif="Salle prise")
    vers_rien = {"candidat": zoe, "rdv_origine": v["reunion"], "rdv_cible": v["copie"]}
    greta.refuse("transferer-candidat", 409, "rdv-supprime", **vers_rien)

    greta.faire("inscrire-candidat", candidat=["6666666G"], rdv=v["reunion"], nom="Kant", prenom="Eva")
    greta.refuse("inscrire-candidat", 409, "places-epuisees", candidat=["7777777H"], rdv=v["reunion"])
    greta.refuse("modifier-rdv", 409, "places-occupees", rdv=v["reunion"], places=5)
    greta.defaire("inscrire-candidat")
    m.lea.faire("se-desister", rdv=v["reunion"])
    m.lea.faire("se-positionner", rdv=v["reunion"])
    greta.faire("modifier-rdv", rdv=v["reunion"], lieu="Rouen, salle C")
    assert "salle C" in m.api.courriels(boite(NOE), "chang|modif")[0]["corps"]


def tenir(m: Monde) -> None:
    """── January 12th: presences, results, lists to download ──"""
    v, greta, reunion = m.vus, m.greta, m.vus["reunion"]
    v["qui"] = personnes(greta, reunion)
    noe, maya, oscar, lea, zoe = (v["qui"][un] for un in (NOE, MAYA, OSCAR, LEA, ZOE))
    greta.refuse("saisir-presences", 409, "rdv-pas-encore-passe", rdv=reunion, presents=[noe])
    m.api.avancer("2027-01-12T16:30")
    greta.refuse("saisir-resultats", 409, "resultat-d-un-absent", rdv=reunion, retenus=[noe])
    greta.faire("saisir-presences", rdv=reunion, presents=[noe, maya, oscar, lea], absents=[zoe])
    greta.refuse("saisir-presences", 409, "presence-deja-saisie", rdv=reunion, absents=[noe])
    greta.refuse("transferer-candidat", 409, "transfert-d-un-present", candidat=noe, rdv_cible=v["seconde"])
    greta.faire("transferer-candidat", candidat=zoe, rdv_origine=reunion, rdv_cible=v["seconde"])

    ici = {"id": reunion}
    assert "Sow;Maya" in greta.lire("/rdv/{id}/inscrits.{forme}", ici | {"forme": "csv"}, vue="resultats").decode()
    assert greta.lire("/rdv/{id}/inscrits.{forme}", ici | {"forme": "xlsx"}).startswith(b"PK")
    assert b"DTSTART:20270112T130000Z" in greta.lire("/rdv/{id}.ics", ici)

    retenus = greta.faire("saisir-resultats", rdv=reunion, retenus=[noe, maya, oscar], en_attente=[lea])
    assert len(retenus.resultat["ais"]) == 3
    v["recu_resultats"] = retenus.brut["recu"]
    greta.refuse("saisir-resultats", 409, "resultat-deja-saisi", rdv=reunion, non_retenus=[noe])
    for resultat in ("non_retenus", "retenus"):  # « en attente » and « non retenu » may be changed
        greta.faire("saisir-resultats", rdv=reunion, **{resultat: [lea]})
    greta.defaire("saisir-resultats")
    assert [un["valide"] for un in m.greta.lire("/inscriptions", statut="annule")[0]["attestations"]] == [False, False]
    greta.faire("saisir-resultats", rdv=reunion, retenus=[lea])
