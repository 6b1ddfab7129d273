"""Every figure of understanding: right first, right in three, out of scope, calibration, confusions."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from bot.donnees.mesure import mesurer_donnees, premieres_lectures
from bot.evaluation.calibration import couverture, fiabilite
from bot.evaluation.essais import Essai
from bot.evaluation.familles import DECISIONS, GENRES, familles
from bot.evaluation.intervalles import intervalle, macro

Mesures = dict[str, Any]


def mesurer(essais: list[Essai]) -> Mesures:
    """Every figure that these questions give, as they are typed."""
    genres = _ranger(essais, lambda e: e.genre)
    dedans, dehors = [e for e in essais if e.dedans], genres.get("oos", [])
    etiquettes = {genre: _justes(_ranger(genres.get(genre, []), _attendu)) for genre in ("article", "operation")}
    return {
        "juste_premier": _justes(genres),
        "juste_dans_trois": {genre: intervalle(e.dans_trois for e in lot) for genre, lot in genres.items()},
        "macro": {genre: macro(mesures) for genre, mesures in etiquettes.items() if mesures},
        "par_etiquette": etiquettes,
        "par_style": _justes(_ranger(essais, _style)),
        "par_jeu": {jeu: _resumer(lot) for jeu, lot in _ranger(essais, lambda e: e.question.get("jeu", "")).items()},
        "hors_perimetre_comme_connu": {
            "tous": intervalle(e.comme_connu for e in dehors),
            **{portee: _comme_connu(lot) for portee, lot in _ranger(dehors, lambda e: e.portee).items()},
        },
        "connu_refuse": intervalle(e.refuse for e in dedans),
        "connu_a_preciser": intervalle(e.compris["decision"] == "clarification" for e in dedans),
        "connu_affirme_a_tort": intervalle(e.comme_connu and not e.premier for e in dedans),
        "calibration": _calibrer(essais),
        "couverture": _couvrir(essais),
        "confusions": _confusions(essais),
        "confusions_familles": _confusions_familles(essais),
        "manques": [
            {"text": e.question["text"], "jeu": e.question.get("jeu", ""), "attendu": e.question["expect"], **e.compris}
            for e in essais
            if not e.premier
        ],
    }


def mesurer_valeurs(dossier: Path) -> Mesures:
    """The data read in the sentences of `dossier`: by type, and at the first reading of each fresh batch.

    `derniers_lots` is the first reading of the last two batches together.
    """
    premieres = premieres_lectures(dossier)
    derniers = list(premieres.values())[-2:]
    return {
        "par_type": {type_: _exacts(mesure) for type_, mesure in mesurer_donnees(dossier).items()},
        "premiere_lecture": {lot: _exacts(mesure) for lot, mesure in premieres.items()},
        "derniers_lots": _exacts({cle: sum(lot[cle] for lot in derniers) for cle in ("n", "exacts")}),
    }


def _exacts(mesure: dict[str, Any]) -> dict[str, float]:
    return intervalle(rang < mesure["exacts"] for rang in range(mesure["n"]))


def mesurer_bruits(propres: list[Essai], bruites: dict[str, list[Essai]]) -> Mesures:
    """By noise, right first on questions in scope with `perte`, the points it costs; and the others taken for known."""
    reference = intervalle(e.premier for e in propres if e.dedans)["taux"]
    mesures = {}
    for nom, essais in bruites.items():
        mesure = intervalle(e.premier for e in essais if e.dedans)
        connu = _comme_connu([e for e in essais if e.genre == "oos"])
        mesures[nom] = mesure | {"perte": reference - mesure["taux"], "hors_perimetre_comme_connu": connu}
    return mesures


def _ranger(essais: Iterable[Essai], cle: Callable[[Essai], str]) -> dict[str, list[Essai]]:
    lots: dict[str, list[Essai]] = defaultdict(list)
    for essai in essais:
        lots[cle(essai)].append(essai)
    return dict(sorted(lots.items()))


def _attendu(essai: Essai) -> str:
    return str(essai.question["expect"])


def _style(essai: Essai) -> str:
    """Far out of scope is one style: its subjects have a line or two each."""
    style = "loin" if essai.portee == "loin" else essai.question.get("style", "")
    return f"{essai.genre} · {style}"


def _justes(lots: dict[str, list[Essai]]) -> dict[str, dict[str, float]]:
    return {nom: intervalle(e.premier for e in lot) for nom, lot in lots.items()}


def _comme_connu(lot: list[Essai]) -> dict[str, float]:
    return intervalle(e.comme_connu for e in lot)


def _resumer(lot: list[Essai]) -> Mesures:
    dedans, dehors = [e for e in lot if e.dedans], [e for e in lot if e.genre == "oos"]
    return {
        "juste_premier": intervalle(e.premier for e in lot),
        "juste_dans_trois": intervalle(e.dans_trois for e in lot),
        "connu_refuse": intervalle(e.refuse for e in dedans),
        "hors_perimetre_comme_connu": _comme_connu(dehors),
    }


def _calibrer(essais: list[Essai]) -> Mesures:
    connus = [e for e in essais if e.compris["decision"] in ("article", "operation", "clarification")]
    lots = {"toutes": essais, "lues comme connues": connus, "lues hors périmètre": [e for e in essais if e.refuse]}
    return {
        nom: fiabilite([e.compris["confiance"] for e in lot], [e.premier for e in lot])
        for nom, lot in lots.items()
        if lot
    }


def _couvrir(essais: list[Essai]) -> list[dict[str, float]]:
    """Among the messages read as an article or an operation, those out of scope being as many errors."""
    connus = [e for e in essais if e.compris["decision"] in ("article", "operation", "clarification")]
    return couverture([e.compris["confiance"] for e in connus], [e.premier for e in connus])


def _confusions(essais: list[Essai]) -> list[list[Any]]:
    """[expected, understood, how many], the most frequent first."""
    paires = Counter((_attendu(e), e.lu) for e in essais if not e.premier)
    return [[*paire, combien] for paire, combien in sorted(paires.items(), key=lambda p: (-p[1], p[0]))]


def _confusions_familles(essais: list[Essai]) -> Mesures:
    """`familles`, and how many lines of each (row) were understood as each (column); right ones on the diagonal."""
    connues = familles()
    paires: Counter[tuple[str, str]] = Counter()
    for essai in essais:
        attendue = GENRES.get(essai.genre) or connues.get(_attendu(essai), essai.genre)
        lue = DECISIONS.get(essai.compris["decision"]) or connues.get(essai.lu, essai.compris["decision"])
        paires[attendue, attendue if essai.premier else lue] += 1
    noms = sorted({nom for paire in paires for nom in paire})
    return {"familles": noms, "lignes": [[paires[attendue, lue] for lue in noms] for attendue in noms]}
