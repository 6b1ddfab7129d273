"""People, sessions, months and absences as the conversation proposes and names them, and what is refused at once."""

from collections.abc import Iterable

from engine.assiduite.absences import absences_de
from engine.assiduite.bilans import bilans_dus
from engine.assiduite.models import Absence, MoisDeclare
from engine.assiduite.mois import mois_a_declarer
from engine.assiduite.parcours import aujourdhui, parcours_en_cours
from engine.assiduite.refus import AbsenceInconnue, AucuneAbsence, PersonneHorsDeLaSession
from engine.assiduite.regles import exiger_avenir, exiger_present, exiger_suivi
from engine.assiduite.statuts import SUIVIS
from engine.inscription_entree.inscriptions import (
    inscriptions_de_la_session,
    inscriptions_du_candidat,
    inscriptions_visibles,
)
from engine.inscription_entree.models import Inscription
from engine.inscription_entree.refus import CandidatPasDansLaSession, CandidatSansInscription
from engine.inscription_entree.statuts import AVANT_ENTREE, CADUCS, PRESENTS_EN_FORMATION
from engine.kit.francais import dire_mois, enumerer
from engine.kit.operations import Choix, Demande, Valeur, libelle, propositions
from engine.kit.parametres import parametre
from engine.offre.choix import en_choix
from engine.offre.models import SessionFormation
from engine.offre.sessions import trouver_session
from engine.recrutement.demandeurs import designer_ensemble

# Whom each operation is about: the statuses of the people it proposes.
CONCERNES = {
    "saisir-absence": PRESENTS_EN_FORMATION,
    "corriger-absence": SUIVIS,
    "saisir-abandon": PRESENTS_EN_FORMATION,
    "saisir-sortie": PRESENTS_EN_FORMATION,
    "modifier-fin-parcours": AVANT_ENTREE | PRESENTS_EN_FORMATION,
}
EXIGENCES = {
    "saisir-absence": exiger_suivi,
    "corriger-absence": exiger_suivi,
    "saisir-abandon": exiger_present,
    "saisir-sortie": exiger_present,
}


def personnes_en_choix(inscriptions: Iterable[Inscription], *, par_identifiant: bool) -> list[Choix]:
    """Each person once, with their training; the value is their identifiant, or their id."""
    par_personne = {une.demandeur_id: une for une in reversed(list(inscriptions))}
    noms = designer_ensemble(une.demandeur for une in par_personne.values())
    choix = []
    for id, inscription in reversed(par_personne.items()):
        demandeur = inscription.demandeur
        indices = {
            "nom": demandeur.nom,
            "prenom": demandeur.prenom,
            "identifiant": demandeur.identifiant,
            "session": inscription.session.numero,
        }
        choix.append(
            Choix(
                demandeur.identifiant if par_identifiant else id,
                f"{noms[id]}, {inscription.session.formation.intitule}, {inscription.libelle}",
                {cle: texte for cle, texte in indices.items() if texte},
            )
        )
    return choix


@propositions("demandeur", operation="saisir-absence")
@propositions("demandeur", operation="corriger-absence")
@propositions("demandeur", operation="saisir-abandon")
@propositions("demandeur", operation="saisir-sortie")
@propositions("demandeur", operation="modifier-fin-parcours")
def candidats_suivis(demande: Demande) -> list[Choix]:
    """The people that the operation is about: in training, with absences to correct, on an #Avenir path."""
    inscriptions = parcours_en_cours(demande.ctx, CONCERNES[demande.operation])
    if demande.operation == "corriger-absence":
        inscriptions = [une for une in inscriptions if absences_de(demande.ctx.db, une.id)]
    if demande.operation == "modifier-fin-parcours":
        inscriptions = [une for une in inscriptions if une.session.est_avenir]
    return personnes_en_choix(inscriptions, par_identifiant=True)


@libelle("demandeur", operation="saisir-absence")
@libelle("demandeur", operation="corriger-absence")
@libelle("demandeur", operation="saisir-abandon")
@libelle("demandeur", operation="saisir-sortie")
@libelle("demandeur", operation="modifier-fin-parcours")
def libelle_candidat(valeur: str, demande: Demande) -> str:
    """The name of someone enrolled here; refused at once when their only enrolment cannot be the one meant."""
    siennes = inscriptions_du_candidat(demande.ctx.db, demande.ctx.acteur, valeur)
    if not siennes:
        raise CandidatSansInscription(personne=valeur)
    vivantes = [une for une in siennes if une.statut not in CADUCS] or siennes
    exigence = EXIGENCES.get(demande.operation)
    if exigence and len(vivantes) == 1:
        exigence(vivantes[0])
    return f"{siennes[0].demandeur.designation} ({valeur})"


@propositions("session", operation="saisir-absence")
@propositions("session", operation="corriger-absence")
@propositions("session", operation="saisir-abandon")
@propositions("session", operation="saisir-sortie")
@propositions("session", operation="modifier-fin-parcours")
def sessions_du_candidat(demande: Demande) -> list[Choix]:
    """The sessions where this person is, when there are several to choose from."""
    candidat = demande.donnees.get("candidat")
    if candidat is None:
        return []
    siennes = inscriptions_du_candidat(demande.ctx.db, demande.ctx.acteur, candidat)
    return _sessions(une.session for une in siennes if une.statut in CONCERNES[demande.operation])


def _sessions(sessions: Iterable[SessionFormation]) -> list[Choix]:
    return [en_choix(session) for session in {session.id: session for session in sessions}.values()]


@propositions("session", operation="saisir-interruption")
def sessions_a_interrompre(demande: Demande) -> list[Choix]:
    """The organisme's sessions with people in training or enrolled, the latest moved first."""
    return _sessions(une.session for une in parcours_en_cours(demande.ctx, AVANT_ENTREE | PRESENTS_EN_FORMATION))


@propositions("session", operation="saisir-assiduite-mois")
def sessions_a_declarer(demande: Demande) -> list[Choix]:
    """The sessions with a month to declare, the oldest month first; else those with people in training."""
    ctx = demande.ctx
    if ctx.acteur.siret is None:
        return []
    dues = [session for session, _, _ in mois_a_declarer(ctx.db, ctx.acteur.siret, ctx.maintenant)]
    return _sessions(dues or [une.session for une in parcours_en_cours(ctx, PRESENTS_EN_FORMATION)])


@propositions("mois", operation="saisir-assiduite-mois")
def mois_ouverts(demande: Demande) -> list[Choix]:
    """The months to declare of the session, the oldest first."""
    ctx = demande.ctx
    dus = mois_a_declarer(ctx.db, ctx.acteur.siret, ctx.maintenant) if ctx.acteur.siret else []
    voulue = demande.donnees.get("session")
    return [Choix(mois, dire_mois(mois)) for session, mois, _ in dus if session.numero == voulue]


def _mois_fermes(demande: Demande) -> list[tuple[SessionFormation, str]]:
    if demande.ctx.acteur.siret is None:
        return []
    choisis = (
        inscriptions_visibles(demande.ctx.acteur)
        .join(MoisDeclare, MoisDeclare.inscription_id == Inscription.id)
        .where(MoisDeclare.rouvert_le.is_(None))
        .order_by(MoisDeclare.mois.desc(), Inscription.session_id)
        .with_only_columns(Inscription.session_id, MoisDeclare.mois, maintain_column_froms=True)
        .distinct()
    )
    db = demande.ctx.db
    return [(db.get_one(SessionFormation, id), mois) for id, mois in db.execute(choisis)]


@propositions("session", operation="reouvrir-assiduite")
def sessions_a_rouvrir(demande: Demande) -> list[Choix]:
    """The sessions that have a declared month, the latest month first."""
    return _sessions(session for session, _ in _mois_fermes(demande))


@propositions("mois", operation="reouvrir-assiduite")
def mois_a_rouvrir(demande: Demande) -> list[Choix]:
    """The declared months of the session, the latest first."""
    voulue = demande.donnees.get("session")
    return [Choix(mois, dire_mois(mois)) for session, mois in _mois_fermes(demande) if session.numero == voulue]


@propositions("session", operation="saisir-bilan")
def sessions_a_conclure(demande: Demande) -> list[Choix]:
    """The sessions where a bilan is to be entered."""
    dus = bilans_dus(demande.ctx.db, demande.ctx.acteur.siret, aujourdhui(demande.ctx))
    return _sessions(une.session for une in dus)


@propositions("personnes", operation="saisir-bilan")
def personnes_a_conclure(demande: Demande) -> list[Choix]:
    """Who entered the session and has no bilan yet."""
    return personnes_en_choix(_suivis_de_la_session(demande), par_identifiant=False)


@libelle("personnes", operation="saisir-bilan")
def libelle_personnes(valeur: tuple[int, ...], demande: Demande) -> str:
    """The names of people of the session. Raises PersonneHorsDeLaSession for anyone else."""
    if "session" not in demande.donnees:
        return enumerer([str(id) for id in valeur])
    session = trouver_session(demande.ctx.db, demande.donnees["session"], demande.ctx.acteur)
    noms = designer_ensemble(une.demandeur for une in inscriptions_de_la_session(demande.ctx.db, session.id))
    if set(valeur) - set(noms):
        raise PersonneHorsDeLaSession(session=session.libelle)
    return enumerer([noms[id] for id in valeur]) or "personne"


@propositions("demandeurs", operation="saisir-interruption")
def candidats_a_interrompre(demande: Demande) -> list[Choix]:
    """Who is in training in the session."""
    presents = [une for une in _suivis_de_la_session(demande) if une.statut in PRESENTS_EN_FORMATION]
    return personnes_en_choix(presents, par_identifiant=True)


@libelle("demandeurs", operation="saisir-interruption")
def libelle_candidats(valeur: tuple[str, ...], demande: Demande) -> str:
    """The names of people of the session. Raises CandidatPasDansLaSession for anyone else."""
    if "session" not in demande.donnees:
        return enumerer(list(valeur))
    session = trouver_session(demande.ctx.db, demande.donnees["session"], demande.ctx.acteur)
    inscrits = {une.demandeur.identifiant: une for une in inscriptions_de_la_session(demande.ctx.db, session.id)}
    for identifiant in valeur:
        if identifiant not in inscrits:
            raise CandidatPasDansLaSession(personne=identifiant, session=session.libelle)
        exiger_present(inscrits[identifiant])
    noms = designer_ensemble(une.demandeur for une in inscrits.values())
    return enumerer([noms[inscrits[identifiant].demandeur_id] for identifiant in valeur])


def _suivis_de_la_session(demande: Demande) -> list[Inscription]:
    if "session" not in demande.donnees:
        return []
    session = trouver_session(demande.ctx.db, demande.donnees["session"], demande.ctx.acteur)
    return [une for une in inscriptions_de_la_session(demande.ctx.db, session.id) if une.statut in SUIVIS]


@libelle("session", operation="modifier-fin-parcours")
def libelle_session_avenir(valeur: str, demande: Demande) -> Valeur:
    session = trouver_session(demande.ctx.db, valeur, demande.ctx.acteur)
    exiger_avenir(session)
    return Valeur(session.numero, session.libelle)


def _absences_du_candidat(demande: Demande) -> list[Absence]:
    candidat = demande.donnees.get("candidat")
    if candidat is None:
        return []
    siennes = inscriptions_du_candidat(demande.ctx.db, demande.ctx.acteur, candidat)
    absences = [absence for une in siennes if une.statut in SUIVIS for absence in absences_de(demande.ctx.db, une.id)]
    return sorted(absences, key=lambda absence: (absence.debut, absence.id), reverse=True)


@propositions("choix", operation="corriger-absence")
def absences_a_corriger(demande: Demande) -> list[Choix]:
    """The person's absences, the latest first."""
    return [
        Choix(
            absence.id,
            f"Absence {absence.libelle}",
            {
                "date": absence.debut.isoformat(),
                "fin": absence.fin.isoformat(),
                "session": absence.inscription.session.numero,
            },
        )
        for absence in _absences_du_candidat(demande)
    ]


@libelle("choix", operation="corriger-absence")
def libelle_absence(valeur: int, demande: Demande) -> str:
    """Raises AucuneAbsence, AbsenceInconnue (unknown, or someone else's)."""
    if "candidat" not in demande.donnees:
        return f"absence n° {valeur}"
    absences = _absences_du_candidat(demande)
    if not absences:
        raise AucuneAbsence(personne=demande.donnees["candidat"])
    trouvee = next((absence for absence in absences if absence.id == valeur), None)
    if trouvee is None:
        raise AbsenceInconnue
    return f"absence {trouvee.libelle}"


@propositions("texte", operation="saisir-absence")
@propositions("texte", operation="corriger-absence")
def justificatifs(demande: Demande) -> list[Choix]:
    """The usual papers; any other words will do."""
    return [Choix(texte, texte) for texte in parametre("justificatifs_absence")]


@propositions("texte", operation="saisir-abandon")
def motifs_d_abandon(demande: Demande) -> list[Choix]:
    """The usual reasons; any other words will do."""
    return [Choix(texte, texte) for texte in parametre("motifs_abandon")]
