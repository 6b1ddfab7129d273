"""What a CARIF-OREF file does to the sessions: created, changed, archived, unchanged or rejected."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.kit.journal import numero_suivant
from engine.offre.lheo.lecture import FormationLue, Rejet, SessionLue
from engine.offre.models import Formation, SessionFormation
from engine.offre.regles import utilisable_des
from engine.offre.statuts import LIBELLES, PASSAGES, EtatFiche
from engine.recrutement.publication import PublicationModalites, Publiee

LOT = 1000  # sessions looked up at once


@dataclass
class CompteRendu:
    """The numbers of the sessions, by what became of them."""

    creees: list[str] = field(default_factory=list)
    modifiees: list[str] = field(default_factory=list)
    archivees: list[str] = field(default_factory=list)
    inchangees: list[str] = field(default_factory=list)
    rejets: list[Rejet] = field(default_factory=list)

    def nombres(self) -> dict[str, int]:
        return {
            "creees": len(self.creees),
            "modifiees": len(self.modifiees),
            "archivees": len(self.archivees),
            "inchangees": len(self.inchangees),
            "rejetees": len(self.rejets),
        }

    def detail(self, maximum: int) -> dict[str, Any]:
        """The first of each kind, rejections with their line and reason."""
        return {
            "creees": self.creees[:maximum],
            "modifiees": self.modifiees[:maximum],
            "archivees": self.archivees[:maximum],
            "rejetees": [rejet.as_dict() for rejet in sorted(self.rejets, key=lambda un: un.ligne)[:maximum]],
        }


class Publication:
    """One file being applied, at the instant `maintenant` (UTC)."""

    def __init__(self, db: Session, maintenant: datetime, delai_batch: int) -> None:
        self._db = db
        self._maintenant = maintenant
        self._utilisable_des = utilisable_des(maintenant, delai_batch)
        self._vues: set[str] = set()
        self._internes = dict(db.execute(sa.select(SessionFormation.numero_interne, SessionFormation.numero)).all())
        self._publiees: list[Publiee] = []
        self.modalites = PublicationModalites(db, maintenant)
        self.compte_rendu = CompteRendu()

    def appliquer(self, lues: Iterable[FormationLue | Rejet]) -> CompteRendu:
        """Apply what was read; memory stays bounded whatever the length of the file."""
        lot: list[FormationLue] = []
        poids = 0
        for lue in lues:
            if isinstance(lue, Rejet):
                self.compte_rendu.rejets.append(lue)
                continue
            lot.append(lue)
            poids += 1 + len(lue.sessions)
            if poids >= LOT:
                self._appliquer_lot(lot)
                lot, poids = [], 0
        self._appliquer_lot(lot)
        return self.compte_rendu

    def _appliquer_lot(self, lot: Sequence[FormationLue]) -> None:
        numeros = {formation.numero for formation in lot}
        formations = {
            formation.numero: formation
            for formation in self._db.scalars(sa.select(Formation).where(Formation.numero.in_(numeros)))
        }
        cites = {session.numero for formation in lot for session in formation.sessions}
        connues = {
            session.numero: session
            for session in self._db.scalars(
                sa.select(SessionFormation)
                .join(SessionFormation.formation)
                .where(sa.or_(SessionFormation.numero.in_(cites), Formation.numero.in_(numeros)))
            )
        }
        with self._db.no_autoflush:  # one flush a lot, not one a number
            self._appliquer_formations(lot, formations, connues)
        self._db.flush()
        self.modalites.appliquer(self._publiees)
        self._publiees = []
        self._db.expunge_all()

    def _appliquer_formations(
        self, lot: Sequence[FormationLue], formations: dict[str, Formation], connues: dict[str, SessionFormation]
    ) -> None:
        rattachees = defaultdict(list)
        for connue in connues.values():
            rattachees[connue.formation.numero].append(connue)
        for lue in lot:
            self.compte_rendu.rejets.extend(lue.rejets)
            self.modalites.compte_rendu.rejets.extend(lue.modalites_rejetees)
            formation = formations.setdefault(lue.numero, Formation(numero=lue.numero))
            renommee = _changer(
                formation,
                intitule=lue.intitule,
                siret_responsable=lue.siret_responsable,
                raison_sociale=lue.raison_sociale,
            )
            self._db.add(formation)
            for session in lue.sessions:
                self._appliquer_session(session, formation, connues.get(session.numero), renommee)
            if not lue.partielle:
                self._archiver_les_absentes(lue, rattachees[lue.numero])

    def _appliquer_session(
        self, lue: SessionLue, formation: Formation, connue: SessionFormation | None, renommee: bool
    ) -> None:
        compte_rendu = self.compte_rendu
        if raison := self._raison_de_rejet(lue, connue):
            compte_rendu.rejets.append(Rejet(lue.ligne, lue.numero, raison))
            return
        self._vues.add(lue.numero)
        session = connue or SessionFormation(numero=lue.numero, publiee_le=None, utilisable_des=None)
        avant = session.etat
        interne = lue.numero_interne or session.numero_interne or self._nouveau_numero_interne()
        self._internes[interne] = lue.numero
        changee = _changer(
            session,
            formation=formation,
            numero_interne=interne,
            siret=(lue.siret_mandataire if lue.dispositif == "avenir" else None) or lue.siret_dispensateur,
            siret_dispensateur=lue.siret_dispensateur,
            debut=lue.debut,
            fin=lue.fin,
            lieu=lue.lieu,
            places=lue.places,
            etat=lue.etat,
            etat_recrutement=lue.etat_recrutement,
            dispositif=lue.dispositif,
            annee_marche=lue.annee_marche,
            brique=lue.brique,
        )
        if session.etat is EtatFiche.PUBLIEE and avant is not EtatFiche.PUBLIEE:
            session.publiee_le, session.utilisable_des = self._maintenant, self._utilisable_des
        self._db.add(session)
        self._publiees.append((session, lue))
        if connue is None:
            compte_rendu.creees.append(lue.numero)
        elif session.etat is EtatFiche.ARCHIVEE and avant is not EtatFiche.ARCHIVEE:
            compte_rendu.archivees.append(lue.numero)
        else:
            (compte_rendu.modifiees if changee or renommee else compte_rendu.inchangees).append(lue.numero)

    def _raison_de_rejet(self, lue: SessionLue, connue: SessionFormation | None) -> str | None:
        if lue.numero in self._vues:
            return "ce numéro de session est déjà dans le fichier"
        if connue is not None and lue.etat is not connue.etat and lue.etat not in PASSAGES[connue.etat]:
            return f"la session est {LIBELLES[connue.etat]} : elle ne peut pas devenir {LIBELLES[lue.etat]}"
        if lue.numero_interne and self._internes.get(lue.numero_interne, lue.numero) != lue.numero:
            return f"le numéro interne {lue.numero_interne} est déjà celui d’une autre session"
        return None

    def _archiver_les_absentes(self, lue: FormationLue, rattachees: Iterable[SessionFormation]) -> None:
        """A file that tells a formation tells all its sessions: the ones it leaves out are no longer published."""
        for session in rattachees:
            absente = session.numero not in lue.citees and session.numero not in self._vues
            if absente and session.etat is not EtatFiche.ARCHIVEE:
                session.etat = EtatFiche.ARCHIVEE
                self.compte_rendu.archivees.append(session.numero)

    def _nouveau_numero_interne(self) -> str:
        """Seven digits that no session bears."""
        while (numero := f"{3_600_000 + numero_suivant(self._db, 'session-interne')}") in self._internes:
            continue
        return numero


def _changer(objet: Formation | SessionFormation, **valeurs: Any) -> bool:
    """Set what differs; whether anything did."""
    differentes = {nom: valeur for nom, valeur in valeurs.items() if getattr(objet, nom) != valeur}
    for nom, valeur in differentes.items():
        setattr(objet, nom, valeur)
    return bool(differentes)
