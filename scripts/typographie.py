"""French typography of what people read: `make check` tells, `make fix` puts right.

Typographic apostrophes, no-break spaces inside guillemets and before « : ; ? ! ». Covers the articles (not their
examples, typed as people type), the catalogue, the parameters, the texts of the domain and the mails.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

RACINE = Path(__file__).resolve().parent.parent
INSECABLE = "\u00a0"
REGLES = (
    (re.compile(r"(?<=[A-Za-zÀ-ÿ])'(?=[A-Za-zÀ-ÿ«])"), "’"),
    (re.compile(r"«[ \u202f]?(?=[^\s\u00a0])"), f"«{INSECABLE}"),
    (re.compile(r"(?<=[^\s\u00a0])[ \u202f]?»"), f"{INSECABLE}»"),
    (re.compile(r"(?<=\S)[ \u202f](?=[;?!:](?:\s|$|»))"), INSECABLE),
)
EXEMPLES = re.compile(r"^exemples:\n(?:(?:  .*|\s*)\n)*", re.MULTILINE)


def corriger(texte: str) -> str:
    """The same text with French typography. Idempotent."""
    for motif, remplacement in REGLES:
        texte = motif.sub(remplacement, texte)
    return texte


def corriger_article(contenu: str) -> str:
    """An article keeps its examples as they are typed."""
    exemples = EXEMPLES.search(contenu)
    if exemples is None:
        return corriger(contenu)
    return corriger(contenu[: exemples.start()]) + exemples.group() + corriger(contenu[exemples.end() :])


def fichiers() -> list[Path]:
    dossiers = (("knowledge", "*.md"), ("catalogue", "*.yml"), ("parametres", "*.yml"), ("engine", "courriels/*.txt"))
    return sorted(chemin for dossier, motif in dossiers for chemin in (RACINE / dossier).rglob(motif))


def main() -> None:
    ecarts = []
    for chemin in fichiers():
        contenu = chemin.read_text()
        juste = corriger_article(contenu) if chemin.suffix == ".md" else corriger(contenu)
        if juste != contenu:
            ecarts.append(chemin.relative_to(RACINE))
            if "--fix" in sys.argv:
                chemin.write_text(juste)
    if ecarts and "--fix" not in sys.argv:
        sys.exit("Typographie à reprendre (« make fix ») :\n" + "\n".join(f"  {chemin}" for chemin in ecarts))


if __name__ == "__main__":
    main()
