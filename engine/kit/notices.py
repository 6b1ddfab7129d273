"""Notices: what people are told by e-mail, planned in the transaction that made it true, delivered after."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

import jinja2
import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from engine.kit import outbox
from engine.kit.db import Base
from engine.kit.francais import de, que
from engine.kit.refus import HOTLINE
from engine.kit.sceau import Sceau

FAMILLES = Path(__file__).resolve().parents[1]
_templates = jinja2.Environment(
    loader=jinja2.FileSystemLoader(FAMILLES),
    undefined=jinja2.StrictUndefined,
    autoescape=False,  # plain text
    keep_trailing_newline=False,
    auto_reload=False,
)
_templates.globals["hotline"] = HOTLINE
_templates.filters |= {"de": de, "que": que}


@dataclass(frozen=True)
class Notice:
    """One message to plan. `modele` is `famille/nom`, read from `famille/courriels/nom.{sujet,corps}.txt`.

    `secrets` are written sealed in the table and opened only in the letter itself. Without `destinataire` (a person
    whose address nobody gave) the notice is kept and marked so.
    """

    modele: str
    destinataire: str | None
    faits: dict[str, Any] = field(default_factory=dict)
    secrets: dict[str, str] = field(default_factory=dict)


class StatutNotice(StrEnum):
    A_ENVOYER = "a_envoyer"
    ENVOYEE = "envoyee"
    SANS_ADRESSE = "sans_adresse"
    REFUSEE = "refusee"  # by the relay, for good
    EFFACEE = "effacee"  # with the data of a person, before it left


class NoticeRow(Base):
    """A planned message and whether it has left. A secret stays sealed until then, and is masked after.

    `prochain_essai`, in seconds of the machine's clock: before it nobody tries again.
    """

    __tablename__ = "notice"

    id: Mapped[int] = mapped_column(primary_key=True)
    journal_id: Mapped[int] = mapped_column(index=True)
    modele: Mapped[str]
    destinataire: Mapped[str | None]
    sujet: Mapped[str]
    corps: Mapped[str]
    statut: Mapped[str] = mapped_column(index=True)
    cree_le: Mapped[datetime]
    envoyee_le: Mapped[datetime | None]
    essais: Mapped[int] = mapped_column(default=0, server_default="0")
    prochain_essai: Mapped[float] = mapped_column(sa.Double, default=0.0, server_default="0")


_NOTICES = Base.metadata.tables["notice"]
_NOTICE = sa.insert(_NOTICES).returning(_NOTICES.c.id)


def render(notice: Notice, sceau: Sceau) -> tuple[str, str]:
    """Subject and body, secrets sealed."""
    famille, nom = notice.modele.split("/")
    faits = notice.faits | {cle: sceau.sceller(clair) for cle, clair in notice.secrets.items()}
    sujet, corps = (
        _templates.get_template(f"{famille}/courriels/{nom}.{partie}.txt").render(faits).strip()
        for partie in ("sujet", "corps")
    )
    return sujet, corps + "\n"


def plan(db: Session, notice: Notice, *, journal_id: int, le: datetime, sceau: Sceau) -> None:
    """Write the notice and enqueue its delivery in the same transaction."""
    sujet, corps = render(notice, sceau)
    statut = StatutNotice.A_ENVOYER if notice.destinataire else StatutNotice.SANS_ADRESSE
    row = {
        "journal_id": journal_id,
        "modele": notice.modele,
        "destinataire": notice.destinataire,
        "sujet": sujet,
        "corps": corps,
        "statut": statut,
        "cree_le": le,
    }
    id: int = db.connection().execute(_NOTICE, row).scalar_one()
    if statut is StatutNotice.A_ENVOYER:
        outbox.enqueue(db, "distribuer", f"notice-{id}", id)
