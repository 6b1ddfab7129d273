"""#Avenir: its three cases, its mandataire, its market year."""

from tests.engine.vie.client import Api, Partie
from tests.engine.vie.lheo import fichier, formation
from tests.engine.vie.monde import GRETA, VOISIN, Monde, dossiers, du

SECTORIELLE, PROJET, PASSE = "SE_0000310001", "SE_0000310002", "SE_0000310003"
ANA, BEN = "1212121A", "2323232B"


def _marche(numero: int, brique: int, annee: int, debut: str, fin: str) -> str:
    """An action dispensed by one organisme and managed by its mandataire."""
    marche = {"dispositif": "#Avenir", "annee_marche": annee, "brique": brique, "siret_mandataire": GRETA}
    return formation(numero, "#Avenir", debut, fin, siret=VOISIN, **marche)


def _entrer(m: Monde, session: str, identifiant: str, jour: str) -> None:
    """Enrol someone directly, have it validated, and record the entry."""
    inscrit = m.greta.faire("inscrire-en-formation", candidat=[identifiant], session=session, nom=identifiant)
    m.pole_emploi.faire("valider-inscription", inscription=inscrit.resultat["inscriptions"][identifiant])
    m.api.avancer(f"{jour}T18:00")
    personne = dossiers(m.greta, session)[identifiant]["personne"]
    entree = m.greta.faire("saisir-entrees", session=session, presents=[personne], date=jour)
    assert entree.resultat["entrees"] == {identifiant: "en_formation"}


def _fin(qui: Partie, session: str, identifiant: str) -> str | None:
    return dossiers(qui, session)[identifiant]["fin_prevue"]


def test_avenir(api: Api) -> None:
    m = Monde(api)

    # ── January 5th: two sessions of this year's market, one of last year's, managed by the mandataire ──
    m.carif.deposer(
        fichier(
            _marche(310001, 5, 2027, "20270111", "20270226"),
            _marche(310002, 4, 2027, "20270111", "20270625"),
            _marche(310003, 4, 2026, "20260901", "20270625"),
        )
    )
    api.avancer("2027-01-06T08:00")
    ric = {"date_heure": "2027-01-08T14:00", "lieu": "Rouen", "places": 10}
    m.greta.faire("creer-ric", session=SECTORIELLE, **ric)
    m.greta.refuse("creer-ric", 409, "marche-avenir-passe", session=PASSE, **ric)
    m.greta.refuse("inscrire-en-formation", 409, "marche-avenir-passe", session=PASSE, candidat=[ANA])
    cause = m.greta.faire("diagnostiquer-blocage", session=PASSE, acte="creer-ric").resultat["cause"]
    assert cause == "marche-avenir-passe"
    m.voisin.refuse("creer-ric", 404, "session-inconnue", session=SECTORIELLE, **ric)

    # ── Case 1: the entry is at the start of the action sectorielle; then a new enrolment on brique 4 ──
    _entrer(m, SECTORIELLE, ANA, "2027-01-11")
    # ── Case 2: the entry is on construction de projet, from the analysis of needs, with a planned end ──
    _entrer(m, PROJET, BEN, "2027-01-12")
    fin = {"candidat": BEN, "date_fin": "2027-05-28", "heures_prevues": 600}
    assert m.greta.faire("modifier-fin-parcours", **fin).avertissements == []
    assert _fin(m.greta, PROJET, BEN) == "2027-05-28"
    trop = fin | {"date_fin": "2027-06-11", "heures_prevues": 1001}
    m.greta.refuse("modifier-fin-parcours", 422, "donnee-manquante", **trop)
    accord = m.greta.faire("modifier-fin-parcours", **trop, accord_agence="non")
    assert accord.avertissements == ["accord-de-l-agence-demande"]
    m.greta.defaire("modifier-fin-parcours")
    assert _fin(m.greta, PROJET, BEN) == "2027-05-28"
    api.avancer("2027-02-27T10:00")
    m.greta.faire("saisir-sortie", candidat=ANA, session=SECTORIELLE, date="2027-02-26", motif="fin_normale")
    _entrer(m, PROJET, ANA, "2027-03-01")

    # ── 15 days before the end is in time, 14 is late ──
    api.avancer("2027-05-13T10:00")
    assert not m.greta.faire("modifier-fin-parcours", **fin | {"date_fin": "2027-05-29"}).resultat["tardive"]
    retard = m.greta.faire("modifier-fin-parcours", **fin | {"date_fin": "2027-05-27"})
    assert (retard.resultat["tardive"], retard.avertissements) == (True, ["fin-de-parcours-tardive"])

    # ── Case 3: gone to Savoirs for good, the abandon of the dispositif ──
    savoirs = {"candidat": ANA, "session": PROJET, "motif": "départ définitif vers l’action « Savoirs »"}
    assert m.greta.faire("saisir-abandon", **savoirs, date="2027-05-12").resultat["statut"] == "abandon"
    cuisine = {"candidat": "7942369Z"} | du("2027-05-13", "2027-05-13")
    m.voisin.refuse("saisir-absence", 404, "candidat-sans-inscription", **cuisine, motif="autre")
