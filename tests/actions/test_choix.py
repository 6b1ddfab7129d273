"""« La RIC de mardi », « celle de Rouen », « la deuxième »: one proposal, several, or none."""

import pytest

from actions.choix import reperes, retenir
from actions.tour import Entite

RDV = [
    {"valeur": 1, "titre": "RIC du mardi 12 janvier à 14 h, Rouen (CAP Cuisine)",
     "indices": {"nom": "CAP Cuisine", "date": "2027-01-12", "heure": "14:00", "lieu": "Rouen"}},
    {"valeur": 2, "titre": "RIC du mardi 12 janvier à 9 h, Elbeuf (Secrétariat)",
     "indices": {"nom": "Secrétariat", "date": "2027-01-12", "heure": "09:00", "lieu": "Elbeuf"}},
    {"valeur": 3, "titre": "RIC du jeudi 14 janvier à 14 h, Rouen (CAP Cuisine)",
     "indices": {"nom": "CAP Cuisine", "date": "2027-01-14", "heure": "14:00", "lieu": "Rouen"}},
]  # fmt: skip
MARDI = Entite("date", "2027-01-19", autres=("2027-01-12",))


@pytest.mark.parametrize(
    ("texte", "entites", "valeurs"),
    [
        ("celle de jeudi", [Entite("date", "2027-01-14")], [3]),
        ("celle de mardi", [MARDI], [1, 2]),
        ("mardi 14h", [MARDI, Entite("heure", "14:00")], [1]),
        ("mardi à Elbeuf", [MARDI], [2]),
        ("le secretariat", [], [2]),
        ("cuisine", [], [1, 3]),
        ("la deuxième", [], [2]),
        ("la dernière", [], [3]),
        ("2", [Entite("entier", 2)], [2]),
        ("la réunion 3", [Entite("entier", 3)], [3]),
        ("7", [Entite("entier", 7)], [1, 2, 3]),
        ("le 15", [Entite("date", "2027-01-15")], []),
        ("je sais plus", [], [1, 2, 3]),
    ],
)
def test_what_is_said_narrows_the_proposals(texte: str, entites: list[Entite], valeurs: list[int]) -> None:
    retenus, _ = retenir(RDV, reperes(entites, texte), [1, 2, 3])
    assert [c["valeur"] for c in retenus] == valeurs


def test_a_session_goes_by_each_of_its_numbers() -> None:
    sessions = [
        {"valeur": "SE_0000160070", "titre": "SE_0000160070, CAP Cuisine", "indices": {"numero_interne": "3560070"}},
        {"valeur": "SE_0000160071", "titre": "SE_0000160071, Secrétariat", "indices": {"numero_interne": "3560071"}},
    ]
    for dit in ("SE_0000160071", "3560071", "14_SE_0000160071"):
        retenus, utile = retenir(sessions, reperes([Entite("session", dit)], dit))
        assert utile
        assert [c["valeur"] for c in retenus] == ["SE_0000160071"]


@pytest.mark.parametrize(
    ("texte", "valeurs"),
    [
        ("le rendez-vous individuel de 9h", [2]),
        ("les rendez-vous individuels de 9h", [1]),
        ("le groupe de rendez-vous de 9h", [1]),
    ],
)
def test_one_appointment_or_their_whole_group(texte: str, valeurs: list[int]) -> None:
    proposes = [
        {"valeur": 1, "titre": "Groupe de 6 rendez-vous individuels", "indices": {"heure": "09:00"}},
        {"valeur": 2, "titre": "Rendez-vous individuel", "indices": {"heure": "09:00"}},
        {"valeur": 3, "titre": "Rendez-vous individuel", "indices": {"heure": "09:30"}},
    ]
    retenus, utile = retenir(proposes, reperes([Entite("heure", "09:00")], texte))
    assert utile
    assert [c["valeur"] for c in retenus] == valeurs


@pytest.mark.parametrize(
    ("texte", "valeur"),
    [
        ("elle est retenue", "retenue"),
        ("pas retenue", "non_retenue"),
        ("je ne la retiens pas", "non_retenue"),
        ("en attente", "en_attente"),
    ],
)
def test_retained_is_not_the_contrary(texte: str, valeur: str) -> None:
    titres = {"retenue": "retenue", "non_retenue": "non retenue", "en_attente": "en attente"}
    mots = {"retenue": "retiens"}
    proposes = [{"valeur": v, "titre": t, "indices": {"mots": mots.get(v, "")}} for v, t in titres.items()]
    retenus, _ = retenir(proposes, reperes([], texte))
    assert [c["valeur"] for c in retenus] == [valeur]


def test_a_day_said_of_something_else_hides_no_session() -> None:
    sessions = [
        {"valeur": "SE_0000160070", "titre": "CAP Cuisine", "indices": {"date": "2027-03-01"}},
        {"valeur": "SE_0000160071", "titre": "Soudure à l’arc", "indices": {"date": "2027-02-08"}},
    ]
    dits = reperes([Entite("date", "2027-01-20")], "des entretiens pour la soudure")
    assert [c["valeur"] for c in retenir(sessions, dits, dates_sures=False)[0]] == ["SE_0000160071"]
    assert retenir(sessions, dits) == ([], True)
    debut = reperes([Entite("date", "2027-03-01")], "celle qui commence là")
    assert [c["valeur"] for c in retenir(sessions, debut, dates_sures=False)[0]] == ["SE_0000160070"]


def test_the_number_of_a_session_leaves_its_appointments_of_another_day_aside() -> None:
    proposes = [
        {"valeur": rang, "titre": "RIC", "indices": {"numero_interne": "3560070", "date": jour}}
        for rang, jour in enumerate(("2027-01-12", "2027-01-14"), 1)
    ]
    numero = Entite("session", "3560070")
    assert [c["valeur"] for c in retenir(proposes, reperes([numero, MARDI], ""))[0]] == [1]
    assert retenir(proposes, reperes([numero, Entite("date", "2027-01-15")], "")) == ([], True)


@pytest.mark.parametrize(("dit", "valeurs"), [("jeudi 14h", [3]), ("jeudi 7 janvier 14h", []), ("jeudi 7 à 14h", [])])
def test_a_day_of_the_week_may_be_a_later_one(dit: str, valeurs: list[int]) -> None:
    jeudi = Entite("date_heure", "2027-01-07T14:00", texte=dit)
    assert [c["valeur"] for c in retenir(RDV, reperes([jeudi], ""))[0]] == valeurs


def test_a_typing_error_spares_the_first_letter() -> None:
    qui = [
        {"valeur": "demandeur", "titre": "le demandeur d’emploi"},
        {"valeur": "organisme", "titre": "l’organisme de formation"},
    ]
    assert retenir(qui, reperes([], "annule son inscription à la réunion d’information")) == (qui, False)
    assert [c["valeur"] for c in retenir(qui, reperes([], "l’orgnisme"))[0]] == ["organisme"]
    etait = [{"valeur": "present", "titre": "présent"}, {"valeur": "absent", "titre": "absent"}]
    assert [c["valeur"] for c in retenir(etait, reperes([], "il etait absant en fait"))[0]] == ["absent"]


def test_the_last_one_is_of_those_that_all_else_fits() -> None:
    rics = [
        {"valeur": 1, "titre": "RIC du 5", "indices": {"nom": "CAP Cuisine", "place": "dernière"}},
        {"valeur": 2, "titre": "RIC du 4", "indices": {"nom": "Soudure"}},
    ]
    assert [c["valeur"] for c in retenir(rics, reperes([], "la dernière RIC soudure"))[0]] == [2]
    assert [c["valeur"] for c in retenir(rics, reperes([], "la dernière RIC"))[0]] == [1]


def test_the_longer_title_said_whole_is_meant() -> None:
    motifs = [
        {"valeur": "maladie", "titre": "maladie", "indices": {"mots": "malade certificat"}},
        {"valeur": "enfant_malade", "titre": "enfant malade", "indices": {"mots": "enfant fils"}},
    ]
    dits = reperes([], "enfant malade, avec un certificat du pédiatre")
    assert [c["valeur"] for c in retenir(motifs, dits)[0]] == ["enfant_malade"]


def test_a_session_goes_by_its_place() -> None:
    sessions = [
        {"valeur": 1, "titre": "CAP Cuisine, Rouen"},
        {"valeur": 2, "titre": "Titre professionnel Maçon, Évreux"},
    ]
    dits = reperes([Entite("lieu", "Évreux")], "sur maçon alors que sur la cuisine ça passe")
    assert [c["valeur"] for c in retenir(sessions, dits)[0]] == [2]
