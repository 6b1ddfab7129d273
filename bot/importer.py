"""Training data of the assistant: `knowledge/` becomes `faq/<id>` examples and responses; the rest is Rasa's."""

from pathlib import Path
from typing import Any

import yaml
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.constants import INTENT, INTENT_RESPONSE_KEY
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.common import cached_method

RACINE = Path(__file__).resolve().parent.parent


def lire_article(fichier: Path) -> tuple[dict[str, Any], str]:
    """Front matter and text of an article file."""
    _, entete, corps = fichier.read_text(encoding="utf-8").split("---\n", 2)
    return yaml.safe_load(entete), corps.strip()


class Importateur(RasaFileImporter):
    """Rasa's own files, and the articles of the folder `articles` (option of `config.yml`, from its folder)."""

    def __init__(
        self,
        config_file: str | None = None,
        domain_path: str | None = None,
        training_data_paths: list[str] | str | None = None,
        articles: str = "knowledge",
    ) -> None:
        super().__init__(config_file, domain_path, training_data_paths)
        base = Path(config_file).resolve().parent if config_file else RACINE
        self._articles = base / articles

    @cached_method
    def get_nlu_data(self, language: str | None = "fr") -> TrainingData:
        """Every example and every answer."""
        messages: list[Message] = []
        reponses: dict[str, list[dict[str, Any]]] = {}
        for fichier in sorted(self._articles.glob("*/*.md")):
            entete, corps = lire_article(fichier)
            intent = f"faq/{fichier.stem}"
            messages += [Message.build(str(texte), intent) for texte in [entete["question"], *entete["exemples"]]]
            reponses[f"utter_{intent}"] = [{"text": corps, "custom": {"article": fichier.stem}}]
        donnees = super().get_nlu_data(language)
        for message in donnees.intent_examples:
            if message.get(INTENT) == "operation":
                # The form answers an operation; Rasa wants a response for every retrieval example.
                reponses[f"utter_{message.get_full_intent()}"] = [
                    {"custom": {"operation": message.get(INTENT_RESPONSE_KEY).partition("/")[2]}}
                ]
        return donnees.merge(TrainingData(messages, responses=reponses))
