"""The rules of the follow-up of a training. Pure: what is known comes in, nothing or a refusal comes out."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta

from engine.assiduite.models import Absence, Interruption
from engine.assiduite.refus import (
    AbandonAVenir,
    AbsencesQuiSeChevauchent,
    ApresLaFormation,
    ApresLaSortie,
    AssiduitePasEncoreOuverte,
    AutreModuleEnsuite,
    AvantLEntree,
    FinDejaAinsi,
    FinDejaPassee,
    FormationPasFinie,
    InterruptionAVenirPourUnePersonne,
    InterruptionHorsSession,
    InterruptionsQuiSeChevauchent,
    InterruptionTropCourte,
    MoisHorsSession,
    ParcoursClos,
    ParcoursDejaFini,
    PasEnFormation,
    PasUnParcoursAvenir,
    PeriodeALEnvers,
    ReouvertureDejaDecidee,
    ValidationAttendue,
)
from engine.assiduite.statuts import LIBELLES_REOUVERTURE, PASSAGES_REOUVERTURE, SUIVIS, StatutReouverture
from engine.inscription_entree.models import Inscription
from engine.inscription_entree.statuts import PRESENTS_EN_FORMATION, StatutInscription
from engine.kit.francais import compter, dire_date, dire_mois, dire_periode
from engine.offre.models import SessionFormation

S = StatutInscription


def premier_jour(mois: str) -> date:
    """The first day of `2027-03`."""
    return date.fromisoformat(f"{mois}-01")


def dernier_jour(mois: str) -> date:
    """The last day of `2027-03`, the 29th of a February that has one."""
    debut = premier_jour(mois)
    return debut.replace(day=monthrange(debut.year, debut.month)[1])


def mois_de(jour: date) -> str:
    """The month of a day, `2027-03`."""
    return jour.isoformat()[:7]


def mois_entre(debut: date, fin: date) -> list[str]:
    """The months that a period touches, in order."""
    mois, courant = [], debut.replace(day=1)
    while courant <= fin:
        mois.append(mois_de(courant))
        courant = (courant + timedelta(days=31)).replace(day=1)
    return mois


def se_chevauchent(debut: date, fin: date, autre_debut: date, autre_fin: date) -> bool:
    """Whether two periods share a day; first and last both count."""
    return debut <= autre_fin and autre_debut <= fin


def duree(debut: date, fin: date) -> int:
    """Days of a period, first and last both counted."""
    return (fin - debut).days + 1


def fin_de(inscription: Inscription) -> date | None:
    """The last day that this person's training may have, an exit left aside."""
    return inscription.fin_prevue or inscription.session.fin


def exiger_bon_sens(debut: date, fin: date) -> None:
    if fin < debut:
        raise PeriodeALEnvers(debut=dire_date(debut), fin=dire_date(fin)).sur("date_fin")


def exiger_suivi(inscription: Inscription) -> None:
    """The follow-up concerns who entered and has no bilan yet."""
    faits = {"personne": inscription.demandeur.designation, "session": inscription.session.libelle}
    if inscription.statut is S.CLOS:
        raise ParcoursClos(**faits)
    if inscription.statut not in SUIVIS:
        raise PasEnFormation(statut=inscription.libelle, **faits)


def exiger_present(inscription: Inscription) -> None:
    """An exit is declared for someone still in training."""
    exiger_suivi(inscription)
    if inscription.statut not in PRESENTS_EN_FORMATION:
        raise ParcoursDejaFini(
            personne=inscription.demandeur.designation,
            statut=inscription.libelle,
            date=dire_date(inscription.sortie_le) if inscription.sortie_le else "sa sortie",
        )


def exiger_dans_le_parcours(inscription: Inscription, debut: date, fin: date | None = None) -> None:
    """Days of this person's training: from the entry to the exit, or to the planned end. `fin` None: one day."""
    nom, dernier = inscription.demandeur.designation, fin or debut
    if inscription.entree_le is not None and debut < inscription.entree_le:
        refus = AvantLEntree(personne=nom, entree=dire_date(inscription.entree_le), date=dire_date(debut))
        raise refus.sur("date_debut" if fin else "date")
    if inscription.sortie_le is not None and dernier > inscription.sortie_le:
        raise ApresLaSortie(personne=nom, sortie=dire_date(inscription.sortie_le), statut=inscription.libelle)
    prevue = fin_de(inscription)
    if prevue is not None and dernier > prevue:
        refus_fin = ApresLaFormation(personne=nom, fin=dire_date(prevue), date=dire_date(dernier))
        raise refus_fin.sur("date_fin" if fin else "date")


def exiger_pas_d_autre_absence(personne: str, debut: date, fin: date, autres: Iterable[Absence]) -> None:
    for autre in autres:
        if se_chevauchent(debut, fin, autre.debut, autre.fin):
            raise AbsencesQuiSeChevauchent(personne=personne, autre=autre.libelle)


def exiger_abandon_passe(jour: date, aujourdhui: date) -> None:
    if jour > aujourdhui:
        raise AbandonAVenir(date=dire_date(jour)).sur("date")


def exiger_interruption_longue(debut: date, fin: date, minimum: int) -> None:
    """16 days or more, first and last counted; 15 are nothing to declare."""
    jours = duree(debut, fin)
    if jours < minimum:
        raise InterruptionTropCourte(jours=compter(jours, "jour"), minimum=compter(minimum, "jour")).sur("date_fin")


def exiger_dans_la_session(session: SessionFormation, debut: date, fin: date, fin_au_plus: date | None) -> None:
    """An interruption lies between the first and the last day of the session, or of the longest path in it."""
    avant = session.debut is not None and debut < session.debut
    apres = fin_au_plus is not None and fin > fin_au_plus
    if avant or apres:
        raise InterruptionHorsSession(
            interruption=dire_periode(debut, fin), session=session.libelle, periode=session.periode
        ).sur("date_debut" if avant else "date_fin")


def exiger_pas_d_autre_interruption(debut: date, fin: date, autres: Iterable[Interruption]) -> None:
    for autre in autres:
        if se_chevauchent(debut, fin, autre.debut, autre.fin):
            raise InterruptionsQuiSeChevauchent(autre=autre.libelle)


def exiger_interruption_commencee(debut: date, aujourdhui: date) -> None:
    """What is declared of named people has happened; what is planned is planned for the session."""
    if debut > aujourdhui:
        raise InterruptionAVenirPourUnePersonne(date=dire_date(debut)).sur("date_debut")


def ouverture(mois: str, fin: date | None, jour: int) -> date:
    """The first day on which a month may be declared: the 25th, or the end of the session when earlier."""
    prevue = premier_jour(mois).replace(day=jour)
    return fin if fin is not None and mois_de(fin) == mois and fin < prevue else prevue


def exiger_mois_de_la_session(session: SessionFormation, mois: str, fin_au_plus: date | None) -> None:
    """There was training that month."""
    avant = session.debut is not None and dernier_jour(mois) < session.debut
    apres = fin_au_plus is not None and premier_jour(mois) > fin_au_plus
    if avant or apres:
        raise MoisHorsSession(mois=dire_mois(mois), session=session.libelle, periode=session.periode).sur("mois")


def exiger_mois_ouvert(mois: str, fin: date | None, aujourdhui: date, jour: int) -> None:
    """From the 25th of the month, or from the session's end when earlier; a past month always."""
    des = ouverture(mois, fin, jour)
    if aujourdhui < des:
        raise AssiduitePasEncoreOuverte(mois=dire_mois(mois), ouverture=dire_date(des)).sur("mois")


def est_tardif(mois: str, aujourdhui: date) -> bool:
    """Whether a month is declared once it is over."""
    return aujourdhui > dernier_jour(mois)


def etait_en_formation(inscription: Inscription, mois: str) -> bool:
    """Whether someone had at least one day of training that month."""
    fin = inscription.sortie_le or fin_de(inscription)
    return (
        inscription.statut in SUIVIS | {S.CLOS}
        and inscription.entree_le is not None
        and inscription.entree_le <= dernier_jour(mois)
        and (fin is None or fin >= premier_jour(mois))
    )


def exiger_passage_reouverture(mois: str, de: StatutReouverture, vers: StatutReouverture) -> None:
    """A request moves as the table of moves says."""
    if vers not in PASSAGES_REOUVERTURE[de]:
        raise ReouvertureDejaDecidee(mois=dire_mois(mois), statut=LIBELLES_REOUVERTURE[de])


def exiger_bilan_possible(inscription: Inscription, aujourdhui: date, suivant: SessionFormation | None) -> None:
    """From the day after the end or the exit; `suivant` is the module that comes next, if there is one."""
    nom, fin = inscription.demandeur.designation, inscription.sortie_le or fin_de(inscription)
    exiger_suivi(inscription)
    if fin is not None and aujourdhui <= fin:
        raise FormationPasFinie(personne=nom, fin=dire_date(fin), des=dire_date(fin + timedelta(days=1)))
    if inscription.statut is S.A_REGULARISER:
        raise ValidationAttendue(personne=nom, statut=inscription.libelle)
    if suivant is not None:
        raise AutreModuleEnsuite(personne=nom, session=suivant.libelle)


def exiger_avenir(session: SessionFormation) -> None:
    if not session.est_avenir:
        raise PasUnParcoursAvenir(session=session.libelle)


def exiger_nouvelle_fin(inscription: Inscription, fin: date, aujourdhui: date) -> None:
    """A new planned end is to come, and another one."""
    nom = inscription.demandeur.designation
    if fin < aujourdhui:
        raise FinDejaPassee(date=dire_date(fin)).sur("date_fin")
    debut = inscription.entree_le or inscription.session.debut
    if debut is not None and fin < debut:
        raise PeriodeALEnvers(debut=dire_date(debut), fin=dire_date(fin)).sur("date_fin")
    if fin == fin_de(inscription):
        raise FinDejaAinsi(personne=nom, date=dire_date(fin)).sur("date_fin")


def preavis_manque(fin: date, aujourdhui: date, jours: int) -> bool:
    """Whether the agency is told less than `jours` days before the effective end."""
    return aujourdhui > fin - timedelta(days=jours)
