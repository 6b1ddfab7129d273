"""Train the model when something it is made of changed, and deploy it unless it understands less: `make train`.

A trained model goes to `$KAIROS_MODELE/essais`, then to `$KAIROS_MODELE`, whose newest one is served. Between the two
`bot.deploiement` holds it against the model in place.

    python -m bot.entrainer             deploys, or keeps the model in place and says why
    python -m bot.entrainer --exiger    the same, and fails when the new one is not deployed
    python -m bot.entrainer --essai     trains without deploying, for tests: they test these sources
"""

import hashlib
import os
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bot.deploiement import ModelePerdantError, accepte, confronter, dire
from bot.leger import preparer

RACINE = Path(__file__).resolve().parent.parent
# What a model must share with the rest of the program to be served: it cannot outlive a change of these.
OSSATURE = ("config.yml", "domain.yml", "data/rules/*.yml")
SOURCES = (*OSSATURE, "catalogue/*.yml", "data/**/*.yml", "knowledge/*/*.md", "bot/uv.lock")
SOURCES += ("bot/importer.py", "bot/components/*.py", "bot/comprehension/*.py", "bot/donnees/*.py")
SOURCES += ("bot/donnees/lexique/*.txt",)
GARDES = 2


def dossier_modeles() -> Path:
    """Where trained models are: `KAIROS_MODELE`, else the folder `modele` of `KAIROS_VAR`."""
    return Path(os.environ.get("KAIROS_MODELE") or Path(os.environ.get("KAIROS_VAR") or RACINE / "var") / "modele")


def sources(motifs: tuple[str, ...] = SOURCES) -> Iterator[Path]:
    for motif in motifs:
        yield from sorted(RACINE.glob(motif))


def empreinte(motifs: tuple[str, ...] = SOURCES) -> str:
    """Sixteen hex digits that change with any file the model is made of."""
    condense = hashlib.sha256()
    for fichier in sources(motifs):
        condense.update(str(fichier.relative_to(RACINE)).encode() + b"\0" + fichier.read_bytes() + b"\0")
    return condense.hexdigest()[:16]


def nommer() -> str:
    """The file name of the model of the present sources: what it must share with the program, then all of them."""
    return f"{empreinte(OSSATURE)}-{empreinte()}.tar.gz"


def entrainer(dossier: Path) -> Path:
    """The model to serve: that of the present sources, made now unless it exists, or the one in place if it lost.

    Raises `ModelePerdantError` with what was lost in the second case.
    """
    cible = dossier / nommer()
    if cible.exists():
        os.utime(cible)
        return cible
    candidat = essayer(dossier / "essais", cible.name)
    en_place = _plus_recent(dossier)
    if en_place and not accepte():
        autre_dialogue = not en_place.name.startswith(empreinte(OSSATURE))
        confronter(en_place, candidat, remplacer=autre_dialogue)
    _deposer(candidat, cible)
    return cible


def essayer(dossier: Path, nom: str) -> Path:
    """The trained model of the present sources in `dossier`, made now unless it exists."""
    cible = dossier / nom
    if cible.exists():
        os.utime(cible)
        return cible
    dire("· Entraînement du modèle de compréhension (une minute environ)…")
    debut = time.monotonic()
    dossier.mkdir(parents=True, exist_ok=True)
    preparer()
    # Rasa's own cache sees a change of a component's class, not of the modules it calls; `empreinte` sees all.
    os.environ["RASA_MAX_CACHE_SIZE"] = "0"
    from rasa.model_training import train

    os.chdir(RACINE)
    resultat = train(
        "domain.yml",
        "config.yml",
        ["data"],
        output=str(dossier / "en-cours"),
        fixed_model_name=nom,
        force_training=True,
    )
    if resultat.code or not resultat.model:
        raise SystemExit("✗ Le modèle ne s’entraîne pas : corrigez ce qui est signalé ci-dessus.")
    _deposer(Path(resultat.model), cible)
    Path(resultat.model).unlink()
    dire(f"✓ Modèle entraîné en {time.monotonic() - debut:.0f} s")
    return cible


def _deposer(fichier: Path, cible: Path) -> None:
    """Put a model where it is served from, in one move, and keep the one before it."""
    cible.parent.mkdir(parents=True, exist_ok=True)
    brouillon = cible.with_suffix(f".{os.getpid()}")
    shutil.copyfile(fichier, brouillon)
    os.replace(brouillon, cible)
    for ancien in _par_age(cible.parent)[:-GARDES]:
        ancien.unlink()
        ancien.with_suffix(".json").unlink(missing_ok=True)  # why it was refused


def _par_age(dossier: Path) -> list[Path]:
    return sorted(dossier.glob("*.tar.gz"), key=lambda f: f.stat().st_mtime)


def _plus_recent(dossier: Path) -> Path | None:
    return next(iter(_par_age(dossier)[::-1]), None)


def dernier(dossier: Path) -> Path:
    """The model in place: `make train` makes the first one."""
    modele = _plus_recent(dossier)
    if modele is None:
        raise SystemExit(f"✗ Aucun modèle dans {dossier} : lancez « make train ».")
    return modele


def main(arguments: list[str]) -> None:
    if "--essai" in arguments:
        essayer(dossier_modeles() / "essais", nommer())
        return
    try:
        entrainer(dossier_modeles())
    except ModelePerdantError as refus:
        dire(str(refus))
        if "--exiger" in arguments:
            raise SystemExit(1) from None


if __name__ == "__main__":
    main(sys.argv[1:])
