"""The live graph of the trained model, for one text at a time, without a conversation."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bot.entrainer import dernier, dossier_modeles
from bot.leger import preparer

PAR_LOT = 256


class Analyseur:
    """Understands texts exactly as the served model does: same archive, same components, same order."""

    def __init__(self, archive: Path) -> None:
        preparer()
        from rasa.engine import loader
        from rasa.engine.runner.dask import DaskGraphRunner
        from rasa.engine.storage.local_model_storage import LocalModelStorage

        with TemporaryDirectory() as dossier:
            self._modele, self._graphe = loader.load_predict_graph_runner(
                Path(dossier), archive, LocalModelStorage, DaskGraphRunner
            )

    @classmethod
    def du_modele(cls) -> "Analyseur":
        """From the newest trained model."""
        return cls(dernier(dossier_modeles()))

    def connait(self, question: dict[str, Any]) -> bool:
        """Whether the model has the label of a labelled question: an article or an operation may be newer than it."""
        famille = {"article": "faq", "operation": "operation"}.get(question["kind"])
        return famille is None or f"utter_{famille}/{question['expect']}" in self._modele.domain.responses

    def comprendre(self, texte: str, metadata: dict[str, Any] | None = None) -> dict[str, Any]:
        """The `comprehension` property of the parse of `texte` (docs/architecture.md, « Understanding »)."""
        return dict(self.analyser(texte, metadata)["comprehension"])

    def comprendre_tous(self, textes: list[str]) -> Iterator[dict[str, Any]]:
        """The same for many texts, in order: their sentence vectors are made by lots."""
        from bot.comprehension.plongements import memoriser

        for debut in range(0, len(textes), PAR_LOT):
            lot = textes[debut : debut + PAR_LOT]
            memoriser(lot)
            yield from map(self.comprendre, lot)

    def analyser(self, texte: str, metadata: dict[str, Any] | None = None) -> dict[str, Any]:
        """The whole parse: intent, entities, response selector, comprehension."""
        from rasa.core.channels.channel import UserMessage

        quand = {"maintenant": datetime.now().astimezone().isoformat(timespec="minutes")}
        message = UserMessage(texte, metadata={**quand, **(metadata or {})})
        resultat = self._graphe.run(
            inputs={"__message__": [message], "__tracker__": None}, targets=[self._modele.nlu_target]
        )
        analyse: dict[str, Any] = resultat[self._modele.nlu_target][0].as_dict(only_output_properties=True)
        return analyse
