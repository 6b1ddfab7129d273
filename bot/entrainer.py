"""Train the model when something it is made of changed: `python -m bot.entrainer`.

Writes `$KAIROS_MODELE/<fingerprint>.tar.gz` in one move and keeps the one before it.
"""

import hashlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bot.leger import preparer

RACINE = Path(__file__).resolve().parent.parent
SOURCES = ("config.yml", "domain.yml", "catalogue/*.yml", "data/**/*.yml", "knowledge/*/*.md", "bot/uv.lock")
SOURCES += ("bot/importer.py", "bot/components/*.py", "bot/comprehension/*.py", "bot/donnees/*.py")
GARDES = 2


def dossier_modeles() -> Path:
    """Where trained models are: `KAIROS_MODELE`, else the folder `modele` of `KAIROS_VAR`."""
    return Path(os.environ.get("KAIROS_MODELE") or Path(os.environ.get("KAIROS_VAR") or RACINE / "var") / "modele")


def sources() -> Iterator[Path]:
    for motif in SOURCES:
        yield from sorted(RACINE.glob(motif))


def empreinte() -> str:
    """Sixteen hex digits that change with any file the model is made of."""
    condense = hashlib.sha256()
    for fichier in sources():
        condense.update(str(fichier.relative_to(RACINE)).encode() + b"\0" + fichier.read_bytes() + b"\0")
    return condense.hexdigest()[:16]


def entrainer(dossier: Path) -> Path:
    """The trained model of the present sources, made now unless it exists."""
    cible = dossier / f"{empreinte()}.tar.gz"
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
    essai = dossier / "en-cours"
    resultat = train(
        "domain.yml", "config.yml", ["data"], output=str(essai), fixed_model_name=cible.name, force_training=True
    )
    if resultat.code or not resultat.model:
        raise SystemExit("✗ Le modèle ne s’entraîne pas : corrigez ce qui est signalé ci-dessus.")
    os.replace(resultat.model, cible)
    for ancien in sorted(dossier.glob("*.tar.gz"), key=lambda f: f.stat().st_mtime)[:-GARDES]:
        ancien.unlink()
    dire(f"✓ Modèle entraîné en {time.monotonic() - debut:.0f} s")
    return cible


def dernier(dossier: Path) -> Path:
    """The newest trained model: `make train` makes the first one."""
    modeles = sorted(dossier.glob("*.tar.gz"), key=lambda f: f.stat().st_mtime)
    if not modeles:
        raise SystemExit(f"✗ Aucun modèle dans {dossier} : lancez « make train ».")
    return modeles[-1]


def dire(phrase: str) -> None:
    sys.stderr.write(f"{phrase}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    entrainer(dossier_modeles())
