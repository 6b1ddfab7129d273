"""What a CARIF-OREF file does to the ways in which its sessions recruit.

The file opens, changes and withdraws what it opened itself. What the organisme has changed or deleted in KAIROS stays
as it left it; an appointment where someone is expected is never withdrawn. Each time, the summary says so.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, lazyload

from engine.kit.francais import compter
from engine.kit.notices import Notice
from engine.kit.refus import Refus
from engine.offre.lheo.ecriture import DE_KAIROS
from engine.offre.lheo.lecture import Rejet, SessionLue
from engine.offre.lheo.recrutement import ModaliteLue
from engine.offre.lheo.valeurs import IllisibleError
from engine.offre.models import SessionFormation
from engine.offre.statuts import EtatFiche
from engine.recrutement import courrier
from engine.recrutement.candidatures import candidatures_de_la_plage
from engine.recrutement.compte_rendu import CompteRenduModalites
from engine.recrutement.creneaux import exiger_sans_chevauchement
from engine.recrutement.modalites_carif import Voulue, apparier, etat_applique, vouloir
from engine.recrutement.models import ModaliteCarif, Rdv
from engine.recrutement.rdv import creneaux_du_groupe, rdv_concernes, rdv_individuels_a_venir, verrouiller_rdv
from engine.recrutement.refus import DateDejaPassee
from engine.recrutement.statuts import EtatRdv, Modalite

CHANGE_DANS_KAIROS = "modifié depuis dans KAIROS : la version de l’organisme est gardée"
Publiee = tuple[SessionFormation, SessionLue]
Nouvelle = tuple[SessionFormation, Voulue, ModaliteLue, ModaliteCarif | None]


class PublicationModalites:
    """One file being applied, at the instant `maintenant` (UTC), a batch of sessions after the other."""

    def __init__(self, db: Session, maintenant: datetime) -> None:
        self._db, self._maintenant = db, maintenant
        self._nouveaux: list[Nouvelle] = []
        self._concernees: Sequence[Publiee] = ()
        self._pris: dict[str, list[Rdv]] | None = None  # by SIRET, when someone is received, this batch included
        self.compte_rendu = CompteRenduModalites()
        self.notices: list[Notice] = []

    def appliquer(self, publiees: Sequence[Publiee]) -> None:
        """The sessions have their id already. A draft or an archived one opens and withdraws nothing."""
        concernees = [publiee for publiee in publiees if publiee[0].etat is EtatFiche.PUBLIEE]
        self._concernees, self._pris = concernees, None
        connues, rdvs = self._connues(concernees)
        for session, lue in concernees:
            if lue.modalites or connues[session.id]:
                self._appliquer_session(session, lue, connues[session.id], rdvs)
        self._ouvrir()
        self._db.flush()

    def _connues(self, publiees: Sequence[Publiee]) -> tuple[dict[int, list[ModaliteCarif]], dict[int, Rdv]]:
        ids = [session.id for session, _ in publiees]
        connues: dict[int, list[ModaliteCarif]] = defaultdict(list)
        requete = sa.select(ModaliteCarif).where(ModaliteCarif.session_id.in_(ids)).order_by(ModaliteCarif.id)
        for connue in self._db.scalars(requete):
            connues[connue.session_id].append(connue)
        vus = {connue.rdv_id for siennes in connues.values() for connue in siennes}
        vus |= {id for _, lue in publiees for une in lue.modalites if (id := _rdv_de_kairos(une))}
        # Nobody's registration is read unless something moves.
        choisis = sa.select(Rdv).options(lazyload(Rdv.inscriptions), lazyload(Rdv.session)).where(Rdv.id.in_(vus))
        return connues, {rdv.id: rdv for rdv in self._db.scalars(choisis)} if vus else {}

    def _appliquer_session(
        self, session: SessionFormation, lue: SessionLue, connues: list[ModaliteCarif], rdvs: dict[int, Rdv]
    ) -> None:
        de_kairos, du_carif = set(), []
        numeros = {connue.numero for connue in connues}  # those that another copy of KAIROS wrote, among them
        for modalite in _sans_repetition(lue.modalites):
            rdv = rdvs.get(_rdv_de_kairos(modalite) or 0)
            if rdv is not None and rdv.session_id == session.id and modalite.numero not in numeros:
                de_kairos.add(rdv.id)
                self._relire(session, rdv, modalite)
            else:
                du_carif.append(modalite)
        a_venir = {une.rdv_id for une in connues if self._a_venir(rdvs[une.rdv_id]) and not une.retiree}
        siennes = [une for une in connues if une.rdv_id not in de_kairos]
        paires, nouvelles, absentes = apparier(du_carif, siennes, a_venir)
        avant = len(self.compte_rendu.rejets)
        for connue, modalite in paires:
            self._actualiser(session, connue, rdvs[connue.rdv_id], modalite)
        for modalite in nouvelles:
            self._preparer(session, modalite, None)
        if lue.modalites_completes and len(self.compte_rendu.rejets) == avant:
            for connue in absentes:
                if connue.rdv_id in a_venir and rdvs[connue.rdv_id].etat is EtatRdv.OUVERT:
                    self._retirer(session, lue.ligne, connue, rdvs[connue.rdv_id])

    def _a_venir(self, rdv: Rdv) -> bool:
        return (rdv.fin if rdv.modalite is Modalite.CANDIDATURE else rdv.debut) > self._maintenant

    def _relire(self, session: SessionFormation, rdv: Rdv, lue: ModaliteLue) -> None:
        """What KAIROS itself wrote comes back: it changes nothing, and another version is too old."""
        if rdv.etat is EtatRdv.OUVERT and self._a_venir(rdv):
            try:
                voulue = vouloir(lue, session, self._maintenant)
            except (Refus, IllisibleError):
                voulue = None
            if voulue is not None and not _est_le_meme(voulue, rdv):
                self._rejeter(session, lue.ligne, f"{rdv.libelle} : {CHANGE_DANS_KAIROS}")
                return
        self.compte_rendu.inchangees += 1

    def _preparer(self, session: SessionFormation, lue: ModaliteLue, connue: ModaliteCarif | None) -> None:
        voulue = self._vouloir(session, lue)
        if voulue is None:
            return
        self._nouveaux.append((session, voulue, lue, connue))
        if voulue.creneaux:
            self._rdv_du_siret(session.siret).append(Rdv(**_valeurs(voulue)))

    def _vouloir(self, session: SessionFormation, lue: ModaliteLue, sauf: Sequence[Rdv] = ()) -> Voulue | None:
        """None when it cannot be, which the summary then says. `sauf`: appointments that it replaces."""
        try:
            voulue = vouloir(lue, session, self._maintenant)
            self._exiger_libre(session, voulue, sauf)
        except DateDejaPassee:
            self.compte_rendu.passees += 1
            return None
        except (Refus, IllisibleError) as raison:
            self._rejeter(session, lue.ligne, str(raison))
            return None
        return voulue

    def _exiger_libre(self, session: SessionFormation, voulue: Voulue, sauf: Sequence[Rdv]) -> None:
        if not voulue.creneaux:
            return
        remplaces = {rdv.id for rdv in sauf}
        autres = [un for un in self._rdv_du_siret(session.siret) if un.id is None or un.id not in remplaces]
        exiger_sans_chevauchement(voulue.creneaux, voulue.lieu, autres)

    def _rdv_du_siret(self, siret: str) -> list[Rdv]:
        """The individual appointments to come of an organisme; read once for all those of the batch."""
        if self._pris is None:
            recoivent = {
                session.siret
                for session, lue in self._concernees
                if any(une.modalite is Modalite.GROUPE_RV for une in lue.modalites)
            }
            self._pris = rdv_individuels_a_venir(self._db, recoivent, self._maintenant)
        return self._pris[siret]

    def _actualiser(self, session: SessionFormation, connue: ModaliteCarif, rdv: Rdv, lue: ModaliteLue) -> None:
        contenu = lue.contenu()
        if connue.retiree or (contenu != connue.contenu and rdv.etat is EtatRdv.OUVERT and not self._a_venir(rdv)):
            self._preparer(session, lue, connue)
            return
        if contenu == connue.contenu or rdv.etat is EtatRdv.SUPPRIME:
            connue.contenu, connue.numero = contenu, lue.numero or connue.numero
            self.compte_rendu.inchangees += 1
            return
        rdv = verrouiller_rdv(self._db, rdv.id)
        if etat_applique(rdv) != connue.applique:
            connue.contenu = contenu
            self._rejeter(session, lue.ligne, f"{rdv.libelle} : {CHANGE_DANS_KAIROS}")
            return
        creneaux = creneaux_du_groupe(self._db, rdv) if rdv.modalite is Modalite.GROUPE_RV else []
        voulue = self._vouloir(session, lue, creneaux)
        if voulue is None or not self._changer(session, rdv, voulue, creneaux, lue.ligne):
            return
        connue.contenu, connue.applique, connue.numero = contenu, etat_applique(rdv), lue.numero or connue.numero
        self.compte_rendu.modifiees.append(_designer(session, rdv))

    def _changer(
        self, session: SessionFormation, rdv: Rdv, voulue: Voulue, creneaux: Sequence[Rdv], ligne: int
    ) -> bool:
        """Whether it could be: those registered are told, and have the last word on places and on a group."""
        attendus = [inscription for un in (rdv, *creneaux) for inscription in un.en_cours]
        trop = len(attendus) > voulue.places if rdv.modalite is Modalite.RIC else bool(creneaux and attendus)
        if trop:
            nombre = compter(len(attendus), "personne y est inscrite", "personnes y sont inscrites")
            self._rejeter(session, ligne, f"{rdv.libelle} : {nombre}, il reste tel quel")
            return False
        avant = rdv.libelle
        for nom, valeur in _valeurs(voulue).items():
            setattr(rdv, nom, valeur)
        for creneau in creneaux:
            creneau.etat = EtatRdv.SUPPRIME
        self._inserer(_creneaux(rdv.session_id, rdv.id, voulue))
        if rdv.libelle != avant:
            self.notices += [courrier.rdv_modifie(rdv, inscription.demandeur, avant) for inscription in attendus]
        return True

    def _retirer(self, session: SessionFormation, ligne: int, connue: ModaliteCarif, rdv: Rdv) -> None:
        rdv = verrouiller_rdv(self._db, rdv.id)
        concernes = rdv_concernes(self._db, rdv)
        attendus = sum(len(un.en_cours) for un in concernes) + len(candidatures_de_la_plage(self._db, rdv))
        if attendus or etat_applique(rdv) != connue.applique:
            nombre = compter(attendus, "personne y est attendue", "personnes y sont attendues")
            raison = f"{nombre}, il est gardé" if attendus else CHANGE_DANS_KAIROS
            self._rejeter(session, ligne, f"{rdv.libelle} n’est plus dans le fichier : {raison}")
            return
        for un in {un.id: un for un in (rdv, *concernes)}.values():
            un.etat = EtatRdv.SUPPRIME
        connue.retiree = True
        self.compte_rendu.retirees.append(_designer(session, rdv))

    def _ouvrir(self) -> None:
        """Insert what the batch opens, all at once."""
        if not self._nouveaux:
            return
        valeurs = [{"session_id": session.id, **_valeurs(voulue)} for session, voulue, _, _ in self._nouveaux]
        ids = self._db.scalars(sa.insert(Rdv).returning(Rdv.id, sort_by_parameter_order=True), valeurs).all()
        creneaux: list[dict[str, Any]] = []
        for (session, voulue, lue, connue), id in zip(self._nouveaux, ids, strict=True):
            creneaux += _creneaux(session.id, id, voulue)
            connue = connue or ModaliteCarif(session_id=session.id)
            connue.rdv_id, connue.numero, connue.retiree = id, lue.numero or connue.numero, False
            connue.contenu, connue.applique = lue.contenu(), etat_applique(voulue)
            self._db.add(connue)
            self.compte_rendu.creees.append((session.numero, id, voulue.modalite.value))
        self._inserer(creneaux)
        self._nouveaux = []

    def _inserer(self, creneaux: list[dict[str, Any]]) -> None:
        if creneaux:
            self._db.execute(sa.insert(Rdv), creneaux)

    def _rejeter(self, session: SessionFormation, ligne: int, raison: str) -> None:
        self.compte_rendu.rejets.append(Rejet(ligne, session.numero, raison))


def _valeurs(voulue: Voulue) -> dict[str, Any]:
    noms = ("modalite", "debut", "fin", "lieu", "places", "commentaire")
    return {nom: getattr(voulue, nom) for nom in noms} | {"etat": EtatRdv.OUVERT}


def _creneaux(session_id: int, groupe_id: int, voulue: Voulue) -> list[dict[str, Any]]:
    """The rows of the appointments of a group, one person each."""
    commun = {"session_id": session_id, "groupe_id": groupe_id, "lieu": voulue.lieu, "places": 1}
    etat = {"modalite": Modalite.RV_INDIVIDUEL, "etat": EtatRdv.OUVERT}
    return [commun | etat | {"debut": debut, "fin": fin} for debut, fin in voulue.creneaux]


def _est_le_meme(voulue: Voulue, rdv: Rdv) -> bool:
    if rdv.modalite is Modalite.CANDIDATURE:
        return (voulue.debut, voulue.fin) == (rdv.debut, rdv.fin)
    if rdv.modalite is Modalite.RIC and voulue.places != rdv.places:
        return False
    return (voulue.debut, voulue.lieu) == (rdv.debut, rdv.lieu)


def _designer(session: SessionFormation, rdv: Rdv) -> tuple[str, int, str]:
    return session.numero, rdv.id, rdv.modalite.value


def _rdv_de_kairos(lue: ModaliteLue) -> int | None:
    trouve = re.fullmatch(rf"{DE_KAIROS}([0-9]{{1,9}})", lue.numero or "")
    return int(trouve[1]) if trouve else None


def _sans_repetition(lues: Sequence[ModaliteLue]) -> list[ModaliteLue]:
    """Said twice in the same words, it is one."""
    uniques: dict[tuple[Any, ...], ModaliteLue] = {}
    for lue in lues:
        uniques.setdefault((lue.numero, *lue.contenu().values()), lue)
    return list(uniques.values())
