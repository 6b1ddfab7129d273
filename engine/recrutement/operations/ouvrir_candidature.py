"""ouvrir-candidature: a range of days in which prescribers propose candidates, whom the organisme calls back."""

from datetime import date, datetime, time, timedelta

from pydantic import Field

from engine.kit.acteurs import Role
from engine.kit.clock import a_paris, instant_a_paris
from engine.kit.donnees import DateCivile, SessionNumero
from engine.kit.francais import dire_date
from engine.kit.operations import (
    Avertissement,
    Commande,
    Contexte,
    Demande,
    Effet,
    annulation,
    libelle,
    operation,
)
from engine.kit.refus import Suite
from engine.offre.models import SessionFormation
from engine.offre.sessions import trouver_session
from engine.recrutement.annulations import retirer_modalite
from engine.recrutement.groupes import exiger_jour
from engine.recrutement.models import Rdv
from engine.recrutement.rdv import etat_du_rdv, modalites_a_venir
from engine.recrutement.refus_plages import PeriodeIncorrecte
from engine.recrutement.statuts import EtatRdv, Modalite


class OuvrirCandidature(Commande):
    session: SessionNumero = Field(title="Session")
    date_debut: DateCivile = Field(title="Premier jour")
    date_fin: DateCivile = Field(title="Dernier jour")


def exiger_periode(debut: date, fin: date) -> None:
    """A range ends after it starts."""
    if fin <= debut:
        raise PeriodeIncorrecte(debut=dire_date(debut), fin=dire_date(fin))


def bornes(debut: date, fin: date) -> tuple[datetime, datetime]:
    """Instants (UTC) of a range of days, both included: from midnight to midnight in Paris."""
    return (
        instant_a_paris(datetime.combine(debut, time.min)),
        instant_a_paris(datetime.combine(fin + timedelta(days=1), time.min)),
    )


@libelle("date", operation="ouvrir-candidature")
def libelle_jour(valeur: date, demande: Demande) -> str:
    if "session" in demande.donnees:
        session = trouver_session(demande.ctx.db, demande.donnees["session"], demande.ctx.acteur)
        exiger_jour(session, valeur, a_paris(demande.ctx.maintenant).date())
    if demande.nom == "date_fin" and "date_debut" in demande.donnees:
        exiger_periode(demande.donnees["date_debut"], valeur)
    return dire_date(valeur)


@operation("ouvrir-candidature", roles={Role.GESTIONNAIRE}, annulable="oui, tant que personne n’est proposé")
def ouvrir_candidature(commande: OuvrirCandidature, ctx: Contexte) -> Effet:
    session = trouver_session(ctx.db, commande.session, ctx.acteur)
    debut, fin = bornes(commande.date_debut, commande.date_fin)
    avertissements = _avertissements(ctx, session, debut, fin)
    plage = Rdv(
        session=session,
        modalite=Modalite.CANDIDATURE,
        debut=debut,
        fin=fin,
        lieu=session.lieu,
        places=0,
        etat=EtatRdv.OUVERT,
    )
    ctx.db.add(plage)
    ctx.db.flush()
    return Effet(
        "recrutement.candidature_ouverte",
        objet=f"rdv:{plage.id}",
        message=(
            f"Les candidatures sont ouvertes {plage.periode} pour la session {session.libelle}\u00a0: "
            "les prescripteurs peuvent vous proposer des candidats, et c’est à vous de reprendre contact."
        ),
        apres=etat_du_rdv(plage),
        avertissements=avertissements,
        suite=(Suite("Comment cela fonctionne", article="rv-candidature"),),
        resultat={"rdv": plage.id},
        recap=(
            ("Candidatures pour", session.libelle),
            ("Premier jour", dire_date(commande.date_debut)),
            ("Dernier jour", dire_date(commande.date_fin)),
        ),
    )


annulation("ouvrir-candidature")(retirer_modalite)


def _avertissements(
    ctx: Contexte, session: SessionFormation, debut: datetime, fin: datetime
) -> tuple[Avertissement, ...]:
    return tuple(
        Avertissement(
            "plages-qui-se-recouvrent", f"Cette session a déjà une plage\u00a0: {une.libelle}.", "rv-candidature"
        )
        for une in modalites_a_venir(ctx.db, session.id, ctx.maintenant)
        if une.modalite is Modalite.CANDIDATURE and une.debut < fin and debut < une.fin
    )
