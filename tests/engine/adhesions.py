"""Builders of the adhésion world: they go through the door, as people do."""

import re
from typing import Any

import sqlalchemy as sa

from engine.adhesion_comptes.models import Adhesion
from engine.adhesion_comptes.queries import derniere_adhesion
from engine.api.jetons import VISITEUR
from engine.kit.acteurs import Acteur, Role
from engine.kit.door import Socle, execute
from engine.kit.journal import JournalRow
from engine.kit.notices import NoticeRow
from engine.kit.refus import Refus

SIRET = "21760540800012"
AUTRE_SIRET = "82431775600016"
INCONNU = "91328457100019"
RGC = "claire.leroy@havre.example"
PLATEFORME = Acteur(id="utilisateur:900", role=Role.PLATEFORME_NATIONALE, nom="Plateforme")
HOTLINE = Acteur(id="utilisateur:901", role=Role.HOTLINE, nom="Hotline")


def demande(siret: str = SIRET, **donnees: Any) -> dict[str, Any]:
    """The data of an adhésion request."""
    return {
        "siret": siret,
        "raison_sociale": "Formations du Havre",
        "rgc_nom": "Claire Leroy",
        "rgc_courriel": RGC,
    } | donnees


def une_demande(socle: Socle, siret: str = SIRET) -> None:
    execute(socle, "demander-adhesion", demande(siret), VISITEUR)


def un_code(socle: Socle, siret: str = SIRET) -> str:
    """A request accepted now; the code that its RGC reads in the letter."""
    une_demande(socle, siret)
    execute(socle, "accepter-adhesion", {"siret": siret}, PLATEFORME)
    return dernier_code(socle)


def dernier_code(socle: Socle) -> str:
    with socle.session() as db:
        corps = db.scalars(
            sa.select(NoticeRow.corps)
            .where(NoticeRow.modele == "adhesion_comptes/identifiants_provisoires")
            .order_by(NoticeRow.id.desc())
            .limit(1)
        ).one()
    trouve = re.search(r"code provisoire\s: (\S+)", socle.sceau.desceller(corps))
    assert trouve
    return trouve[1]


def faux_code(code: str) -> str:
    """Another code of the same shape."""
    return ("A" if code[0] != "A" else "B") + code[1:]


def valider(socle: Socle, code: str, siret: str = SIRET, cle: str | None = None) -> dict[str, Any]:
    return execute(socle, "valider-identifiants", {"siret": siret, "code_provisoire": code}, VISITEUR, cle)


def redemander(socle: Socle, siret: str = SIRET) -> dict[str, Any]:
    return execute(socle, "redemander-identifiants", {"siret": siret}, VISITEUR)


def refus_de(action: Any, *arguments: Any, **options: Any) -> Refus:
    """The refusal that an action meets."""
    try:
        action(*arguments, **options)
    except Refus as refus:
        return refus
    raise AssertionError("nothing was refused")


def adhesion(socle: Socle, siret: str = SIRET) -> Adhesion:
    with socle.session() as db:
        trouvee = derniere_adhesion(db, siret)
        assert trouvee
        return trouvee


def evenements(socle: Socle) -> list[str]:
    with socle.session() as db:
        return list(db.scalars(sa.select(JournalRow.evenement).order_by(JournalRow.id)))


def courriels(socle: Socle) -> list[str]:
    """What was planned, in order."""
    with socle.session() as db:
        return list(db.scalars(sa.select(NoticeRow.modele).order_by(NoticeRow.id)))
