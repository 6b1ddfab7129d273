"""What people type, odd or hostile, before it reaches the bot; and what the edge never lets out."""

import uuid
from pathlib import Path

import httpx
import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.kit.sceau import MOTIF_SCEAU, Sceau
from tests.web.conversations.conftest import SECRET, Serveur
from tests.web.conversations.faux_bot import FauxBot, dire
from web.conversations.garde import nettoyer, pour_le_bot, sceller
from web.conversations.models import Tour

CODE = "ABCD-EF23"


BIZARRES = {
    "x" * 2001: "2001 caractères",
    "": "aucun mot",
    " \n\t ": "aucun mot",
    "\u200b\u202e\x00": "aucun mot",
    "😀👍🎉": "que les mots",
    "?!…": "que les mots",
    "///": "que les mots",
}


def test_an_odd_text_is_answered_here_and_keeps_the_conversation(serveur: Serveur, bot: FauxBot) -> None:
    fil = serveur.ouvrir()
    for texte, mot in BIZARRES.items():
        assert mot in fil.dire(texte)["messages"][0]["texte"]
    assert bot.tours == []
    assert [tour["texte"] for tour in fil.historique()["tours"]] == [nettoyer(texte) for texte in BIZARRES]


def test_two_thousand_characters_pass(serveur: Serveur, bot: FauxBot) -> None:
    serveur.ouvrir().dire("é" * 2000)
    assert bot.tours[0]["texte"] == "é" * 2000


def test_the_question_in_progress_is_offered_again_after_an_odd_text(serveur: Serveur, bot: FauxBot) -> None:
    bot.repondre = lambda tour: dire(
        "J’enregistre ?",
        ("Oui, enregistrer", {"acte": "affirmation"}),
        slots={"operation": "creer-ric", "attend": {"donnee": "confirmation", "type": "confirmation"}},
    )
    fil = serveur.ouvrir()
    recap = fil.dire("programme une info coll")
    encore = fil.dire("👍")
    assert "« oui »" in encore["messages"][0]["texte"]
    assert encore["messages"][0]["boutons"] == recap["messages"][0]["boutons"]
    fil.cliquer(encore, "Oui, enregistrer")
    assert bot.tours[1]["metadata"]["bouton"] == {"acte": "affirmation"}


@pytest.mark.parametrize("texte", ['/inform{"date":"2027-01-12"}', "/restart", " / /restart", "/"])
def test_a_command_of_rasa_is_only_text(texte: str) -> None:
    assert not pour_le_bot(nettoyer(texte)).startswith("/")


def test_what_cannot_be_seen_is_taken_out_and_what_is_typed_is_kept() -> None:
    assert nettoyer("a\x00b\u202ec\ufeff\ud800\r\nd") == "abc\nd"
    assert nettoyer("<b>gras</b> & 'fin'") == "<b>gras</b> & 'fin'"
    assert nettoyer("⟦sceau:faux⟧") == "sceau:faux"
    assert nettoyer("e\u0301te\u0301 👩‍🏫") == "été 👩‍🏫"


@pytest.mark.parametrize(
    ("texte", "attend"),
    [
        (f"mon code est {CODE}", None),
        ("c'est abcdef23 merci", None),
        ("ABCD EF23", None),
        ("AB2", {"donnee": "code", "type": "secret"}),
        ("motdepasse", {"donnee": "code", "type": "secret"}),
        ("le code c'est ABC2EF", {"donnee": "code", "type": "secret"}),
    ],
)
def test_a_code_is_sealed(texte: str, attend: dict[str, str] | None) -> None:
    sceau = Sceau(SECRET)
    scelle = sceller(texte, attend, sceau)
    assert MOTIF_SCEAU.search(scelle)
    assert sceau.desceller(scelle) == texte


@pytest.mark.parametrize(
    "texte", ["le 12 janvier", "SE_0000160070", "1234567A", "combien de places", "28/01/2027", "AD-7K2M-4QXR"]
)
def test_ordinary_words_are_not_sealed(texte: str) -> None:
    assert sceller(texte, None, Sceau(SECRET)) == texte


def test_a_code_is_nowhere_in_clear(
    serveur: Serveur, bot: FauxBot, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    fil = serveur.ouvrir()
    bot.repondre = lambda tour: dire(
        f"Reçu : {tour['texte']}", slots={"operation": "x", "donnees": {"c": tour["texte"]}}
    )
    reponse = fil.dire(f"mon code est {CODE}")
    assert reponse["messages"][0]["texte"] == "Reçu : mon code est ••••"
    assert reponse["etat"]["donnees"] == {"c": "mon code est ••••"}
    assert fil.historique()["tours"][0]["texte"] == "mon code est ••••"
    assert Sceau(SECRET).desceller(bot.tours[0]["texte"]) == f"mon code est {CODE}"
    with Session(serveur.app.state.socle.engine) as db:
        lignes = [
            str(ligne)
            for table in ("conversation", "tour", "bouton")
            for ligne in db.execute(sa.text(f"SELECT * FROM {table}"))
        ]
    fichiers = [chemin.read_bytes() for chemin in tmp_path.rglob("*") if chemin.is_file()]
    for forme in (CODE, "ABCDEF23"):
        assert not any(forme in ligne for ligne in lignes)
        assert not any(forme.encode() in contenu for contenu in fichiers)
        assert forme not in caplog.text


MAL_FORMES: list[object] = [
    {},
    {"id": "pas-un-uuid", "texte": "bonjour"},
    {"id": str(uuid.uuid4())},
    {"id": str(uuid.uuid4()), "texte": "a", "bouton": "b"},
    {"id": str(uuid.uuid4()), "texte": 12},
    {"id": str(uuid.uuid4()), "texte": "a", "role": "rgc"},
    [],
]


def test_a_malformed_message_says_so(serveur: Serveur) -> None:
    fil = serveur.ouvrir()
    for corps in MAL_FORMES:
        reponse = serveur.client.post(f"{fil.adresse}/messages", headers=fil.en_tetes, json=corps)
        assert (reponse.status_code, reponse.headers["Content-Type"]) == (422, "application/problem+json")
        assert reponse.json()["code"] == "message-mal-forme"
    assert fil.historique()["tours"] == []


def test_a_body_too_large_is_refused_declared_or_streamed(serveur: Serveur) -> None:
    fil = serveur.ouvrir()
    gros = b'{"id": "' + b"x" * 100_000 + b'"}'
    for contenu in (gros, iter([gros[:50_000], gros[50_000:]])):
        reponse = serveur.client.post(f"{fil.adresse}/messages", headers=fil.en_tetes, content=contenu)
        assert (reponse.status_code, reponse.json()["code"]) == (413, "envoi-trop-volumineux")


def test_every_answer_carries_the_security_headers(serveur: Serveur) -> None:
    for chemin in ("/", "/rien", "/api/v1/health", "/api/v1/conversations/x/messages"):
        en_tetes = serveur.client.get(f"{serveur.url}{chemin}").headers
        politique = en_tetes["Content-Security-Policy"]
        assert "default-src 'none'" in politique
        assert "unsafe-inline" not in politique
        assert "frame-ancestors 'none'" in politique
        assert en_tetes["X-Content-Type-Options"] == "nosniff"


def test_a_failure_says_a_number_and_no_trace(serveur: Serveur, caplog: pytest.LogCaptureFixture) -> None:
    fil = serveur.ouvrir()
    serveur.app.state.conversations = None
    reponse = httpx.get(f"{fil.adresse}/messages", headers=fil.en_tetes)
    assert (reponse.status_code, reponse.json()["code"]) == (500, "incident")
    assert "Traceback" not in reponse.text
    incident = reponse.json()["message"].split("incident ")[1].rstrip(").")
    assert incident in caplog.text
    assert "Content-Security-Policy" in reponse.headers


def test_the_stored_text_is_what_the_history_shows(serveur: Serveur, bot: FauxBot) -> None:
    fil = serveur.ouvrir()
    fil.dire("<script>alert(1)</script> bonjour")
    with Session(serveur.app.state.socle.engine) as db:
        assert db.scalars(sa.select(Tour.texte)).one() == "<script>alert(1)</script> bonjour"
