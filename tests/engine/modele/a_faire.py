"""What mes-echeances must list, from the model: kind, what it is about, how urgent, the last day."""

from datetime import date, timedelta
from typing import Any

from engine.kit.clock import a_paris
from tests.engine.modele.tableau import DELAI, SUIVIES, Parcours, Session, Tableau, fin_de_mois, mois_entre

Ligne = tuple[str, str, str, str | None]
OUVERTURE = 25  # the day of the month from which attendance is declared
ALERTE = timedelta(days=60)
ATTENTES = {"brouillon": "bientot", "transmis": "a_prevoir", "accepte": "a_prevoir"}


def ouverture(session: Session, mois: str) -> date:
    """From the 25th, or from the end of the session when earlier."""
    prevue = date.fromisoformat(f"{mois}-{OUVERTURE}")
    return session.fin if f"{session.fin:%Y-%m}" == mois and session.fin < prevue else prevue


def mois_dus(tableau: Tableau, session: Session, jour: date) -> list[str]:
    """The months open on that day and still to be declared for someone."""
    suivis = [un for un in tableau.vivants(session) if un.phase in SUIVIES and un.entree]
    if not suivis:
        return []
    mois = mois_entre(min(un.entree for un in suivis if un.entree), jour)
    return [
        un
        for un in mois
        if ouverture(session, un) <= jour and any(un not in p.mois and p.en_formation(un) for p in suivis)
    ]


def module_ensuite(tableau: Tableau, un: Parcours) -> bool:
    """Whether this person stands in a session that started with this one or later."""
    return any(
        autre.qui is un.qui and autre.session.debut >= un.session.debut and autre.phase in {"attendu", "entre"}
        for autre in tableau.parcours
        if autre.session is not un.session
    )


def attendues(tableau: Tableau, maintenant: Any) -> list[Ligne]:
    """Every line, sorted."""
    jour = a_paris(maintenant).date()
    lignes = [*_recrutement(tableau, maintenant, jour)]
    for session in tableau.sessions:
        lignes += _session(tableau, session, jour)
    lignes += [
        (f"devis {un.statut}", un.numero, ATTENTES[un.statut], None) for un in tableau.devis if un.statut in ATTENTES
    ]
    if jour > tableau.qualite - ALERTE:
        urgence = "en_retard" if jour > tableau.qualite else "bientot"
        lignes.append(("qualite", "", urgence, tableau.qualite.isoformat()))
    return sorted(lignes, key=str)


def _recrutement(tableau: Tableau, maintenant: Any, jour: date) -> list[Ligne]:
    lignes: list[Ligne] = []
    for rdv in tableau.rdvs:
        places = [un.place for un in tableau.candidats if un.place and un.place.rdv == rdv.rang]
        le, nom = a_paris(rdv.debut).date(), str(rdv.rang)
        if rdv.debut <= maintenant and any(une.presence == "a_saisir" for une in places):
            lignes.append(("presences", nom, _urgence(le, jour), le.isoformat()))
        if rdv.debut <= maintenant and any((une.presence, une.resultat) == ("present", "a_saisir") for une in places):
            lignes.append(("resultats", nom, "bientot", None))
        if places and le == jour + timedelta(days=1):
            lignes.append(("demain", nom, "bientot", le.isoformat()))
    for session in tableau.sessions:
        ouvert = session is tableau.sessions[0] and any(rdv.debut > maintenant for rdv in tableau.rdvs)
        if session.debut > jour and not ouvert and not (session.marche and session.marche < jour.year):
            lignes.append(("modalite", session.numero, "a_prevoir", None))
    return lignes


def _session(tableau: Tableau, session: Session, jour: date) -> list[Ligne]:
    lignes: list[Ligne] = []
    vivants = tableau.vivants(session)
    attendus = [un for un in vivants if un.phase == "attendu"]
    if attendus and session.debut <= jour:
        limite = session.debut + DELAI
        urgence = "en_retard" if jour > limite else "aujourd_hui"
        lignes.append(("entrees", session.numero, urgence, limite.isoformat()))
    if session.debut > jour and any(not un.validee for un in attendus):
        lignes.append(("validations", session.numero, "a_prevoir", session.debut.isoformat()))
    for un in vivants:
        if un.phase == "entre" and not un.validee and un.entree:
            limite = un.entree + DELAI
            lignes.append(("regulariser", un.qui.identifiant, _urgence(limite, jour), limite.isoformat()))
    for mois in mois_dus(tableau, session, jour):
        limite = fin_de_mois(mois)
        lignes.append((f"mois {mois}", session.numero, _urgence(limite, jour), limite.isoformat()))
    finis = [un for un in vivants if un.phase in SUIVIES and un.statut != "presence_a_regulariser" and un.terme < jour]
    if any(not module_ensuite(tableau, un) for un in finis):
        lignes.append(("bilan", session.numero, "bientot", None))
    return lignes


def _urgence(limite: date, jour: date) -> str:
    return "en_retard" if jour > limite else "aujourd_hui" if jour == limite else "bientot"


def lues(echeances: list[dict[str, Any]], rdvs: list[int]) -> list[Ligne]:
    """The same, from the answer of mes-echeances."""
    lignes = []
    for une in echeances:
        genre, _, reste = une["cle"].partition(":")
        donnees = une["suite"].get("donnees", {})
        objet = donnees.get("session", "")
        if genre in ("presences", "resultats", "demain"):
            objet = str(rdvs.index(donnees["rdv"]))
        elif genre == "regulariser":
            objet = donnees["candidat"]
        elif genre == "devis":
            genre, objet = f"devis {reste.split(':')[1]}", donnees.get("devis") or donnees["devis_ou_candidat"]
        elif genre == "mois":
            genre = f"mois {donnees['mois']}"
        lignes.append((genre, objet, une["urgence"], une["pour_le"]))
    return sorted(lignes, key=str)
