"""consulter-inscrits: who is registered on an appointment or a session, in the three lists of KAIROS."""

from typing import Any

from pydantic import Field
from sqlalchemy.orm import lazyload

from engine.kit.acteurs import Role
from engine.kit.donnees import Rdv, SessionNumero, choix_parmi
from engine.kit.francais import compter
from engine.kit.operations import Choix, Commande, Contexte, Demande, Lecture, libelle, operation, propositions
from engine.kit.refus import DonneeManquante, Suite
from engine.offre.models import SessionFormation
from engine.offre.sessions import trouver_session
from engine.recrutement.choix import situer
from engine.recrutement.demandeurs import designer_ensemble
from engine.recrutement.models import InscriptionRdv
from engine.recrutement.models import Rdv as RdvRow
from engine.recrutement.rdv import rdv_de_la_session, rdv_visibles, trouver_modalite
from engine.recrutement.statuts import RENDEZ_VOUS, EtatRdv, StatutPresence
from engine.recrutement.vues import LIBELLES_VUE, Vue, liste, statut


class ConsulterInscrits(Commande):
    session: SessionNumero | None = Field(None, title="Session")  # first: its appointments are proposed
    rdv: Rdv | None = Field(None, title="Rendez-vous")
    vue: choix_parmi({vue.value: libelle for vue, libelle in LIBELLES_VUE.items()}) | None = Field(  # type: ignore[valid-type]
        None, title="Liste"
    )


@propositions("rdv", operation="consulter-inscrits")
def rdv_a_consulter(demande: Demande) -> list[Choix]:
    """The appointments, of the session said or of the organisme, that have people on them, the nearest to now first."""
    ctx, numero = demande.ctx, demande.donnees.get("session")
    if ctx.acteur.siret is None and numero is None:
        return []
    choisis = rdv_visibles(ctx.acteur).where(RdvRow.etat == EtatRdv.OUVERT, RdvRow.inscriptions.any())
    if numero is not None:
        choisis = choisis.where(RdvRow.session_id == trouver_session(ctx.db, str(numero), ctx.acteur).id)
    sans_les_inscrits = choisis.options(lazyload(RdvRow.inscriptions))
    trouves = list(ctx.db.scalars(sans_les_inscrits.order_by(RdvRow.debut, RdvRow.id)))
    return situer(sorted(trouves, key=lambda rdv: abs(rdv.debut - ctx.maintenant)), ctx.maintenant)


@libelle("rdv", operation="consulter-inscrits")
def libelle_rdv_a_consulter(valeur: int, demande: Demande) -> str:
    return trouver_modalite(demande.ctx.db, valeur, demande.ctx.acteur).libelle_complet


@operation("consulter-inscrits", roles={Role.GESTIONNAIRE, Role.HOTLINE}, ecrit=False)
def consulter_inscrits(commande: ConsulterInscrits, ctx: Contexte) -> Lecture:
    vue = Vue(commande.vue or Vue.INSCRITS)
    if commande.rdv is None and commande.session is None:
        raise DonneeManquante(titre="le rendez-vous ou la session").sur("rdv")
    if commande.rdv is not None:
        choisi = trouver_modalite(ctx.db, commande.rdv, ctx.acteur)
        titre, session = choisi.libelle, choisi.session
        rdv = [choisi]
        if choisi.modalite not in RENDEZ_VOUS:
            rdv = [un for un in rdv_de_la_session(ctx.db, session) if un.groupe_id == choisi.id]
    else:
        session = trouver_session(ctx.db, str(commande.session), ctx.acteur)
        rdv = rdv_de_la_session(ctx.db, session)
        titre = f"Session {session.libelle}"
    inscriptions = liste(rdv, vue)
    return Lecture(
        _dire(titre, vue, inscriptions, plusieurs=len(rdv) > 1),
        resultat={
            "vue": vue.value,
            "session": session.numero,
            "inscrits": [_en_lecture(une) for une in inscriptions],
            "telechargements": _telechargements(rdv),
        },
        suite=_suite(ctx, rdv, session),
    )


def _dire(titre: str, vue: Vue, inscriptions: list[InscriptionRdv], *, plusieurs: bool) -> str:
    if not inscriptions:
        return f"{titre}\u00a0: personne dans la liste «\u00a0{LIBELLES_VUE[vue]}\u00a0»."
    noms = designer_ensemble(une.demandeur for une in inscriptions)
    attendus = sum(une.presence is not StatutPresence.ANNULE for une in inscriptions)
    textes = [f"{titre}\u00a0: {compter(attendus, 'personne')} dans la liste «\u00a0{LIBELLES_VUE[vue]}\u00a0»."]
    rdv: int | None = None
    for une in inscriptions:
        if plusieurs and une.rdv_id != rdv:
            rdv = une.rdv_id
            textes.append(f"{une.rdv.libelle}\u00a0:")
        qui = ", ".join(filter(None, (noms[une.demandeur_id], une.prescripteur)))
        textes.append(f"- {qui}\u00a0: {statut(une)}")
    return "\n".join(textes)


def _en_lecture(inscription: InscriptionRdv) -> dict[str, Any]:
    demandeur = inscription.demandeur
    return {
        "rdv": inscription.rdv_id,
        "personne": demandeur.id,
        "identifiant": demandeur.identifiant,
        "nom": demandeur.nom,
        "prenom": demandeur.prenom,
        "presence": inscription.presence.value,
        "resultat": inscription.resultat.value,
        "libelle": statut(inscription),
        "prescripteur": inscription.prescripteur,
    }


def _telechargements(rdv: list[RdvRow]) -> list[dict[str, str | int]]:
    return [
        {"rdv": un.id} | {forme: f"/api/v1/rdv/{un.id}/inscrits.{forme}" for forme in ("csv", "xlsx")} for un in rdv
    ]


def _suite(ctx: Contexte, rdv: list[RdvRow], session: SessionFormation) -> tuple[Suite, ...]:
    """What the lists call for: presences, then results, then more people."""
    if ctx.acteur.role is Role.HOTLINE:
        return ()
    passes = [un for un in rdv if un.debut <= ctx.maintenant]
    suites = []
    for vue, titre, suivante in (
        (Vue.PRESENCES, "Saisir les présences", "saisir-presences"),
        (Vue.RESULTATS, "Saisir les résultats", "saisir-resultats"),
    ):
        if attendus := liste(passes, vue):
            suites.append(Suite(titre, operation=suivante, donnees={"rdv": attendus[0].rdv_id}))
    a_venir = [un for un in rdv if un.debut > ctx.maintenant and un.restantes > 0]
    if a_venir:
        suites.append(Suite("Inscrire un candidat", operation="inscrire-candidat", donnees={"rdv": a_venir[0].id}))
    return tuple(suites)
