"""Fewer lines a label, for what cannot be taught all of them in a bounded time; and how many it was taught."""

from collections import defaultdict

from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.importer import Importateur


class Echantillon(Importateur):
    """Our importer, keeping at most `lignes` examples of each label, spread evenly over its own."""

    def __init__(
        self,
        config_file: str | None = None,
        domain_path: str | None = None,
        training_data_paths: list[str] | str | None = None,
        articles: str = "knowledge",
        lignes: int | None = None,
    ) -> None:
        super().__init__(config_file, domain_path, training_data_paths, articles)
        self._lignes = lignes

    def get_nlu_data(self, language: str | None = "fr") -> TrainingData:
        donnees = super().get_nlu_data(language)
        if self._lignes is None:
            return donnees
        par_etiquette: dict[str, list[Message]] = defaultdict(list)
        for message in donnees.intent_examples:
            par_etiquette[message.get_full_intent()].append(message)
        gardes = [message for lot in par_etiquette.values() for message in espacer(lot, self._lignes)]
        return TrainingData(gardes, responses=donnees.responses)


def espacer(lot: list[Message], combien: int) -> list[Message]:
    """`combien` of them at most, evenly spaced."""
    if len(lot) <= combien:
        return lot
    return [lot[rang * len(lot) // combien] for rang in range(combien)]
