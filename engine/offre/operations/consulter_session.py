"""consulter-session: the synthesis of one session."""

from pydantic import Field

from engine.kit.acteurs import Role
from engine.kit.donnees import SessionNumero
from engine.kit.operations import Commande, Contexte, Lecture, operation
from engine.offre.sessions import synthese, trouver_session


class ConsulterSession(Commande):
    session: SessionNumero = Field(title="Session")


@operation("consulter-session", roles={Role.GESTIONNAIRE, Role.HOTLINE}, ecrit=False)
def consulter_session(commande: ConsulterSession, ctx: Contexte) -> Lecture:
    session = trouver_session(ctx.db, commande.session, ctx.acteur)
    etat = synthese(session)
    lignes = [
        f"{session.formation.intitule}, {session.lieu}",
        f"Numéros\u00a0: {session.numero} (CARIF-OREF), {session.numero_interne} (KAIROS)",
        f"Dates\u00a0: {session.periode}",
        f"État\u00a0: {etat['libelle_etat']}, {etat['libelle_recrutement']}",
    ]
    if session.places is not None:
        lignes.append(f"Places\u00a0: {session.places}")
    return Lecture("\n".join(lignes), resultat=etat)
