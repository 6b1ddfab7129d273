"""mes-sessions: the sessions neither archived nor over, each with its places, its open modalities and what is due."""

from collections import Counter, defaultdict

from pydantic import Field

from engine.inscription_entree.inscriptions import places_restantes_par_session
from engine.kit.a_faire import AFaire, Perimetre, recenser
from engine.kit.acteurs import Role
from engine.kit.clock import a_paris
from engine.kit.donnees import Periode, Plage, Siret
from engine.kit.francais import compter, enumerer
from engine.kit.operations import Commande, Contexte, Lecture, operation
from engine.kit.refus import DonneeManquante, Suite
from engine.offre.models import SessionFormation
from engine.offre.regles import raison_de_ne_pas_recruter
from engine.offre.sessions import sessions_en_vie, synthese
from engine.recrutement.lectures import modalites_en_lecture
from engine.recrutement.models import Rdv
from engine.recrutement.rdv import modalites_a_venir_par_session, sessions_de
from engine.recrutement.statuts import LIBELLES_MODALITE


class MesSessions(Commande):
    periode: Periode | None = Field(None, title="Période")
    siret: Siret | None = Field(None, title="SIRET")


@operation("mes-sessions", roles={Role.GESTIONNAIRE, Role.HOTLINE}, ecrit=False)
def mes_sessions(commande: MesSessions, ctx: Contexte) -> Lecture:
    siret = commande.siret if ctx.acteur.role is Role.HOTLINE else ctx.acteur.siret
    if siret is None:
        raise DonneeManquante(titre="le SIRET de l’organisme").sur("siret")
    sessions = sessions_en_vie(ctx.db, siret, a_paris(ctx.maintenant).date())
    if commande.periode is not None:
        sessions = [session for session in sessions if _pendant(session, commande.periode)]
    qui = "Cet organisme" if ctx.acteur.role is Role.HOTLINE else "Votre organisme"
    quand = str(commande.periode) if commande.periode else "en cours ou à venir"
    if not sessions:
        return Lecture(
            f"{qui} n’a aucune session {quand} dans KAIROS.",
            resultat={"sessions": []},
            suite=(Suite("Comprendre pourquoi", operation="diagnostiquer-blocage"),),
        )
    numeros = [session.id for session in sessions]
    ouvertes = modalites_a_venir_par_session(ctx.db, numeros, ctx.maintenant)
    dues = _dues_par_session(ctx, recenser(Perimetre(ctx.db, siret, ctx.maintenant)))
    restantes = places_restantes_par_session(ctx.db, sessions)
    toutes = [une for numero in numeros for une in ouvertes[numero]]
    lues = {lue["rdv"]: lue for lue in modalites_en_lecture(ctx.db, toutes)}
    lignes = [
        _ligne(ctx, session, restantes[session.id], ouvertes[session.id], dues[session.numero]) for session in sessions
    ]
    resultat = [
        synthese(session)
        | {
            "restantes": restantes[session.id],
            "modalites_ouvertes": [lues[une.id] for une in ouvertes[session.id]],
            "a_faire": [ligne.as_dict() for ligne in dues[session.numero]],
        }
        for session in sessions
    ]
    phrase = f"{qui} a {compter(len(sessions), 'session')} {quand}\u00a0:"
    return Lecture("\n".join([phrase, *lignes]), resultat={"sessions": resultat})


def _pendant(session: SessionFormation, periode: Plage) -> bool:
    """A day of the session, as far as its days are known, is in the period."""
    apres = session.debut is not None and session.debut > periode.fin
    avant = session.fin is not None and session.fin < periode.debut
    return not apres and not avant


def _dues_par_session(ctx: Contexte, a_faire: list[AFaire]) -> defaultdict[str, list[AFaire]]:
    """What is due by the number of the session of which it is said, itself or one of its appointments."""
    rdv = sessions_de(ctx.db, {ligne.suite.donnees["rdv"] for ligne in a_faire if "rdv" in ligne.suite.donnees})
    dues = defaultdict(list)
    for ligne in a_faire:
        donnees = ligne.suite.donnees
        numero = donnees.get("session") or rdv.get(donnees.get("rdv", 0))
        if numero is not None:
            dues[numero].append(ligne)
    return dues


def _ligne(
    ctx: Contexte, session: SessionFormation, restantes: int | None, ouvertes: list[Rdv], dues: list[AFaire]
) -> str:
    dits = [f"- {session.libelle}, {session.periode}"]
    if restantes is not None:
        dits.append(f"Places\u00a0: {max(restantes, 0)} sur {session.places}")
    refus = raison_de_ne_pas_recruter(session, ctx.maintenant, a_paris(ctx.maintenant).year)
    if refus:
        dits.append(str(refus).rstrip("."))
    else:
        sortes = Counter(LIBELLES_MODALITE[une.modalite] for une in ouvertes)
        dites = [f"{sorte} ({nombre})" for sorte, nombre in sortes.items()]
        dits.append(f"Ouvert\u00a0: {enumerer(dites)}" if dites else "Aucune modalité ouverte")
    if dues:
        dits.append(f"À faire\u00a0: {compter(len(dues), 'chose')}")
    return ". ".join(dits)
