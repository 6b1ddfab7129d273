"""Organismes, their adhésion, and the people who sign in."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from engine.adhesion_comptes.statuts import StatutAdhesion, exiger_passage
from engine.adhesion_comptes.statuts_demande import StatutDemande, exiger_passage_demande
from engine.kit.db import Base


class Organisme(Base):
    """A training organisation: one SIRET, one KAIROS account. `region` is an INSEE code."""

    __tablename__ = "organisme"

    siret: Mapped[str] = mapped_column(primary_key=True)
    raison_sociale: Mapped[str]
    reference_qualite: Mapped[str | None]
    date_fin_validite: Mapped[date | None]
    region: Mapped[str | None]

    def est_reference_qualite(self, jour: date) -> bool:
        """Whether its référencement qualité is valid on that day; the last day counts."""
        return self.reference_qualite is not None and (self.date_fin_validite is None or jour <= self.date_fin_validite)


class Convention(Base):
    """A convention of an organisme with KAIROS, as its export tells it; both days included, `fin` None without end."""

    __tablename__ = "convention"
    __table_args__ = (sa.UniqueConstraint("siret", "numero"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    siret: Mapped[str] = mapped_column(sa.ForeignKey("organisme.siret"))
    numero: Mapped[str]
    debut: Mapped[date]
    fin: Mapped[date | None]
    assedic: Mapped[str | None]
    telephone_rgc: Mapped[str | None]


class Adhesion(Base):
    """One request of a SIRET to join KAIROS. The 72-hour clock is `expire_le`; the code is kept as a print only."""

    __tablename__ = "adhesion"
    __table_args__ = (
        sa.Index(
            "uq_adhesion_siret_vivante",
            "siret",
            unique=True,
            sqlite_where=sa.text("statut NOT IN ('refusee', 'annulee')"),
            postgresql_where=sa.text("statut NOT IN ('refusee', 'annulee')"),
        ),
        sa.Index(None, "siret"),
        sa.Index(None, "statut"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    siret: Mapped[str] = mapped_column(sa.ForeignKey("organisme.siret"))
    reference: Mapped[str] = mapped_column(unique=True)
    rgc_nom: Mapped[str]
    rgc_courriel: Mapped[str]
    statut: Mapped[StatutAdhesion] = mapped_column(
        sa.Enum(StatutAdhesion, native_enum=False, length=32, values_callable=lambda kind: [s.value for s in kind])
    )
    motif_refus: Mapped[str | None]
    deposee_le: Mapped[datetime]
    code_empreinte: Mapped[str | None]
    code_numero: Mapped[int] = mapped_column(default=0)  # how many codes were sent: names the deadline of each
    expire_le: Mapped[datetime | None]
    essais: Mapped[int] = mapped_column(default=0)

    def passer_a(self, statut: StatutAdhesion) -> None:
        """Change status. Raises PassageImpossible."""
        exiger_passage(self.statut, statut)
        self.statut = statut


class Utilisateur(Base):
    """Someone with an account, in one role, for one organisme (or none: hotline, other parties).

    `demandeur` is the number of the job seeker whose account it is.
    """

    __tablename__ = "utilisateur"
    __table_args__ = (sa.Index(None, "role", "siret"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    identifiant: Mapped[str] = mapped_column(unique=True)
    mot_de_passe: Mapped[str]  # argon2
    nom: Mapped[str]
    courriel: Mapped[str]
    role: Mapped[str]
    siret: Mapped[str | None] = mapped_column(sa.ForeignKey("organisme.siret"))
    actif: Mapped[bool] = mapped_column(default=True)
    demandeur: Mapped[str | None]


class Invitation(Base):
    """A link sent to someone who has an account and no password yet. Only its print is kept."""

    __tablename__ = "invitation"

    id: Mapped[int] = mapped_column(primary_key=True)
    utilisateur_id: Mapped[int] = mapped_column(sa.ForeignKey("utilisateur.id"), index=True)
    empreinte: Mapped[str] = mapped_column(unique=True)
    expire_le: Mapped[datetime]
    utilisee_le: Mapped[datetime | None]


class Justificatif(Base):
    """A document that an organisme gave: its content, and the type that this content has."""

    __tablename__ = "justificatif"

    id: Mapped[int] = mapped_column(primary_key=True)
    siret: Mapped[str] = mapped_column(sa.ForeignKey("organisme.siret"), index=True)
    type: Mapped[str]
    empreinte: Mapped[str]
    contenu: Mapped[bytes]
    recu_le: Mapped[datetime]


class _Demande:
    """What the Kairos team has to treat: who asks, where it stands, and why it was refused."""

    id: Mapped[int] = mapped_column(primary_key=True)
    statut: Mapped[StatutDemande] = mapped_column(
        sa.Enum(StatutDemande, native_enum=False, length=32, values_callable=lambda kind: [s.value for s in kind])
    )
    demandee_le: Mapped[datetime]
    demandee_par: Mapped[str]  # id of the acteur
    traitee_le: Mapped[datetime | None]
    motif_refus: Mapped[str | None]

    def passer_a(self, statut: StatutDemande) -> None:
        """Change status. Raises DemandeDejaTraitee."""
        exiger_passage_demande(self.statut, statut)
        self.statut = statut


def _une_seule_a_traiter(table: str) -> sa.Index:
    condition = sa.text("statut = 'a_traiter'")
    return sa.Index(f"uq_{table}_a_traiter", "siret", unique=True, sqlite_where=condition, postgresql_where=condition)


class ChangementRgc(_Demande, Base):
    """An organisme says who its new RGC is; nothing moves until the Kairos team confirms."""

    __tablename__ = "changement_rgc"
    __table_args__ = (_une_seule_a_traiter("changement_rgc"), sa.Index(None, "statut"))

    siret: Mapped[str] = mapped_column(sa.ForeignKey("organisme.siret"))
    ancien_nom: Mapped[str]
    ancien_courriel: Mapped[str | None]
    nouveau_nom: Mapped[str]
    nouveau_courriel: Mapped[str]


class DemandeQualite(_Demande, Base):
    """An organisme asks to enter the quality catalogue."""

    __tablename__ = "demande_qualite"
    __table_args__ = (_une_seule_a_traiter("demande_qualite"), sa.Index(None, "statut"))

    siret: Mapped[str] = mapped_column(sa.ForeignKey("organisme.siret"))
    justificatif_id: Mapped[int] = mapped_column(sa.ForeignKey("justificatif.id"))


class EssaiConnexion(Base):
    """Recent sign-in failures for a name, known or not, so that guessing is slowed in the same way for both."""

    __tablename__ = "essai_connexion"

    cle: Mapped[str] = mapped_column(primary_key=True)
    echecs: Mapped[int]
    depuis: Mapped[datetime]
