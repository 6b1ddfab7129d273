"""reouvrir-assiduite: ask the hotline to open a declared month again."""

from pydantic import Field

from engine.assiduite.absences import mois_declares
from engine.assiduite.models import DemandeReouverture
from engine.assiduite.refus import MoisNonDeclare, ReouvertureDejaDemandee
from engine.assiduite.regles import exiger_passage_reouverture
from engine.assiduite.reouvertures import en_attente, verrouiller
from engine.assiduite.statuts import StatutReouverture
from engine.inscription_entree.inscriptions import inscriptions_de_la_session, verrouiller_session
from engine.kit.acteurs import Role
from engine.kit.donnees import Mois, SessionNumero, Texte
from engine.kit.francais import de, dire_mois
from engine.kit.journal import JournalRow
from engine.kit.operations import Commande, Contexte, Effet, annulation, operation
from engine.kit.refus import Suite
from engine.offre.sessions import trouver_session


class ReouvrirAssiduite(Commande):
    session: SessionNumero = Field(title="Session")
    mois: Mois = Field(title="Mois à rouvrir")
    motif: Texte = Field(title="Motif")


@operation("reouvrir-assiduite", roles={Role.GESTIONNAIRE}, annulable="oui, tant que la hotline n’a pas répondu")
def reouvrir_assiduite(commande: ReouvrirAssiduite, ctx: Contexte) -> Effet:
    session = trouver_session(ctx.db, commande.session, ctx.acteur)
    verrouiller_session(ctx.db, session.id)
    faits = {"mois": dire_mois(commande.mois), "session": session.libelle}
    inscriptions = [une.id for une in inscriptions_de_la_session(ctx.db, session.id)]
    if not any(declare.mois == commande.mois for declare in mois_declares(ctx.db, inscriptions)):
        raise MoisNonDeclare(**faits)
    if en_attente(ctx.db, session.id, commande.mois):
        raise ReouvertureDejaDemandee(**faits)
    demande = DemandeReouverture(
        session=session,
        mois=commande.mois,
        motif=commande.motif,
        statut=StatutReouverture.DEMANDEE,
        demandee_le=ctx.maintenant,
        demandee_par=ctx.acteur.nom,
    )
    ctx.db.add(demande)
    ctx.db.flush()
    return Effet(
        "assiduite.reouverture_demandee",
        objet=f"reouverture:{demande.id}",
        message=(
            f"La réouverture {de(faits['mois'])} est demandée à la hotline pour la session {session.libelle}. "
            "Sa réponse arrivera par courriel."
        ),
        apres={"demande": demande.id, "mois": commande.mois, "statut": demande.statut.value},
        suite=(Suite("Voir ce que j’ai à faire", "mes-echeances"),),
        resultat={"demande": demande.id, "statut": demande.statut.value},
        recap=(("Session", session.libelle), ("Mois à rouvrir", faits["mois"]), ("Motif", commande.motif)),
    )


@annulation("reouvrir-assiduite")
def annuler_demande(ligne: JournalRow, ctx: Contexte) -> Effet:
    """Taken back, until the hotline decided."""
    demande = verrouiller(ctx.db, (ligne.apres or {})["demande"])
    exiger_passage_reouverture(demande.mois, demande.statut, StatutReouverture.ANNULEE)
    demande.statut, demande.decidee_le = StatutReouverture.ANNULEE, ctx.maintenant
    return Effet(
        "assiduite.reouverture_abandonnee",
        objet=ligne.objet,
        message=f"La demande de réouverture {de(dire_mois(demande.mois))} est retirée ; le mois reste déclaré.",
        avant=ligne.apres,
        apres={"demande": demande.id, "mois": demande.mois, "statut": demande.statut.value},
        siret=ligne.siret,
        annule=ligne.id,
        recap=(("Retirer la demande de réouverture", dire_mois(demande.mois)), ("Session", demande.session.libelle)),
    )
