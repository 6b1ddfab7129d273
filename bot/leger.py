"""Rasa without TensorFlow, and quiet.

Rasa imports it at start for components that we do not use (DIET, TED, ResponseSelector): 8 s and 350 MB. A stand-in
whose every name is an empty class lets those modules be imported.
"""

import importlib.abc
import importlib.machinery
import logging
import os
import sys
from collections.abc import Sequence
from types import ModuleType
from typing import Any

ABSENTS = ("tensorflow", "tensorflow_hub", "tensorflow_text", "tensorflow_addons", "keras", "tensorboard")


class _Absent(type):
    def __getattr__(cls, nom: str) -> Any:
        if nom.startswith("__"):
            raise AttributeError(nom)
        return _Absent(nom, (_Base,), {"__module__": cls.__module__})

    def __getitem__(cls, _: Any) -> Any:
        return cls


class _Base(metaclass=_Absent):
    def __init__(self, *_: Any, **__: Any) -> None:
        pass

    def __call__(self, fonction: Any) -> Any:
        return fonction


class _Module(ModuleType):
    def __getattr__(self, nom: str) -> Any:
        if nom.startswith("__"):
            raise AttributeError(nom)
        return _Absent(nom, (_Base,), {"__module__": self.__name__})


class _Chercheur(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname.partition(".")[0] in ABSENTS:
            return importlib.machinery.ModuleSpec(fullname, self, is_package=True)
        return None

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType:
        return _Module(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        pass


def sans_tensorflow() -> None:
    """To be called before anything of Rasa is imported."""
    if not any(isinstance(chercheur, _Chercheur) for chercheur in sys.meta_path):
        sys.meta_path.insert(0, _Chercheur())


# Old libraries complain of one another; ours is the response selector that Rasa misses.
_BRUITS = ("DeprecationWarning", "MovedIn20Warning", "response selector", "Response Selector")


def journal_sobre() -> None:
    """Warnings and errors only: Rasa's debug lines quote what people write."""
    logging.captureWarnings(True)
    logging.getLogger("py.warnings").addFilter(lambda ligne: not any(b in ligne.getMessage() for b in _BRUITS))
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s")
    import structlog
    from rasa.utils.common import configure_logging_and_warnings

    configure_logging_and_warnings(logging.WARNING)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))


def preparer() -> None:
    """Make the process ready for Rasa: first thing of every entry point."""
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    sans_tensorflow()
    journal_sobre()
