"""What the export of KAIROS does to the organismes, their convention and their RGC.

No account is opened and no letter leaves: an organisme under a convention in force is an adhésion that is active
already, whose RGC `inviter-rgc` invites. What lives here has the last word: an adhésion in progress follows its course,
and the rights of an RGC who has an account only move through changer-rgc.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.adhesion_comptes.export_kairos import Ecart, LigneLue
from engine.adhesion_comptes.models import Adhesion, Convention, Organisme, Utilisateur
from engine.adhesion_comptes.operations.demander_adhesion import nouvelle_reference
from engine.adhesion_comptes.statuts import StatutAdhesion
from engine.kit.acteurs import Role
from engine.kit.clock import a_paris

LOT = 500  # lines applied at once
S = StatutAdhesion


@dataclass
class CompteRendu:
    """The SIRET of the organismes by what became of them; what was left out of a line, or the whole line, and why."""

    crees: list[str] = field(default_factory=list)
    modifies: list[str] = field(default_factory=list)
    inchanges: int = 0
    rejets: list[Ecart] = field(default_factory=list)
    remarques: list[Ecart] = field(default_factory=list)

    def nombres(self) -> dict[str, int]:
        return {
            "crees": len(self.crees),
            "modifies": len(self.modifies),
            "inchanges": self.inchanges,
            "rejetes": len(self.rejets),
            "remarques": len(self.remarques),
        }

    def detail(self, maximum: int) -> dict[str, Any]:
        """The first of each kind."""
        return {
            "crees": self.crees[:maximum],
            "modifies": self.modifies[:maximum],
            "rejetes": [ecart.as_dict() for ecart in self.rejets[:maximum]],
            "remarques": [ecart.as_dict() for ecart in self.remarques[:maximum]],
        }


class Reprise:
    """One file being applied, at the instant `maintenant` (UTC)."""

    def __init__(self, db: Session, maintenant: datetime) -> None:
        self._db, self._maintenant = db, maintenant
        self._aujourdhui = a_paris(maintenant).date()
        self._vues: set[tuple[str, str | None]] = set()
        self.compte_rendu = CompteRendu()

    def appliquer(self, lignes: Iterable[LigneLue | Ecart]) -> CompteRendu:
        """Apply what was read; memory stays bounded whatever the length of the file."""
        lot: list[LigneLue] = []
        for ligne in lignes:
            if isinstance(ligne, Ecart):
                self.compte_rendu.rejets.append(ligne)
            elif (ligne.siret, ligne.convention) in self._vues:
                raison = "cet organisme et cette convention sont déjà dans le fichier"
                self._ecarter(self.compte_rendu.rejets, ligne, raison)
            else:
                self._vues.add((ligne.siret, ligne.convention))
                lot.append(ligne)
            if len(lot) == LOT:
                self._appliquer_lot(lot)
                lot = []
        self._appliquer_lot(lot)
        return self.compte_rendu

    def _appliquer_lot(self, lot: Sequence[LigneLue]) -> None:
        sirets = sorted({ligne.siret for ligne in lot})
        if not sirets:
            return
        noms = {ligne.siret: ligne.raison_sociale for ligne in lot}
        deja = set(self._db.scalars(sa.select(Organisme.siret).where(Organisme.siret.in_(sirets))))
        nouveaux = [{"siret": siret, "nom": noms[siret]} for siret in sirets if siret not in deja]
        if nouveaux:
            creer = "INSERT INTO organisme (siret, raison_sociale) VALUES (:siret, :nom) ON CONFLICT (siret) DO NOTHING"
            self._db.execute(sa.text(creer), nouveaux)
        organismes = {un.siret: un for un in self._db.scalars(self._siens(Organisme, sirets).with_for_update())}
        conventions = {(une.siret, une.numero): une for une in self._db.scalars(self._siens(Convention, sirets))}
        en_cours = self._siens(Adhesion, sirets).where(Adhesion.statut.not_in((S.REFUSEE, S.ANNULEE)))
        adhesions = {une.siret: une for une in self._db.scalars(en_cours)}
        rgc = self._siens(Utilisateur, sirets).where(Utilisateur.role == Role.RGC.value, Utilisateur.actif)
        comptes = {compte.siret: compte for compte in self._db.scalars(rgc)}
        a_creer = {nouveau["siret"] for nouveau in nouveaux}
        for ligne in lot:
            changee = self._mettre_a_jour(ligne, organismes[ligne.siret], conventions)
            if ligne.convention and ligne.debut and self._en_vigueur(ligne):
                changee |= self._tenir_l_adhesion(ligne, adhesions, comptes.get(ligne.siret))
            for remarque in ligne.remarques:
                self._ecarter(self.compte_rendu.remarques, ligne, remarque)
            if ligne.siret in a_creer:
                a_creer.remove(ligne.siret)
                self.compte_rendu.crees.append(ligne.siret)
            elif changee:
                self.compte_rendu.modifies.append(ligne.siret)
            else:
                self.compte_rendu.inchanges += 1
        self._db.flush()
        self._db.expunge_all()

    def _siens(self, table: Any, sirets: list[str]) -> sa.Select[Any]:
        return sa.select(table).where(table.siret.in_(sirets))

    def _en_vigueur(self, ligne: LigneLue) -> bool:
        commencee = ligne.debut is not None and ligne.debut <= self._aujourdhui
        return commencee and (ligne.fin is None or self._aujourdhui <= ligne.fin)

    def _mettre_a_jour(
        self, ligne: LigneLue, organisme: Organisme, conventions: dict[tuple[str, str], Convention]
    ) -> bool:
        changee = _changer(organisme, raison_sociale=ligne.raison_sociale, region=ligne.region or organisme.region)
        if ligne.convention is None:
            return changee
        cle = (ligne.siret, ligne.convention)
        if cle not in conventions:
            conventions[cle] = Convention(siret=ligne.siret, numero=ligne.convention)
            self._db.add(conventions[cle])
        dits = {"debut": ligne.debut, "fin": ligne.fin, "assedic": ligne.assedic, "telephone_rgc": ligne.telephone}
        return _changer(conventions[cle], **dits) or changee

    def _tenir_l_adhesion(self, ligne: LigneLue, adhesions: dict[str, Adhesion], compte: Utilisateur | None) -> bool:
        """Whether the adhésion or its RGC changed; what cannot be is said."""
        adhesion = adhesions.get(ligne.siret)
        if ligne.rgc_courriel is None:
            if adhesion is None:
                self._remarquer(ligne, "sans courriel du RGC, le compte KAIROS de l’organisme n’est pas repris")
            return False
        if adhesion is None:
            adhesions[ligne.siret] = Adhesion(
                siret=ligne.siret,
                reference=nouvelle_reference(),
                rgc_nom=ligne.rgc_nom or ligne.rgc_courriel,
                rgc_courriel=ligne.rgc_courriel,
                statut=S.ACTIVE,
                deposee_le=self._maintenant,
            )
            self._db.add(adhesions[ligne.siret])
            return True
        if adhesion.statut is not S.ACTIVE:
            self._remarquer(ligne, f"l’adhésion est au statut « {adhesion.statut.libelle} » : elle suit son cours")
            return False
        nom = ligne.rgc_nom or adhesion.rgc_nom
        if compte is not None and ligne.rgc_courriel != adhesion.rgc_courriel:
            self._remarquer(ligne, "le RGC connu a un compte : son remplacement se signale par un changement de RGC")
            return False
        return _changer(adhesion, rgc_nom=nom, rgc_courriel=ligne.rgc_courriel)

    def _remarquer(self, ligne: LigneLue, raison: str) -> None:
        self._ecarter(self.compte_rendu.remarques, ligne, raison)

    def _ecarter(self, ecarts: list[Ecart], ligne: LigneLue, raison: str) -> None:
        ecarts.append(Ecart(ligne.ligne, ligne.siret, raison))


def _changer(objet: Organisme | Convention | Adhesion, **valeurs: Any) -> bool:
    """Set what differs; whether anything did."""
    differentes = {nom: valeur for nom, valeur in valeurs.items() if getattr(objet, nom) != valeur}
    for nom, valeur in differentes.items():
        setattr(objet, nom, valeur)
    return bool(differentes)
