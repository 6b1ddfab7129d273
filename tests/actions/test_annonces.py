"""What one sentence gives of an operation at once: free words announced, and which of two days is meant."""

from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from actions import situer
from actions.catalogue import Catalogue
from actions.lecture import Recolte
from actions.recolte import recolter
from actions.tour import Entite, Etat, Tour
from bot.donnees import trouver

CATALOGUE = Catalogue.lire(Path(__file__).resolve().parents[2])
MERCREDI = datetime(2027, 1, 6, 10, tzinfo=ZoneInfo("Europe/Paris"))


def lire(operation: str, dit: str, attendu: str | None = None) -> Recolte:
    entites = tuple(Entite(d.entity, d.value, d.start, d.end, d.text, d.autres, d.role) for d in trouver(dit, MERCREDI))
    etat = Etat()
    etat.commencer(operation)
    if attendu:
        etat.attend = {"donnee": attendu}
    intention = "donnee" if attendu else "operation"
    return recolter(CATALOGUE.operations[operation], etat, Tour("c", "1", dit, intention, entites, (operation,)))


@pytest.mark.parametrize(
    ("dit", "raison_sociale"),
    [
        (
            "on veut adhérer, Greta du Cotentin, siret 73282932000074, RGC Paul Hamel p.hamel@greta.fr",
            "Greta du Cotentin",
        ),
        ("adhésion pour la SCOP Bois et Toits (732 829 320 00074)", "SCOP Bois et Toits"),
        ("73282932000074 Étape Formation, responsable Inès Morel ines.morel@etape.fr", "Étape Formation"),
        ("nous sommes l’association Les Deux Rives et nous voulons adhérer à KAIROS", "association Les Deux Rives"),
        ("Raison sociale : cap métiers\nSIRET : 73282932000074", "cap métiers"),
        ("Institut Pierre Mendès, siret 73282932000074", "Institut Pierre Mendès"),
        ("objet : adhésion KAIROS. ISTA Rouen, n° SIRET 73282932000074", "ISTA Rouen"),
        ("notre centre, Caux Langues, veut adhérer, siret 73282932000074", "Caux Langues"),
        ("je m’appelle Paul Hamel, siret 73282932000074, p.hamel@greta.fr", None),
        ("Bonjour, je veux adhérer à KAIROS", None),
        ("Maison Familiale Rurale de Vimoutiers / 73282932000074", "Maison Familiale Rurale de Vimoutiers"),
        ("adhésion pour notre siret d’Évreux 73282932000074", None),
        ("Mme Morel veut adhérer, siret 73282932000074", None),
    ],
)
def test_a_firm_is_read_where_it_is_announced_and_nowhere_else(dit: str, raison_sociale: str | None) -> None:
    assert lire("demander-adhesion", dit).valeurs.get("raison_sociale") == raison_sociale


def test_who_a_firm_is_named_after_is_not_its_rgc() -> None:
    assert "rgc_nom" not in lire("demander-adhesion", "Institut Marie Curie, siret 73282932000074").valeurs


@pytest.mark.parametrize(
    ("dit", "intitule", "employeur"),
    [
        ("AFPR soudeur chez Métal Ouest du 1er au 26 février, 120 h, à Elbeuf", "soudeur", "Métal Ouest"),
        ("une POEI « Agent de tri » pour l’entreprise Valnor", "Agent de tri", "Valnor"),
        ("POEI avec Logis 76 : aide à domicile, 140 heures", "aide à domicile", "Logis 76"),
        ("intitulé cariste, employeur Stock & Co, afpr", "cariste", "Stock & Co"),
        ("crée une POEI chez Transports Hamelin, Caen, 280 h, conducteur PL", "conducteur PL", "Transports Hamelin"),
        ("POEI Korian Le Havre, aide-soignante", "aide-soignante", "Korian Le Havre"),
        ("poei aide soignant ehpad Les Tilleuls, 300h", "aide soignant", "ehpad Les Tilleuls"),
        ("AFPR de l’entreprise Vimont, formation avant embauche, à rentrer svp", None, "Vimont"),
        ("caler l’AFPR du restaurant l’Ardoise", None, "restaurant l’Ardoise"),
        ("bonjour j’ai une AFPR à créer", None, None),
        ("rentrer une POEI toute simple", None, None),
        ("je crée une session AFPR", None, None),
        ("une session AFPR de 200 h à Rouen du 1er au 26 février", None, None),
    ],
)
def test_a_title_and_an_employer_in_one_breath(dit: str, intitule: str | None, employeur: str | None) -> None:
    valeurs = lire("creer-session-entreprise", dit).valeurs
    assert (valeurs.get("intitule"), valeurs.get("employeur")) == (intitule, employeur)


def test_an_awaited_title_is_the_whole_answer_unless_it_bears_its_name() -> None:
    assert (
        lire("creer-session-entreprise", "formation de cariste", "intitule").valeurs["intitule"]
        == "formation de cariste"
    )
    lues = lire("creer-session-entreprise", "Employeur : Valnor. Intitulé : cariste", "intitule").valeurs
    assert lues == {"intitule": "cariste", "employeur": "Valnor"}


def test_a_person_without_a_capital_is_known_by_their_address() -> None:
    dit = "accès pour le collègue SIRH, paul lehamel p.lehamel@greta.fr"
    assert lire("habiliter-collaborateur", dit).valeurs["collaborateur_nom"] == "paul lehamel"
    dit = "un accès à Julie Fournier julie.fournier@greta.fr"
    assert lire("habiliter-collaborateur", dit).valeurs["collaborateur_nom"] == "Julie Fournier"
    dit = "un accès à notre alternante inès boulanger ines.boulanger@greta.fr"
    assert lire("habiliter-collaborateur", dit).valeurs["collaborateur_nom"] == "inès boulanger"
    assert "collaborateur_nom" not in lire("habiliter-collaborateur", "un accès pour contact@greta.fr").valeurs


def test_of_two_people_the_one_whose_address_is_said() -> None:
    dit = "Suite au départ de M. Roussel, désignez Laure Picard comme RGC (laure.picard@metiers.fr)"
    assert lire("changer-rgc", dit).valeurs["nouveau_rgc_nom"] == "Laure Picard"


def test_a_person_and_their_address_name_no_firm() -> None:
    lues = lire("demander-adhesion", "moi-même, Corinne Tesson, ctesson@aformac.fr", "raison_sociale").valeurs
    assert lues == {"rgc_nom": "Corinne Tesson", "rgc_courriel": "ctesson@aformac.fr"}


@pytest.mark.parametrize(
    ("dit", "mots"),
    [
        ("Mme Cohen rappelée ce matin, je la retiens", {"retenue"}),
        ("Sarah Cohen : contactée aujourd’hui, pas retenue", {"retenue", "non_retenu"}),
        ("9876543L jointe ce matin, je la mets en attente", {"attente"}),
    ],
)
def test_a_decision_said_of_someone_is_a_choice_too(dit: str, mots: set[str]) -> None:
    assert mots <= set(lire("traiter-candidature", dit).dit["reperes"]["resultat"]["mots"])


@pytest.mark.parametrize(
    ("dit", "reference"),
    [
        ("référence RNQ 2026 0451, jusqu’au 31/12/2028", "RNQ 2026 0451"),
        ("certifiés, QUALIOPI-118822", "QUALIOPI-118822"),
        ("ref qualité : 24-FOR-0881, fin le 05/05/2029", "24-FOR-0881"),
        ("on est certifiés, réunion 9h-11h", None),
        ("notre siret 73282932000074, certifiés jusqu’au 31/12/2028", None),
    ],
)
def test_a_reference_as_it_is_written(dit: str, reference: str | None) -> None:
    assert lire("declarer-referencement-qualite", dit).valeurs.get("reference_qualite") == reference


@pytest.mark.parametrize(
    ("operation", "dit", "valeurs", "date_du_rdv"),
    [
        ("dupliquer-rv", "refais les rendez-vous du 14 janvier le 21", {"date": "2027-01-21"}, "2027-01-14"),
        ("dupliquer-rv", "copie le groupe du 14 au 28 janvier", {"date": "2027-01-28"}, "2027-01-14"),
        (
            "dupliquer-rv",
            "mets le 28 janvier à 13h30 les mêmes rendez-vous que ceux du 14 janvier",
            {"date": "2027-01-28", "heure_debut": "13:30"},
            "2027-01-14",
        ),
        (
            "modifier-rdv",
            "la RIC du 12 janvier passe au 14 janvier à 10h",
            {"date_heure": "2027-01-14T10:00"},
            "2027-01-12",
        ),
        ("modifier-rdv", "le groupe du 14 janvier, mets-le en salle 3", {"lieu": "salle 3"}, "2027-01-14"),
    ],
)
def test_one_day_says_which_the_other_where_it_moves(
    operation: str, dit: str, valeurs: dict[str, Any], date_du_rdv: str
) -> None:
    lue = lire(operation, dit)
    assert lue.valeurs == valeurs
    (reperes,) = lue.dit["reperes"].values()
    assert date_du_rdv in reperes["dates"]


def test_a_week_is_no_day() -> None:
    lue = lire("dupliquer-rv", "refais les mêmes rendez-vous la semaine prochaine")
    assert lue.valeurs == {}
    assert lue.dit["semaine"] == "2027-01-11"
    assert situer.meme_jour("2027-01-18", "2027-01-14") == "2027-01-21"
    assert situer.meme_jour("2027-01-11", "2027-01-14") is None


def test_the_reference_of_an_adhesion_is_read_whole() -> None:
    valeurs = lire("suivre-adhesion", "où en est AD-YAEE-EYTK, siret 73282932000074").valeurs
    assert valeurs == {"siret": "73282932000074", "reference_demande": "AD-YAEE-EYTK"}


def test_an_end_is_read_as_one() -> None:
    assert lire("modifier-rdv", "prolonge la plage jusqu’au 12 février").valeurs == {"date_fin": "2027-02-12"}
    dit = "certifiés hier, ref QUAL-2026-1, valable jusqu’au 30 juin 2029"
    assert lire("declarer-referencement-qualite", dit).valeurs["date_fin_validite"] == "2029-06-30"


@pytest.mark.parametrize(
    ("dit", "origine", "cible"),
    [
        ("passe Mme Petit au créneau de 10h30 le 14 janvier", [], ["10:30"]),
        ("de 9h30 à 11h le 14 janvier", ["09:30"], ["11:00"]),
        ("Petit préfère 11h à 9h30 le 14 janvier", ["09:30"], ["11:00"]),
        ("Petit du rendez-vous de 9h30 à celui de 11h le 14 janvier", ["09:30"], ["11:00"]),
        ("Petit était absente, mets-la sur le rendez-vous du 14 janvier à 9h", [], ["09:00"]),
    ],
)
def test_of_two_appointments_one_is_left_for_the_other(dit: str, origine: list[str], cible: list[str]) -> None:
    reperes = lire("transferer-candidat", dit).dit["reperes"]
    assert reperes.get("rdv_origine", {}).get("heures", []) == origine
    assert reperes["rdv_cible"]["heures"] == cible
    assert reperes["rdv_cible"]["dates"][0] == "2027-01-14"


def test_a_person_is_named_by_their_number_or_their_address() -> None:
    personnes = lire("annuler-rdv-candidat", "annule le rendez-vous de 5678901E").dit["personnes"]
    assert personnes["listes"] == {"candidat": ["5678901E"]}
    personnes = lire("retirer-habilitation", "retire l’accès de p.hamel@greta.fr").dit["personnes"]
    assert personnes["listes"] == {"collaborateur": ["p.hamel@greta.fr"]}


def test_what_two_data_say_together() -> None:
    lues = lire("creer-ric", "info coll SE_0000160070 le 20 janvier de 9h à 11h30 à Rouen, 8 places").valeurs
    assert lues["duree"] == 150
    lues = lire("inscrire-candidat", "inscris DUBOSC Rémi 7001234W").valeurs
    assert (lues["prenom"], lues["nom"]) == ("Rémi", "DUBOSC")


def test_a_name_beside_a_number_is_somebody_else_or_the_same() -> None:
    lue = lire("inscrire-candidat", "mets le 6543210H et puis Yanis Benali aussi à l’info coll de mardi")
    assert lue.valeurs["candidat"] == ["6543210H"]
    assert lue.dit["personnes"]["listes"] == {"candidat": ["Yanis Benali"]}
    assert "nom" not in lue.valeurs
    lue = lire("inscrire-candidat", "inscris Yanis Benali, 7654321J, à l’info coll de mardi")
    assert "personnes" not in lue.dit
    assert lue.valeurs["nom"] == "Benali"


def test_of_two_people_the_first_named_is_meant() -> None:
    dit = "Anne-Lise Corbin n’a pas pu venir, passe-la au jeudi 14 à 10 h. Sophie Martin, elle, était là."
    assert lire("transferer-candidat", dit).dit["personnes"]["listes"] == {"candidat": ["Anne-Lise Corbin"]}


@pytest.mark.parametrize(
    "dit",
    [
        "Mme Roche, du Greta Normandie, demande pourquoi Hugo Marchand est bloqué, absence du 4",
        "j’ai Mme Roche au téléphone, Hugo Marchand était absent le 4",
    ],
)
def test_who_asks_for_another_is_not_meant(dit: str) -> None:
    assert lire("saisir-absence", dit).dit["personnes"]["listes"] == {"candidat": ["Hugo Marchand"]}


def test_who_writes_is_nobody_concerned() -> None:
    personnes = lire("creer-devis", "devis AIF pour Amadou Diallo, 1 200 €.\nBien à vous,\nMartine").dit["personnes"]
    assert personnes["listes"] == {"candidat": ["Amadou Diallo"]}


def test_who_is_told_nothing_of_is_in_no_list() -> None:
    dit = "Paul Martin présent, Mme Corbin absente. Pour Sophie Martin, je dois vérifier la feuille."
    listes = lire("saisir-presences", dit).dit["personnes"]["listes"]
    assert listes == {"presents": ["Paul Martin"], "absents": ["Corbin"]}


def test_the_reason_stands_among_the_names_of_a_list() -> None:
    dit = "lucas fontaine pas la lundi et mardi, il avait un entretien dembauche a lyon"
    assert "entretien" in lire("saisir-absence", dit).dit["reperes"]["motif"]["mots"]
    dit = "Mehdi Saïdi je l’ai mis présent au démarrage mais en fait il était absent"
    mots = lire("corriger-entree", dit).dit["reperes"]["present_ou_absent"]["mots"]
    assert ("absent" in mots, "present" in mots) == (True, False)


def test_the_day_of_a_list_is_that_of_its_appointment() -> None:
    reperes = lire("consulter-inscrits", "la liste des inscrits de la RIC du 12 janvier").dit["reperes"]
    assert (reperes["rdv"]["dates"], reperes.get("vue", {}).get("dates", [])) == (["2027-01-12"], [])


@pytest.mark.parametrize(
    ("dit", "employeur"),
    [
        ("nouvelle session afpr employeur menuiserie bocage, intitule poseur", "menuiserie bocage"),
        ("devis poei pour enzo marie, employeur entreprise dupre. les heures je demande", "entreprise dupre"),
        ("Créez une session POEI « Commis » pour l’Entreprise Dupré, à Rouen", "Entreprise Dupré"),
        ("session afpr, l’employeur veut commencer lundi", None),
    ],
)
def test_a_firm_without_a_capital_or_with_one(dit: str, employeur: str | None) -> None:
    operation = "creer-devis" if "devis" in dit else "creer-session-entreprise"
    assert lire(operation, dit).valeurs.get("employeur") == employeur


def test_what_is_refused_may_be_the_other_monday() -> None:
    lue = lire("saisir-sortie", "sortie de Théo Lemoine lundi, fin normale")
    assert (lue.valeurs["date"], lue.dit["sinon"]) == ("2027-01-11", {"date": "2027-01-04"})
    assert "sinon" not in lire("saisir-sortie", "sortie de Théo Lemoine le 4 janvier, fin normale").dit


def test_who_is_already_there_is_not_added() -> None:
    dit = "Amine Haddad veut revenir, réinscris le à la ric du 12. mme Camara c bon elle est deja dessus"
    assert lire("inscrire-candidat", dit).dit["personnes"]["listes"] == {"candidat": ["Amine Haddad"]}


def test_a_name_of_the_datum_opens_its_answer() -> None:
    dit = "raison sociale Seine Habitat Formation, la responsable des comptes c'est Claire Aubry"
    valeurs = lire("demander-adhesion", dit, "raison_sociale").valeurs
    assert (valeurs["raison_sociale"], valeurs["rgc_nom"]) == ("Seine Habitat Formation", "Claire Aubry")


@pytest.mark.parametrize(
    ("dit", "minutes"),
    [
        ("repousse d'une heure la ric du 12", 60),
        ("avance la réunion de 30 min", -30),
        ("décale d'une demi-heure", 30),
        ("on l'avance à la veille, même heure", -1440),
        ("reporte-la au lendemain", 1440),
        ("décale la ric du 12 à 15h", None),
    ],
)
def test_by_how_much_an_appointment_moves(dit: str, minutes: int | None) -> None:
    assert situer.decalage(dit) == minutes
