"""The actions that Rasa calls, by the names of domain.yml."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import ActionExecutionRejected, EventType, FollowupAction, SlotSet
from rasa_sdk.executor import ActionExecutor, CollectingDispatcher

from actions import hors_formulaire, questions
from actions.catalogue import Catalogue
from actions.execution import executer
from actions.formulaire import Formulaire, Message
from actions.gestes import jouer
from actions.moteur import Moteur
from actions.tour import Etat, Tour

FORM = "operation_form"
Action = Callable[[CollectingDispatcher, Tracker, dict[str, Any]], Awaitable[list[EventType]]]


@dataclass
class Actions:
    """Binds the form, the execution and the rest to the tracker of one turn."""

    catalogue: Catalogue
    moteur: Moteur

    def inscrire(self, executor: ActionExecutor) -> None:
        """Give Rasa's names to the actions."""
        for nom, action in self.par_nom().items():
            executor.register_function(nom, action)

    def par_nom(self) -> dict[str, Action]:
        return {
            f"validate_{FORM}": self.valider,
            f"action_ask_{FORM}_saisie": self.demander_saisie,
            f"action_ask_{FORM}_confirmation": self.demander_confirmation,
            "action_executer": self.executer,
            "action_clarifier": self.clarifier,
            "action_hors_formulaire": self.hors_formulaire,
        }

    async def valider(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[EventType]:
        """A turn of the form; rejected when a rule is to answer it, what it brought being kept."""
        formulaire = Formulaire(self.catalogue, self.moteur, Etat.lire(tracker), Tour.lire(tracker))
        await jouer(formulaire)
        dire(dispatcher, formulaire.messages)
        evenements = formulaire.etat.evenements()
        if formulaire.rejete:
            return [*evenements, ActionExecutionRejected(FORM)]
        return [*evenements, SlotSet("requested_slot", formulaire.demande)]

    async def demander_saisie(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[EventType]:
        message = questions.demander_saisie(self.catalogue, Etat.lire(tracker))
        dire(dispatcher, [message] if message else [])
        return []

    async def demander_confirmation(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any
    ) -> list[EventType]:
        message = questions.demander_confirmation(Etat.lire(tracker))
        dire(dispatcher, [message] if message else [])
        return []

    async def executer(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[EventType]:
        etat, tour = Etat.lire(tracker), Tour.lire(tracker)
        messages, reprise = await executer(self.catalogue, self.moteur, etat, tour)
        dire(dispatcher, messages)
        return _suite(etat, reprise)

    async def clarifier(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[EventType]:
        etat = Etat.lire(tracker)
        dire(dispatcher, hors_formulaire.clarifier(self.catalogue, etat, Tour.lire(tracker)))
        return [SlotSet("echecs", etat.echecs), SlotSet("proposition", etat.proposition)]

    async def hors_formulaire(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[EventType]:
        etat, tour = Etat.lire(tracker), Tour.lire(tracker)
        messages, reprise = await hors_formulaire.repondre(self.catalogue, self.moteur, etat, tour, tracker)
        dire(dispatcher, messages)
        return _suite(etat, reprise)


def _suite(etat: Etat, reprise: bool) -> list[EventType]:
    return [*etat.evenements(), *([FollowupAction(FORM)] if reprise else [])]


def dire(dispatcher: CollectingDispatcher, messages: Iterable[Message]) -> None:
    """Hand the messages to Rasa."""
    for message in messages:
        dispatcher.utter_message(
            text=message.texte, buttons=message.boutons, json_message=message.custom, response=message.reponse
        )
