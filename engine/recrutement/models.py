"""Appointments of a session, the job seekers registered on them, and the candidatures that prescribers propose."""

from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engine.kit.clock import a_paris
from engine.kit.db import Base
from engine.kit.effacement import EFFACEE
from engine.kit.francais import INSECABLE, dire_date, dire_heure, dire_instant
from engine.offre.models import SessionFormation, colonne_de_statut
from engine.recrutement.statuts import (
    LIBELLES_MODALITE,
    EtatRdv,
    Initiative,
    Modalite,
    Resultat,
    StatutCandidature,
    StatutPresence,
)


class Demandeur(Base):
    """A job seeker. An identifiant is enough; the name comes with the first registration that gives one."""

    __tablename__ = "demandeur"

    id: Mapped[int] = mapped_column(primary_key=True)
    identifiant: Mapped[str] = mapped_column(unique=True)
    nom: Mapped[str | None]
    prenom: Mapped[str | None]
    courriel: Mapped[str | None]
    efface_le: Mapped[datetime | None]

    @property
    def designation(self) -> str:
        """« Julie Martin », or the identifiant when the name is unknown, or that the person was erased."""
        if self.efface_le is not None:
            return EFFACEE
        return " ".join(filter(None, (self.prenom, self.nom))) or self.identifiant

    @property
    def identifiant_masque(self) -> str:
        """Enough to tell two people of one name apart: the last three characters."""
        return f"…{self.identifiant[-3:]}"


class Rdv(Base):
    """What a session opens to recruit: a RIC, an individual appointment, a group of them, a range of candidatures.

    Instants in UTC, `fin` excluded. One table, so that one number names any of them. The individual appointments of a
    group point to it; `places` of a group counts them, a range has none (0). `commentaire` is what the CARIF-OREF adds.
    """

    __tablename__ = "rdv"

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(sa.ForeignKey("session_formation.id"), index=True)
    groupe_id: Mapped[int | None] = mapped_column(sa.ForeignKey("rdv.id"), index=True)
    modalite: Mapped[Modalite] = mapped_column(colonne_de_statut(Modalite))
    debut: Mapped[datetime] = mapped_column(index=True)
    fin: Mapped[datetime]
    lieu: Mapped[str]
    places: Mapped[int]
    etat: Mapped[EtatRdv] = mapped_column(colonne_de_statut(EtatRdv))
    commentaire: Mapped[str | None]

    session: Mapped[SessionFormation] = relationship(lazy="joined")
    inscriptions: Mapped[list["InscriptionRdv"]] = relationship(
        back_populates="rdv", lazy="selectin", order_by="InscriptionRdv.id"
    )

    @property
    def libelle(self) -> str:
        """« Réunion d’information collective du mardi 12 janvier 2027 à 14 h, Rouen »."""
        if self.modalite is Modalite.CANDIDATURE:
            return f"Plage de candidatures {self.periode}"
        if self.modalite is Modalite.GROUPE_RV:
            return f"Groupe de {self.places}{INSECABLE}rendez-vous individuels du {self.horaires}, {self.lieu}"
        modalite = LIBELLES_MODALITE[self.modalite]
        return f"{modalite[0].upper()}{modalite[1:]} du {dire_instant(self.debut)}, {self.lieu}"

    @property
    def libelle_complet(self) -> str:
        """The same, with the training it recruits for."""
        return f"{self.libelle} ({self.session.formation.intitule})"

    @property
    def premier_jour(self) -> date:
        """The day in Paris on which it starts."""
        return a_paris(self.debut).date()

    @property
    def dernier_jour(self) -> date:
        """The last day in Paris on which it is open."""
        return a_paris(self.fin - timedelta(seconds=1)).date()

    @property
    def periode(self) -> str:
        """« du lundi 1er mars 2027 au mercredi 31 mars 2027 », both days included."""
        return f"du {dire_date(self.premier_jour)} au {dire_date(self.dernier_jour)}"

    @property
    def horaires(self) -> str:
        """« jeudi 14 janvier 2027, de 9 h à 12 h »."""
        debut, fin = a_paris(self.debut), a_paris(self.fin)
        return f"{dire_date(debut.date())}, de {dire_heure(debut.time())} à {dire_heure(fin.time())}"

    @property
    def en_cours(self) -> list["InscriptionRdv"]:
        """The registrations that hold a place."""
        return [inscription for inscription in self.inscriptions if inscription.presence is not StatutPresence.ANNULE]

    @property
    def restantes(self) -> int:
        """Places left."""
        return self.places - len(self.en_cours)


class ModaliteCarif(Base):
    """What the CARIF-OREF's files told last of an appointment, a group or a range that they opened.

    `contenu` is what the file said, `applique` what it made of `rdv`: another state is the organisme's doing. `retiree`
    when a later file left it out and it went with nobody on it.
    """

    __tablename__ = "modalite_carif"

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(sa.ForeignKey("session_formation.id"), index=True)
    rdv_id: Mapped[int] = mapped_column(sa.ForeignKey("rdv.id"), unique=True)
    numero: Mapped[str | None]
    contenu: Mapped[dict[str, Any]]
    applique: Mapped[dict[str, Any]]
    retiree: Mapped[bool] = mapped_column(default=False)


class InscriptionRdv(Base):
    """A job seeker on an appointment. A cancelled one stays, and holds no place."""

    __tablename__ = "inscription_rdv"
    __table_args__ = (
        sa.Index(
            "uq_inscription_rdv_active",
            "rdv_id",
            "demandeur_id",
            unique=True,
            sqlite_where=sa.text("presence <> 'annule'"),
            postgresql_where=sa.text("presence <> 'annule'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    rdv_id: Mapped[int] = mapped_column(sa.ForeignKey("rdv.id"), index=True)
    demandeur_id: Mapped[int] = mapped_column(sa.ForeignKey("demandeur.id"), index=True)
    presence: Mapped[StatutPresence] = mapped_column(colonne_de_statut(StatutPresence))
    prescripteur: Mapped[str | None]
    inscrit_le: Mapped[datetime]
    resultat: Mapped[Resultat] = mapped_column(
        colonne_de_statut(Resultat), default=Resultat.A_SAISIR, server_default=Resultat.A_SAISIR.value
    )
    annule_par: Mapped[Initiative | None] = mapped_column(colonne_de_statut(Initiative))

    rdv: Mapped[Rdv] = relationship(back_populates="inscriptions")
    demandeur: Mapped[Demandeur] = relationship(lazy="joined")


class Candidature(Base):
    """A job seeker proposed on a range; `contact_le` is the day on which the organisme called back."""

    __tablename__ = "candidature"
    __table_args__ = (sa.Index("uq_candidature_plage_demandeur", "plage_id", "demandeur_id", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plage_id: Mapped[int] = mapped_column(sa.ForeignKey("rdv.id"))
    demandeur_id: Mapped[int] = mapped_column(sa.ForeignKey("demandeur.id"), index=True)
    statut: Mapped[StatutCandidature] = mapped_column(colonne_de_statut(StatutCandidature))
    prescripteur: Mapped[str | None]
    proposee_le: Mapped[datetime]
    contact_le: Mapped[date | None]

    plage: Mapped[Rdv] = relationship(lazy="joined")
    demandeur: Mapped[Demandeur] = relationship(lazy="joined")

    @property
    def titre(self) -> str:
        """« Awa Sow, Cap emploi Seine-Maritime »."""
        return ", ".join(filter(None, (self.demandeur.designation, self.prescripteur)))
