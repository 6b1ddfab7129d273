"""Signing in: short tokens, the same answer for unknown and wrong, patience after failures."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient

from engine.adhesion_comptes.models import Utilisateur
from engine.api.jetons import Jetons
from engine.kit.acteurs import Role
from engine.kit.clock import StoppedClock
from engine.kit.door import Socle
from engine.kit.refus import JetonPerime
from tests.engine.adhesions import SIRET

MOT_DE_PASSE = "un mot de passe"


def connecter(api: TestClient, identifiant: str, mot_de_passe: str = MOT_DE_PASSE) -> tuple[int, dict[str, str]]:
    reponse = api.post("/auth/login", json={"identifiant": identifiant, "mot_de_passe": mot_de_passe})
    return reponse.status_code, reponse.json()


def test_a_login_gives_a_token_that_says_who_one_is(api: TestClient) -> None:
    status, corps = connecter(api, " Gestionnaire ")
    assert (status, corps["role"], corps["siret"]) == (200, "gestionnaire", SIRET)
    assert corps["expire_le"] == "2027-01-12T17:00:00Z"
    moi = api.get("/moi", headers={"Authorization": f"Bearer {corps['jeton']}"}).json()
    assert moi == {
        "role": "gestionnaire",
        "siret": SIRET,
        "nom": "Gestionnaire",
        "raison_sociale": f"Organisme {SIRET}",
    }


def test_without_a_token_one_is_a_visiteur(api: TestClient) -> None:
    assert api.get("/moi").json()["role"] == "visiteur"


def test_an_unknown_name_and_a_wrong_password_get_the_same_answer(api: TestClient) -> None:
    assert connecter(api, "personne") == connecter(api, "rgc", "faux")
    assert connecter(api, "personne")[0] == 401


def test_repeated_failures_ask_for_patience_known_or_not(api: TestClient, clock: StoppedClock) -> None:
    for nom in ("rgc", "personne"):
        assert [connecter(api, nom, "faux")[0] for _ in range(6)] == [401] * 5 + [429]
    assert connecter(api, "rgc")[0] == 429
    assert connecter(api, "gestionnaire")[0] == 200
    clock.advance(minutes=15)
    assert connecter(api, "rgc")[0] == 200


def test_a_token_ends_with_the_clock_of_the_engine(
    api: TestClient, clock: StoppedClock, entete: Callable[[str], dict[str, str]]
) -> None:
    porteur = entete("rgc")
    clock.advance(hours=7, minutes=59)
    assert api.get("/moi", headers=porteur).status_code == 200
    clock.advance(minutes=1)
    reponse = api.get("/moi", headers=porteur)
    assert (reponse.status_code, reponse.json()["code"]) == (401, "jeton-perime")
    assert reponse.headers["www-authenticate"] == "Bearer"


def test_a_closed_account_is_out_at_once(
    api: TestClient, socle: Socle, entete: Callable[[str], dict[str, str]]
) -> None:
    porteur = entete("gestionnaire")
    with socle.session() as db, db.begin():
        db.execute(sa.update(Utilisateur).where(Utilisateur.identifiant == "gestionnaire").values(actif=False))
    assert api.get("/moi", headers=porteur).status_code == 401
    assert connecter(api, "gestionnaire")[0] == 401


@pytest.mark.parametrize("jeton", ["", "n’importe quoi", "a.b.c", "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0."])
def test_a_made_up_token_opens_nothing(socle: Socle, jeton: str) -> None:
    with pytest.raises(JetonPerime):
        Jetons(socle, "secret des tests").lire(jeton)


def test_a_token_signed_with_another_key_opens_nothing(socle: Socle) -> None:
    with pytest.raises(JetonPerime):
        Jetons(socle, "secret des tests").lire(Jetons(socle, "autre").emettre(1).jeton)


def test_the_token_of_a_conversation_lasts_ten_minutes(socle: Socle, clock: StoppedClock) -> None:
    jetons = Jetons(socle, "secret des tests")
    jeton = jetons.emettre_pour_conversation(None, "c-1").jeton
    acteur = jetons.lire(jeton)
    assert (acteur.role, acteur.id, acteur.conversation) == (Role.VISITEUR, "visiteur:c-1", "c-1")
    clock.advance(minutes=10)
    with pytest.raises(JetonPerime):
        jetons.lire(jeton)


def test_passwords_are_kept_as_argon2(api: TestClient, socle: Socle) -> None:
    with socle.session() as db:
        assert all(empreinte.startswith("$argon2id$") for empreinte in db.scalars(sa.select(Utilisateur.mot_de_passe)))
