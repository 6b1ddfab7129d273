"""The data said in a sentence, as entities; found by `bot.donnees`, relative to the turn's own time."""

from datetime import datetime
from typing import Any, List  # noqa: UP035

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.donnees import trouver


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class Donnees(GraphComponent):
    """Writes entities {entity, value, start, end, text, autres?, role?}."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "Donnees":
        return cls()

    def process(self, messages: List[Message]) -> List[Message]:  # noqa: UP006 (Rasa compares it as written)
        for message in messages:
            metadata = message.get("metadata") or {}
            maintenant, attend = metadata.get("maintenant"), metadata.get("attend") or {}
            quand = datetime.fromisoformat(maintenant) if maintenant else datetime.now().astimezone()
            entites = [
                {"entity": d.entity, "value": d.value, "start": d.start, "end": d.end, "text": d.text}
                | ({"autres": list(d.autres)} if d.autres else {})
                | ({"role": d.role} if d.role else {})
                for d in trouver(message.get(TEXT) or "", quand, attend.get("type"))
            ]
            message.set(ENTITIES, entites, add_to_output=True)
        return messages
