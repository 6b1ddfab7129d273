"""saisir-interruption: a long break, planned for the whole session or effective for named people."""

from pydantic import Field

from engine.assiduite import courrier
from engine.assiduite.absences import exiger_mois_libres, interruptions_de_la_session
from engine.assiduite.models import Interruption, InterruptionPersonne
from engine.assiduite.parcours import aujourdhui, fin_au_plus
from engine.assiduite.refus import InterruptionDejaAnnulee
from engine.assiduite.regles import (
    duree,
    exiger_bon_sens,
    exiger_dans_la_session,
    exiger_dans_le_parcours,
    exiger_interruption_commencee,
    exiger_interruption_longue,
    exiger_pas_d_autre_interruption,
    exiger_present,
)
from engine.assiduite.statuts import LIBELLES_PORTEE, SUIVIS, PorteeInterruption
from engine.inscription_entree.inscriptions import inscriptions_de_la_session, verrouiller_session
from engine.inscription_entree.models import Inscription
from engine.inscription_entree.regles import est_tardive
from engine.kit.acteurs import Role
from engine.kit.donnees import DateCivile, Demandeurs, SessionNumero
from engine.kit.francais import compter, dire_periode, enumerer
from engine.kit.journal import JournalRow
from engine.kit.notices import Notice
from engine.kit.operations import Avertissement, Commande, Contexte, Effet, annulation, operation
from engine.kit.parametres import entier
from engine.kit.refus import Suite
from engine.offre.models import SessionFormation
from engine.offre.sessions import trouver_session
from engine.recrutement.demandeurs import designer_ensemble


class SaisirInterruption(Commande):
    session: SessionNumero = Field(title="Session")
    date_debut: DateCivile = Field(title="Premier jour sans formation")
    date_fin: DateCivile = Field(title="Dernier jour sans formation")
    candidats: Demandeurs = Field((), title="Stagiaires concernés")


@operation("saisir-interruption", roles={Role.GESTIONNAIRE}, annulable="oui, tant qu’aucun mois déclaré ne la contient")
def saisir_interruption(commande: SaisirInterruption, ctx: Contexte) -> Effet:
    debut, fin = commande.date_debut, commande.date_fin
    exiger_bon_sens(debut, fin)
    exiger_interruption_longue(debut, fin, entier("interruption_jours_min"))
    session = trouver_session(ctx.db, commande.session, ctx.acteur)
    verrouiller_session(ctx.db, session.id)
    exiger_dans_la_session(session, debut, fin, fin_au_plus(ctx.db, session))
    portee = PorteeInterruption.PERSONNES if commande.candidats else PorteeInterruption.SESSION
    concernes = _concernes(ctx, session, commande)
    exiger_mois_libres(ctx.db, concernes, debut, fin)
    deja = interruptions_de_la_session(ctx.db, session.id)
    if portee is PorteeInterruption.PERSONNES:
        deja = [autre for autre in deja if any(autre.concerne(une) for une in concernes)]
    exiger_pas_d_autre_interruption(debut, fin, deja)
    tardive = portee is PorteeInterruption.PERSONNES and est_tardive(
        debut, aujourdhui(ctx), entier("delai_declaration")
    )
    interruption = Interruption(
        session=session, portee=portee, debut=debut, fin=fin, saisie_le=ctx.maintenant, tardive=tardive
    )
    if portee is PorteeInterruption.PERSONNES:
        interruption.personnes = [InterruptionPersonne(inscription_id=une.id) for une in concernes]
    ctx.db.add(interruption)
    ctx.db.flush()
    noms = _noms(concernes)
    qui = f" pour {noms}" if commande.candidats else ""
    return Effet(
        "assiduite.interruption_saisie",
        objet=f"interruption:{interruption.id}",
        message=(
            f"L’interruption {interruption.libelle} ({compter(duree(debut, fin), 'jour')}) est enregistrée{qui}, "
            f"session {session.libelle}."
        ),
        apres={
            "interruption": interruption.id,
            "portee": portee.value,
            "debut": debut.isoformat(),
            "fin": fin.isoformat(),
            "inscriptions": [une.id for une in concernes],
            "tardive": tardive,
        },
        avertissements=_avertissements(tardive),
        suite=(Suite("Voir ce que j’ai à faire", "mes-echeances"),),
        resultat={"interruption": interruption.id, "portee": portee.value, "tardive": tardive},
        notices=tuple(notice for une in concernes for notice in _prevenir(une, interruption)),
        recap=(
            ("Session", session.libelle),
            ("Interruption", f"{dire_periode(debut, fin)}, {compter(duree(debut, fin), 'jour')}"),
            ("Portée", LIBELLES_PORTEE[portee]),
            ("Stagiaires concernés", noms or "personne pour l’instant"),
        ),
    )


def _concernes(ctx: Contexte, session: SessionFormation, commande: SaisirInterruption) -> list[Inscription]:
    """Those named, each still in training on those days; else everyone followed in the session on those days."""
    toutes = inscriptions_de_la_session(ctx.db, session.id)
    if not commande.candidats:
        return [
            une
            for une in toutes
            if une.statut in SUIVIS and (une.sortie_le is None or une.sortie_le >= commande.date_debut)
        ]
    exiger_interruption_commencee(commande.date_debut, aujourdhui(ctx))
    inscrits = {une.demandeur.identifiant: une for une in toutes}
    nommes = [inscrits[identifiant] for identifiant in commande.candidats]
    for inscription in nommes:
        exiger_present(inscription)
        exiger_dans_le_parcours(inscription, commande.date_debut, commande.date_fin)
    return nommes


def _noms(inscriptions: list[Inscription]) -> str:
    noms = designer_ensemble(une.demandeur for une in inscriptions)
    return enumerer([noms[une.demandeur_id] for une in inscriptions])


def _avertissements(tardive: bool) -> tuple[Avertissement, ...]:
    rappel = (
        "Vérifiez ces dates : elles changent la catégorie d’inscription et l’indemnisation des personnes concernées."
    )
    dits = [Avertissement("dates-d-interruption-exactes", rappel, "interruption-plus-15-jours")]
    if tardive:
        delai = compter(entier("delai_declaration"), "jour")
        phrase = f"Elle a commencé il y a plus de {delai} : la déclaration est enregistrée en retard."
        dits.append(Avertissement("declaration-tardive", phrase, "delai-declaration-trois-jours"))
    return tuple(dits)


def _prevenir(inscription: Inscription, interruption: Interruption) -> tuple[Notice, ...]:
    return courrier.aux_deux(
        "interruption",
        inscription,
        periode=interruption.libelle,
        tardive="oui" if interruption.tardive else "",
        delai=compter(entier("delai_declaration"), "jour"),
    )


@annulation("saisir-interruption")
def annuler_interruption(ligne: JournalRow, ctx: Contexte) -> Effet:
    """As if it had not been, while no declared month holds it; those told are told again."""
    interruption = ctx.db.get_one(Interruption, (ligne.apres or {})["interruption"])
    verrouiller_session(ctx.db, interruption.session_id)
    ctx.db.refresh(interruption)
    if interruption.annule_le is not None:
        raise InterruptionDejaAnnulee
    toutes = inscriptions_de_la_session(ctx.db, interruption.session_id)
    concernes = [une for une in toutes if interruption.concerne(une)]
    exiger_mois_libres(ctx.db, concernes, interruption.debut, interruption.fin)
    interruption.annule_le = ctx.maintenant
    prevenus = [une for une in toutes if une.id in (ligne.apres or {})["inscriptions"]]
    annonce = f"l’interruption {interruption.libelle} n’a pas lieu"
    return Effet(
        "assiduite.interruption_annulee",
        objet=ligne.objet,
        message=f"L’interruption {interruption.libelle} est annulée, session {interruption.session.libelle}.",
        avant=ligne.apres,
        apres={"interruption": interruption.id, "annulee": True},
        notices=tuple(notice for une in prevenus for notice in courrier.rectification(une, annonce)),
        siret=ligne.siret,
        annule=ligne.id,
        recap=(("Annuler l’interruption", interruption.libelle), ("Session", interruption.session.libelle)),
    )
