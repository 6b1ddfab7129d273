"""The border with Rasa: who may call, what an absent domain becomes, what a failure looks like."""

import asyncio
from typing import Any

import httpx
import pytest

from actions.serveur import create_app
from actions.settings import ActionsSettings

SETTINGS = ActionsSettings(web_url="http://127.0.0.1:9", service_key="la-cle", patience=1.0)


def appeler(chemin: str, corps: dict[str, Any], **options: Any) -> httpx.Response:
    async def poster() -> httpx.Response:
        transport = httpx.ASGITransport(create_app(SETTINGS))
        async with httpx.AsyncClient(transport=transport, base_url="http://actions") as client:
            return await client.post(chemin, json=corps, **options)

    return asyncio.run(poster())


def appel(action: str, **slots: Any) -> dict[str, Any]:
    message = {"text": "bonjour", "intent": {"name": "negation"}, "entities": [], "message_id": "m-1", "metadata": {}}
    tracker = {"sender_id": "c-1", "slots": slots, "latest_message": message, "events": [], "paused": False}
    tracker |= {"active_loop": {}, "latest_action_name": "action_listen", "followup_action": None}
    return {"next_action": action, "sender_id": "c-1", "tracker": tracker}


@pytest.mark.parametrize("chemin", ["/webhook", "/webhook?token=", "/webhook?token=une-autre"])
def test_without_the_key_nothing_runs(chemin: str) -> None:
    assert appeler(chemin, appel("action_hors_formulaire")).status_code == 401


def test_rasa_calls_without_a_domain() -> None:
    reponse = appeler("/webhook?token=la-cle", appel("action_hors_formulaire"))
    assert reponse.status_code == 200
    assert "Entendu" in reponse.json()["responses"][0]["text"]


def test_a_failing_action_is_an_error_that_repeats_nothing_of_the_message(caplog: pytest.LogCaptureFixture) -> None:
    appele = appel("validate_operation_form", operation="operation-disparue")
    appele["tracker"]["latest_message"]["text"] = "mon code est ABCD-2345"
    reponse = appeler("/webhook", appele, headers={"X-Service-Key": "la-cle"})
    assert reponse.status_code == 500
    assert "ABCD" not in reponse.text + caplog.text


def test_when_web_is_down_the_form_says_that_nothing_was_recorded() -> None:
    appele = appel("validate_operation_form")
    appele["tracker"]["latest_message"] |= {"intent": {"name": "operation"}, "comprehension": {"ids": ["creer-ric"]}}
    reponse = appeler("/webhook", appele, headers={"Authorization": "Bearer la-cle"})
    assert reponse.status_code == 200
    assert "Rien n’a été enregistré" in reponse.json()["responses"][0]["text"]
