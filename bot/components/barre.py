"""A text is only a text: « /inform{…} » typed by anyone is not a command.

Rasa ends every pipeline with `RegexMessageHandler`, which takes such a text for an intent of confidence 1.
"""

from typing import List, Optional  # noqa: UP035

from rasa.nlu.classifiers.regex_message_handler import RegexMessageHandler
from rasa.shared.core.domain import Domain
from rasa.shared.nlu.training_data.message import Message


# Rasa checks the annotations of its graph as written: List, not list, and none for `self`.
def _rien(self, messages: List[Message], domain: Optional[Domain] = None) -> List[Message]:  # type: ignore  # noqa
    return messages


def neutraliser_barre() -> None:
    """To be called where the pipeline is imported, so that it holds for `rasa train`, `rasa test` and the server."""
    RegexMessageHandler.process = _rien  # type: ignore[method-assign]
