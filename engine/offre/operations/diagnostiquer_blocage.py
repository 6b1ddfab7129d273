"""diagnostiquer-blocage: why an act is impossible, from the real state first, from the general answer otherwise."""

from typing import Any

from pydantic import Field

from engine.inscription_entree.inscriptions import inscriptions_du_candidat
from engine.kit.acteurs import Role
from engine.kit.donnees import Demandeur, SessionNumero, choix_parmi
from engine.kit.identifiers import FormeSession, lire_session
from engine.kit.operations import (
    OPERATIONS,
    Choix,
    Commande,
    Contexte,
    Demande,
    Lecture,
    Valeur,
    libelle,
    operation,
    propositions,
)
from engine.kit.refus import Refus, Suite
from engine.offre.choix import en_choix, sessions_proposees
from engine.offre.diagnostic import (
    blocage_de_la_session,
    blocage_du_candidat,
    blocage_du_compte,
    blocages_de_l_organisme,
)
from engine.offre.diagnostic_parcours import (
    DU_PARCOURS,
    blocage_de_la_qualite,
    blocage_des_droits,
    blocage_du_parcours,
    blocage_du_suivi,
)
from engine.offre.models import SessionFormation
from engine.offre.refus import BONNES_PRATIQUES, NumeroAmbigu, SessionInconnue
from engine.offre.sessions import chercher_session
from engine.recrutement.demandeurs import designer
from engine.recrutement.rdv import inscriptions_visibles

ACTES = {
    "creer-ric": "saisir une réunion d’information collective",
    "inscrire-candidat": "inscrire un candidat",
    "saisir-presences": "saisir les présences",
    "saisir-resultats": "saisir les résultats",
    "transferer-candidat": "transférer un candidat",
    "creer-rv": "ouvrir des rendez-vous individuels",
    "ouvrir-candidature": "ouvrir une plage de candidatures",
    "saisir-entrees": "saisir les entrées en formation",
    "obtenir-attestation": "obtenir une AES",
    "saisir-absence": "saisir une absence",
    "saisir-assiduite-mois": "déclarer l’assiduité du mois",
    "saisir-bilan": "saisir le bilan",
    "creer-devis": "faire un devis AIF",
    "habiliter-collaborateur": "donner un accès à un collaborateur",
    "declarer-referencement-qualite": "déclarer le référencement qualité",
}
DU_COMPTE = {"habiliter-collaborateur", "declarer-referencement-qualite"}
GENERAL = (
    "En général, une saisie est impossible quand l’action n’est pas encore saisie au CARIF-OREF, "
    "ou pas encore référencée\u00a0: il faut au moins un jour de traitement après sa publication."
)


class DiagnostiquerBlocage(Commande):
    candidat: Demandeur | None = Field(None, title="Candidat")  # first: it says which sessions may be meant
    session: SessionNumero | None = Field(None, title="Session")
    acte: choix_parmi(ACTES) | None = Field(None, title="Acte")  # type: ignore[valid-type]


@libelle("session", operation="diagnostiquer-blocage")
def libelle_session_a_diagnostiquer(valeur: Any, demande: Demande) -> Valeur:
    """An unknown session is an answer here, not an error; seven digits that name none are asked about."""
    session = chercher_session(demande.ctx.db, valeur, demande.ctx.acteur)
    if session is not None:
        return Valeur(session.numero, session.libelle)
    forme, numero = lire_session(valeur)
    if forme is FormeSession.KAIROS:
        raise NumeroAmbigu(numero=numero)
    return Valeur(numero, numero)


@propositions("session", operation="diagnostiquer-blocage")
def sessions_a_diagnostiquer(demande: Demande) -> list[Choix]:
    """Where the person named is registered or enrolled, when there are several; without a name, the organisme's own."""
    ctx, candidat = demande.ctx, demande.donnees.get("candidat")
    if candidat is None:
        return sessions_proposees(demande)
    sessions = [
        *(une.session for une in inscriptions_du_candidat(ctx.db, ctx.acteur, candidat)),
        *(une.rdv.session for une in inscriptions_visibles(ctx.db, ctx.acteur, candidat, None)),
    ]
    distinctes = {session.id: session for session in sessions}
    return [en_choix(session) for session in distinctes.values()] if len(distinctes) > 1 else []


@operation("diagnostiquer-blocage", roles={Role.GESTIONNAIRE, Role.HOTLINE}, ecrit=False)
def diagnostiquer_blocage(commande: DiagnostiquerBlocage, ctx: Contexte) -> Lecture:
    session = chercher_session(ctx.db, commande.session, ctx.acteur) if commande.session else None
    causes = _causes(commande, session, ctx)
    if causes:
        return _blocage(causes, commande)
    ou = f"la session {session.libelle}" if session else "vos sessions"
    acte = commande.acte or "creer-ric"
    donnees = {"session": session.numero} if session and "session" in OPERATIONS[acte].champs else {}
    du_recrutement = acte not in DU_PARCOURS | DU_COMPTE
    return Lecture(
        f"Rien ne bloque {ou}\u00a0: vous pouvez {ACTES[acte]}." + (f"\n{GENERAL}" if du_recrutement else ""),
        resultat={"cause": "rien-ne-bloque", "source": BONNES_PRATIQUES, "session": session and session.numero},
        suite=(
            Suite(ACTES[acte][0].upper() + ACTES[acte][1:], operation=acte, donnees=donnees),
            *((Suite("Les causes habituelles", article="pourquoi-pas-info-coll"),) if du_recrutement else ()),
        ),
    )


def _causes(commande: DiagnostiquerBlocage, session: SessionFormation | None, ctx: Contexte) -> list[Refus]:
    acte = commande.acte
    general = blocage_du_compte(ctx) or blocage_des_droits(ctx, acte) or blocage_de_la_qualite(ctx, session, acte)
    if general:
        return [general]
    if commande.session and session is None:
        return [SessionInconnue(numero=commande.session)]
    if acte in DU_COMPTE:
        return []
    if commande.candidat and (cause := blocage_du_parcours(ctx, commande.candidat, session, acte)):
        return [cause]
    if acte in DU_PARCOURS:
        cause = blocage_du_suivi(ctx, session, acte) if session else None
        return [cause] if cause else []
    if commande.candidat:
        siennes = inscriptions_visibles(ctx.db, ctx.acteur, commande.candidat, session)
        cause = blocage_du_candidat(siennes, designer(ctx.db, commande.candidat, ctx.acteur), commande.acte)
        if cause:
            return [cause]
    if session:
        cause = blocage_de_la_session(ctx, session, commande.acte)
        return [cause] if cause else []
    return [] if commande.candidat or acte == "creer-devis" else blocages_de_l_organisme(ctx)


def _blocage(causes: list[Refus], commande: DiagnostiquerBlocage) -> Lecture:
    premiere = causes[0]
    suite = Suite(**premiere.as_dict()["suite"])
    a_bouton = bool(suite.operation or suite.article)  # its sentence then goes with its button
    dits = [f"{cause} {cause.as_dict()['suite']['titre']}" for cause in causes[:3]]
    return Lecture(
        "\n".join([str(premiere), *dits[1:]] if a_bouton else dits),
        resultat={
            "cause": premiere.code,
            "causes": [cause.as_dict() for cause in causes],
            "source": premiere.source,
            "session": commande.session,
        },
        suite=(suite,) if a_bouton else (),
    )
