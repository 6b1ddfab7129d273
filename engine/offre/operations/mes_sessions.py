"""mes-sessions: the organisme's sessions that are neither archived nor over, and what may be done with each."""

from pydantic import Field

from engine.kit.acteurs import Role
from engine.kit.clock import a_paris
from engine.kit.donnees import Siret
from engine.kit.francais import compter
from engine.kit.operations import Commande, Contexte, Lecture, operation
from engine.kit.refus import DonneeManquante, Suite
from engine.offre.regles import raison_de_ne_pas_recruter
from engine.offre.sessions import sessions_en_vie, synthese


class MesSessions(Commande):
    siret: Siret | None = Field(None, title="SIRET")


@operation("mes-sessions", roles={Role.GESTIONNAIRE, Role.HOTLINE}, ecrit=False)
def mes_sessions(commande: MesSessions, ctx: Contexte) -> Lecture:
    jour = a_paris(ctx.maintenant).date()
    siret = commande.siret if ctx.acteur.role is Role.HOTLINE else ctx.acteur.siret
    if siret is None:
        raise DonneeManquante(titre="le SIRET de l’organisme").sur("siret")
    sessions = sessions_en_vie(ctx.db, siret, jour)
    if not sessions:
        return Lecture(
            "Votre organisme n’a aucune session en cours ou à venir dans KAIROS.",
            resultat={"sessions": []},
            suite=(Suite("Comprendre pourquoi", operation="diagnostiquer-blocage"),),
        )
    lignes = [f"Votre organisme a {compter(len(sessions), 'session')} en cours ou à venir\u00a0:"]
    for session in sessions:
        refus = raison_de_ne_pas_recruter(session, ctx.maintenant, jour.year)
        lignes.append(f"- {session.libelle}, {session.periode}" + (f". {refus}" if refus else ""))
    return Lecture("\n".join(lignes), resultat={"sessions": [synthese(session) for session in sessions]})
