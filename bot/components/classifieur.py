"""The classifier as a Rasa graph component: trains, persists, decides, and says so as Rasa expects it."""

import os
from pathlib import Path
from typing import Any, List  # noqa: UP035

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.barre import neutraliser_barre
from bot.comprehension.attente import comprendre
from bot.comprehension.decision import Comprehension
from bot.comprehension.modele import Modele

neutraliser_barre()

# Sentence vectors of the last training: an article more costs its own lines only.
MEMOIRE = Path(os.environ.get("KAIROS_VAR") or Path(__file__).resolve().parents[2] / "var") / "plongements"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class Classifieur(GraphComponent):
    """Understands a message: intent, retrieval keys and the `comprehension` property."""

    def __init__(self, model_storage: ModelStorage, resource: Resource, modele: Modele | None = None) -> None:
        self._model_storage = model_storage
        self._resource = resource
        self.modele = modele

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "Classifieur":
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "Classifieur":
        with model_storage.read_from(resource) as dossier:
            return cls(model_storage, resource, Modele.lire(dossier))

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from every example, retrieval intents by their full name."""
        lignes = [(m.get(TEXT), m.get_full_intent()) for m in training_data.intent_examples if m.get(TEXT)]
        self.modele = Modele.apprendre(lignes, MEMOIRE)
        with self._model_storage.write_to(self._resource) as dossier:
            self.modele.ecrire(dossier)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:  # noqa: UP006 (Rasa compares it as written)
        """Set intent, ranking, response selector and comprehension on each message."""
        assert self.modele is not None
        for message in messages:
            metadata = message.get("metadata") or {}
            compris = comprendre(self.modele, message.get(TEXT) or "", message.get(ENTITIES) or [], metadata)
            _ecrire(message, compris)
        return messages


def _ecrire(message: Message, compris: Comprehension) -> None:
    message.set(INTENT, {"name": compris.intent, "confidence": compris.confiance}, add_to_output=True)
    classement = [{"name": nom, "confidence": confiance} for nom, confiance in compris.classement]
    message.set(INTENT_RANKING_KEY, classement, add_to_output=True)
    message.set("comprehension", compris.en_dict(), add_to_output=True)
    if compris.intent in ("faq", "hors-perimetre"):
        cle = f"{compris.intent}/{compris.ids[0]}"
        # The shape that Rasa's ActionRetrieveResponse reads; the response itself is found by its name.
        selection = {
            "response": {
                "intent_response_key": cle,
                "utter_action": f"utter_{cle}",
                "confidence": compris.confiance,
            },
            "ranking": [],
        }
        message.set(
            "response_selector",
            {"all_retrieval_intents": ["faq", "hors-perimetre"], compris.intent: selection},
            add_to_output=True,
        )
