"""The report of `make evaluate`: one HTML page that needs no other file."""

import base64
import math
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from bot.evaluation import dessins

# What issue 4 asks, in %: (name, path in the figures, at least or at most).
BARRES = (
    ("Articles, juste du premier coup", ("juste_premier", "article"), "≥", 92),
    ("Articles, juste dans les trois", ("juste_dans_trois", "article"), "≥", 98),
    ("Opérations, juste du premier coup", ("juste_premier", "operation"), "≥", 92),
    ("Opérations, juste dans les trois", ("juste_dans_trois", "operation"), "≥", 98),
    ("Hors périmètre proche pris pour connu", ("hors_perimetre_comme_connu", "proche"), "≤", 4),
    ("Hostile pris pour connu", ("hors_perimetre_comme_connu", "hostile"), "≤", 0),
    ("Question du périmètre refusée", ("connu_refuse",), "≤", 3),
    ("Données exactes, deux derniers lots à la première lecture", ("donnees", "derniers_lots"), "≥", 97),
)
GENRES = {"article": "articles", "operation": "opérations", "chitchat": "conversation", "oos": "hors périmètre"}


def nombre(valeur: float, decimales: int = 1) -> str:
    """A number as the French write it."""
    return "–" if math.isnan(valeur) else f"{valeur:.{decimales}f}".replace(".", ",")


def taux(mesure: dict[str, float]) -> str:
    """« 92,4 % [90,1 – 94,6] »."""
    if not mesure["n"]:
        return "–"
    insecable = "\u00a0"
    bornes = f"[{nombre(mesure['bas'])}{insecable}–{insecable}{nombre(mesure['haut'])}]"
    return f"{nombre(mesure['taux'])}{insecable}% {bornes}"


def _barres(mesures: dict[str, Any]) -> list[dict[str, Any]]:
    """Each bar with the figure that answers it, when these questions have it."""
    lues = []
    for nom, chemin, sens, demande in BARRES:
        mesure: Any = mesures
        for cle in chemin:
            mesure = mesure.get(cle, {"n": 0})
        if mesure["n"]:
            tenue = mesure["taux"] >= demande if sens == "≥" else mesure["taux"] <= demande
            lues.append({"nom": nom, "mesure": mesure, "demande": f"{sens}\u00a0{demande}\u00a0%", "tenue": tenue})
    return lues


def _image(figure: Any, legende: str, large: bool = False) -> Markup:
    """The picture inside the page."""
    donnees = base64.b64encode(dessins.svg(figure)).decode()
    gabarit = '<img class="{}" alt="{}" src="data:image/svg+xml;base64,{}">'
    return Markup(gabarit).format("large" if large else "", legende, donnees)


def _styles(mesures: dict[str, Any]) -> dict[str, Any]:
    """The figures by style, with the names of genres that people read."""
    noms = {style: style.partition(" · ") for style in mesures["par_style"]}
    return {f"{GENRES.get(g, g)} · {s}": mesures["par_style"][style] for style, (g, _, s) in noms.items()}


def _images(mesures: dict[str, Any]) -> dict[str, Markup]:
    ece = nombre(mesures["calibration"]["toutes"]["ece"])
    images = {
        "styles": _image(dessins.barres(_styles(mesures)), "Juste du premier coup, par style"),
        "portees": _image(
            dessins.barres(mesures["hors_perimetre_comme_connu"], "pris pour connu (%)"), "Pris pour connu, par portée"
        ),
        "calibration": _image(dessins.calibration(mesures), f"Confiance contre justesse ; écart moyen {ece} points"),
        "confusions": _image(dessins.confusions(mesures), "Familles prises les unes pour les autres", large=True),
    }
    if mesures["couverture"]:
        images["couverture"] = _image(dessins.couverture(mesures), "Erreurs selon la part des messages répondus")
    if any(mesure["n"] for mesure in mesures["par_bruit"].values()):
        images["bruits"] = _image(dessins.barres(mesures["par_bruit"]), "Juste du premier coup, tapé de travers")
    if (paires := dessins.paires(mesures)) is not None:
        images["paires"] = _image(paires, "Étiquettes les plus souvent prises l’une pour l’autre")
    return images


def rediger(mesures: dict[str, Any], nom: str) -> str:
    """The page that tells the figures of `mesurer`, with `par_bruit`."""
    gabarits = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    gabarits.filters |= {"nombre": nombre, "taux": taux}
    return gabarits.get_template("rapport.html.j2").render(
        nom=nom, m=mesures, barres=_barres(mesures), images=_images(mesures), genres=GENRES
    )
