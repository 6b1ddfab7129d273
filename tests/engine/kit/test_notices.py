"""The letters: each is complete, in French as it is written, and sent by an operation."""

import re
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from engine.kit import notices
from engine.kit.notices import Notice
from engine.kit.sceau import Sceau

ENGINE = Path(notices.__file__).resolve().parents[1]
MODELES = sorted(fichier.relative_to(ENGINE) for fichier in ENGINE.glob("*/courriels/*.corps.txt"))


@pytest.mark.parametrize("corps", MODELES, ids=str)
def test_a_letter_has_a_subject_good_manners_and_french_typography(corps: Path) -> None:
    texte = (ENGINE / corps).read_text(encoding="utf-8")
    sujet = (ENGINE / str(corps).replace(".corps.", ".sujet.")).read_text(encoding="utf-8").strip()
    assert texte.startswith("Bonjour")
    assert sujet
    assert "\n" not in sujet
    hors_gabarit = re.sub(r"\{[{%].*?[}%]\}", "", texte + sujet)
    assert "'" not in hors_gabarit
    assert '"' not in hors_gabarit


@pytest.mark.parametrize("corps", MODELES, ids=str)
def test_a_letter_is_sent_by_an_operation(corps: Path) -> None:
    nom = corps.name.removesuffix(".corps.txt")
    code = "\n".join(fichier.read_text(encoding="utf-8") for fichier in (ENGINE / corps.parts[0]).rglob("*.py"))
    # One function may write to the person and to the adviser: `<modele>` and `<modele>_conseiller`.
    ensemble = nom.removesuffix("_conseiller") if '_conseiller"' in code else nom
    assert re.search(rf'["/](?:{nom}|{ensemble})"', code)


def test_a_letter_missing_a_fact_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        notices.render(Notice("adhesion_comptes/adhesion_refusee", "a@b.fr", {"rgc_nom": "Claire"}), Sceau("x"))


def test_the_code_is_sealed_in_what_is_stored() -> None:
    faits = {"rgc_nom": "Claire", "raison_sociale": "Greta", "siret": "1", "heures": 72, "expire_le": "vendredi"}
    notice = Notice("adhesion_comptes/identifiants_provisoires", "a@b.fr", faits, secrets={"code": "ABCD-EF23"})
    _, corps = notices.render(notice, Sceau("x"))
    assert "ABCD" not in corps
    assert "ABCD-EF23" in Sceau("x").desceller(corps)
