"""The pictures of the report, drawn narrow enough for a phone."""

from io import BytesIO
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

LARGEUR = 4.8  # inches
ENCRE, BLEU, OCRE, GRIS = "#161616", "#2f5aa8", "#b34000", "#8a8a8a"
PAIRES, MONTREES = 12, 34  # pairs drawn, characters of a name
REGLAGES = {
    "font.size": 10,
    "text.color": ENCRE,
    "axes.edgecolor": GRIS,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "svg.fonttype": "none",  # the page's own fonts: ten times lighter
    "svg.hashsalt": "kairos",  # the same figures give the same file
}
Mesure = dict[str, float]


def svg(figure: Figure) -> bytes:
    """The picture as SVG, the same each time."""
    sortie = BytesIO()
    with mpl.rc_context(REGLAGES):
        figure.savefig(sortie, format="svg", metadata={"Date": None, "Creator": None})
    return sortie.getvalue()


def _figure(hauteur: float, cadres: int = 1, largeur: float = LARGEUR) -> tuple[Figure, list[Axes]]:
    with mpl.rc_context(REGLAGES):
        figure = Figure(figsize=(largeur, hauteur), constrained_layout=True)
        return figure, list(figure.subplots(1, cadres, squeeze=False)[0])


def tracer_calibration(cadre: Axes, calibration: dict[str, Any]) -> None:
    """Confidence against accuracy with its interval, and how many lines each point holds."""
    cases = calibration["cases"]
    confiances = [100 * case["confiance"] for case in cases]
    justes = [case["juste"]["taux"] for case in cases]
    ecarts = [
        [case["juste"]["taux"] - case["juste"]["bas"] for case in cases],
        [case["juste"]["haut"] - case["juste"]["taux"] for case in cases],
    ]
    cadre.plot([0, 100], [0, 100], color=GRIS, linestyle="--", linewidth=1)
    tailles = [12 + 110 * case["n"] / calibration["n"] for case in cases]
    cadre.errorbar(confiances, justes, yerr=ecarts, fmt="none", ecolor=BLEU, elinewidth=1, alpha=0.6)
    cadre.scatter(confiances, justes, s=tailles, color=BLEU, zorder=3)
    for case, x, y in zip(cases, confiances, justes, strict=True):
        cadre.annotate(str(case["n"]), (x, y), (5, -10), textcoords="offset points", fontsize=7, color=GRIS)
    cadre.set(xlim=(0, 103), ylim=(0, 105), xlabel="confiance annoncée (%)", ylabel="juste du premier coup (%)")
    cadre.grid(alpha=0.2)


def calibration(mesures: dict[str, Any]) -> Figure:
    figure, (cadre,) = _figure(4.2)
    tracer_calibration(cadre, mesures["calibration"]["toutes"])
    return figure


def couverture(mesures: dict[str, Any]) -> Figure:
    figure, (cadre,) = _figure(2.8)
    points = mesures["couverture"]
    cadre.plot([p["part"] for p in points], [p["erreur"] for p in points], marker="o", color=OCRE, markersize=4)
    for point in points[::2] + points[-1:]:
        texte = f"{point['erreur']:.1f}".replace(".", ",")
        place = (point["part"], point["erreur"])
        cadre.annotate(texte, place, (0, 5), textcoords="offset points", fontsize=7, ha="center")
    cadre.set(xlabel="part des messages répondus, les plus sûrs d’abord (%)", ylabel="erreurs (%)")
    cadre.set_ylim(0, max(1.0, 1.25 * max(p["erreur"] for p in points)))
    cadre.grid(alpha=0.2)
    return figure


def barres(mesures: dict[str, Mesure], titre: str = "juste du premier coup (%)") -> Figure:
    """One bar a name, with its 95 % interval and its number of lines."""
    figure, (cadre,) = _figure(0.8 + 0.27 * len(mesures))
    lots = list(mesures.items())[::-1]
    taux = [mesure["taux"] for _, mesure in lots]
    ecarts = [[m["taux"] - m["bas"] for _, m in lots], [m["haut"] - m["taux"] for _, m in lots]]
    cadre.barh(range(len(lots)), taux, color=BLEU, alpha=0.75, height=0.62)
    cadre.errorbar(taux, range(len(lots)), xerr=ecarts, fmt="none", ecolor=ENCRE, elinewidth=1, capsize=2)
    cadre.set_yticks(range(len(lots)))
    cadre.set_yticklabels([f"{nom} ({mesure['n']:.0f})" for nom, mesure in lots], fontsize=9)
    cadre.set(xlim=(0, 100), ylim=(-0.7, len(lots) - 0.3), xlabel=titre)
    cadre.grid(axis="x", alpha=0.25)
    return figure


def tracer_confusions(cadre: Axes, confusions: dict[str, Any]) -> None:
    """Share of each family (row) understood as each (column), in %; what is not right is written."""
    noms, lignes = confusions["familles"], confusions["lignes"]
    parts = [[100 * n / max(sum(ligne), 1) for n in ligne] for ligne in lignes]
    # Errors are a few in a hundred: the colour stops at ten, so that they show.
    hors = [[part if i != j else float("nan") for j, part in enumerate(ligne)] for i, ligne in enumerate(parts)]
    cadre.imshow(hors, cmap="Oranges", vmin=0, vmax=10, aspect="auto")
    for i, ligne in enumerate(parts):
        for j, part in enumerate(ligne):
            if lignes[i][j]:
                couleur = "white" if i != j and part > 7 else ENCRE
                cadre.text(
                    j, i, f"{part:.0f}" if part >= 1 else "·", ha="center", va="center", fontsize=7, color=couleur
                )
    cadre.set_xticks(range(len(noms)))
    cadre.set_yticks(range(len(noms)))
    cadre.set_xticklabels(noms, rotation=90, fontsize=7)
    cadre.set_yticklabels(noms, fontsize=7)
    cadre.set(xlabel="compris (%)", ylabel="attendu")


def confusions(mesures: dict[str, Any]) -> Figure:
    figure, (cadre,) = _figure(6.4, largeur=6.6)
    tracer_confusions(cadre, mesures["confusions_familles"])
    return figure


def paires(mesures: dict[str, Any]) -> Figure | None:
    """The labels most often taken for one another, each way with its colour; None when nothing was confused."""
    sens: dict[tuple[str, str], list[int]] = {}
    for attendu, compris, combien in mesures["confusions"]:
        a, b = sorted((attendu, compris))
        sens.setdefault((a, b), [0, 0])[attendu != a] += combien
    lots = sorted(sens.items(), key=lambda paire: (-sum(paire[1]), paire[0]))[:PAIRES][::-1]
    if not lots:
        return None
    figure, (cadre,) = _figure(1.1 + 0.42 * len(lots))
    rangs = range(len(lots))
    premiers, seconds = [n for _, (n, _) in lots], [n for _, (_, n) in lots]
    cadre.barh(rangs, premiers, color=BLEU, alpha=0.8, height=0.55, label="le premier pris pour le second")
    cadre.barh(rangs, seconds, left=premiers, color=OCRE, alpha=0.8, height=0.55, label="l’inverse")
    cadre.set_yticks(rangs)
    cadre.set_yticklabels([f"{_court(a)}\n{_court(b)}" for (a, b), _ in lots], fontsize=8)
    cadre.xaxis.get_major_locator().set_params(integer=True)
    cadre.set_xlabel("lignes")
    cadre.legend(fontsize=7, frameon=False, loc="lower center", bbox_to_anchor=(0.3, 1.0), ncol=2)
    return figure


def _court(nom: str) -> str:
    return nom if len(nom) <= MONTREES else f"{nom[: MONTREES - 1]}…"


def image_des_documents(mesures: dict[str, Any]) -> Figure:
    """Calibration and confusion of families side by side, for docs/."""
    with mpl.rc_context(REGLAGES):
        figure = Figure(figsize=(12, 5.8), constrained_layout=True)
        gauche, droite = figure.subplots(1, 2, gridspec_kw={"width_ratios": (1, 1.35)})
        tracer_calibration(gauche, mesures["calibration"]["toutes"])
        tracer_confusions(droite, mesures["confusions_familles"])
        gauche.set_title("La confiance, et combien de fois elle a raison", loc="left")
        droite.set_title("Une famille prise pour une autre", loc="left")
    return figure
