"""What Rasa 3.6 does at each turn for nothing, and how we spare it. Called once by the server, before it loads."""

from typing import Any

import rasa.core.processor
from jsonschema import Draft202012Validator
from rasa.core.actions.action import RemoteAction
from rasa.engine.graph import GraphSchema
from rasa.engine.runner.dask import DaskGraphRunner

_VALIDATEUR = Draft202012Validator(RemoteAction.action_response_format_spec())


def _valider(self: RemoteAction, result: dict[str, Any]) -> bool:
    """Refuse a malformed answer of an action. Rasa checks the schema itself at each call: 25 ms."""
    _VALIDATEUR.validate(result)
    return True


class GrapheDirect(DaskGraphRunner):
    """Runs the same nodes in the same order, without planning the graph anew for each message."""

    def run(self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None) -> dict[str, Any]:
        """Outputs of `targets`, from `inputs` by placeholder."""
        voulus = tuple(targets or self._graph_schema.target_names)
        plans: dict[tuple[str, ...], list[tuple[str, list[str]]]] = self.__dict__.setdefault("_plans", {})
        if voulus not in plans:
            plans[voulus] = _ordonner(self._graph_schema.minimal_graph_schema(list(voulus)))
        sorties: dict[str, Any] = {nom: (nom, valeur) for nom, valeur in (inputs or {}).items()}
        for nom, besoins in plans[voulus]:
            sorties[nom] = self._instantiated_nodes[nom](*(sorties[besoin] for besoin in besoins))
        return {nom: sorties[nom][1] for nom in voulus}


def _ordonner(schema: GraphSchema) -> list[tuple[str, list[str]]]:
    """The nodes with what they need, each after all that it needs."""
    ordre: list[tuple[str, list[str]]] = []
    vus: set[str] = set()

    def visiter(nom: str) -> None:
        if nom in vus or nom not in schema.nodes:
            return
        vus.add(nom)
        besoins = list(schema.nodes[nom].needs.values())
        for besoin in besoins:
            visiter(besoin)
        ordre.append((nom, besoins))

    for nom in schema.nodes:
        visiter(nom)
    return ordre


def accelerer() -> None:
    """Put our versions in Rasa's place."""
    RemoteAction._validate_action_result = _valider
    rasa.core.processor.DaskGraphRunner = GrapheDirect
