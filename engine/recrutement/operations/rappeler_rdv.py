"""Those expected on an appointment are reminded of it, if it still stands at that hour."""

from pydantic import Field

from engine.kit.acteurs import Role
from engine.kit.clock import a_paris
from engine.kit.donnees import DateHeure, Entier
from engine.kit.francais import compter
from engine.kit.operations import Commande, Contexte, Effet, operation
from engine.recrutement import courrier
from engine.recrutement.models import Rdv
from engine.recrutement.refus import RappelDeRdvSansObjet
from engine.recrutement.statuts import EtatRdv, StatutPresence


class RappelerRdv(Commande):
    rdv: Entier = Field(title="Rendez-vous")
    debut: DateHeure = Field(title="Date et heure")


@operation("rappeler-rdv", roles={Role.SYSTEME}, annulable="non : un courriel parti ne revient pas")
def rappeler_rdv(commande: RappelerRdv, ctx: Contexte) -> Effet:
    rdv = ctx.db.get(Rdv, commande.rdv)
    if rdv is None or rdv.etat is not EtatRdv.OUVERT or rdv.debut != commande.debut or rdv.debut <= ctx.maintenant:
        raise RappelDeRdvSansObjet
    # Those who registered today have just been told.
    aujourdhui = a_paris(ctx.maintenant).date()
    attendus = [
        une.demandeur
        for une in rdv.en_cours
        if une.presence is StatutPresence.A_SAISIR and a_paris(une.inscrit_le).date() < aujourdhui
    ]
    if not attendus:
        raise RappelDeRdvSansObjet
    return Effet(
        "recrutement.rdv_rappele",
        objet=f"rdv:{rdv.id}",
        message=f"Rappel envoyé à {compter(len(attendus), 'personne attendue', 'personnes attendues')}.",
        apres={"demandeurs": [demandeur.id for demandeur in attendus]},
        notices=tuple(courrier.rappel(rdv, demandeur) for demandeur in attendus),
        siret=rdv.session.siret,
    )
