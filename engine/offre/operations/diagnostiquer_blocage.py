"""diagnostiquer-blocage: why an act is impossible, from the real state first, from the general answer otherwise."""

from typing import Any

from pydantic import Field

from engine.kit.acteurs import Role
from engine.kit.donnees import Demandeur, SessionNumero, choix_parmi
from engine.kit.identifiers import FormeSession, lire_session
from engine.kit.operations import Commande, Contexte, Demande, Lecture, Valeur, libelle, operation
from engine.kit.refus import Refus, Suite
from engine.offre.diagnostic import (
    blocage_de_la_session,
    blocage_du_candidat,
    blocage_du_compte,
    blocages_de_l_organisme,
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
}
GENERAL = (
    "En général, une saisie est impossible quand l’action n’est pas encore saisie au CARIF-OREF, "
    "ou pas encore référencée\u00a0: il faut au moins un jour de traitement après sa publication."
)


class DiagnostiquerBlocage(Commande):
    session: SessionNumero | None = Field(None, title="Session")
    candidat: Demandeur | None = Field(None, title="Candidat")
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


@operation("diagnostiquer-blocage", roles={Role.GESTIONNAIRE, Role.HOTLINE}, ecrit=False)
def diagnostiquer_blocage(commande: DiagnostiquerBlocage, ctx: Contexte) -> Lecture:
    session = chercher_session(ctx.db, commande.session, ctx.acteur) if commande.session else None
    causes = _causes(commande, session, ctx)
    if causes:
        return _blocage(causes, commande)
    ou = f"la session {session.libelle}" if session else "vos sessions"
    acte = commande.acte or "creer-ric"
    donnees = {"session": session.numero} if session and acte == "creer-ric" else {}
    return Lecture(
        f"Rien ne bloque {ou}\u00a0: vous pouvez {ACTES[acte]}.\n{GENERAL}",
        resultat={"cause": "rien-ne-bloque", "source": BONNES_PRATIQUES, "session": session and session.numero},
        suite=(
            Suite(ACTES[acte].capitalize(), operation=acte, donnees=donnees),
            Suite("Les causes habituelles", article="pourquoi-pas-info-coll"),
        ),
    )


def _causes(commande: DiagnostiquerBlocage, session: SessionFormation | None, ctx: Contexte) -> list[Refus]:
    compte = blocage_du_compte(ctx)
    if compte:
        return [compte]
    if commande.session and session is None:
        return [SessionInconnue(numero=commande.session)]
    if commande.candidat:
        siennes = inscriptions_visibles(ctx.db, ctx.acteur, commande.candidat, session)
        cause = blocage_du_candidat(siennes, designer(ctx.db, commande.candidat, ctx.acteur), commande.acte)
        if cause:
            return [cause]
    if session:
        cause = blocage_de_la_session(ctx, session, commande.acte)
        return [cause] if cause else []
    return [] if commande.candidat else blocages_de_l_organisme(ctx)


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
