"""An organisme that is not referenced asks to enter the quality catalogue; the Kairos team decides."""

from pydantic import Field

from engine.adhesion_comptes.justificatifs import garder_justificatif
from engine.adhesion_comptes.models import DemandeQualite
from engine.adhesion_comptes.refus_comptes import DejaReference, DemandeQualiteEnCours
from engine.adhesion_comptes.rgc import a_l_equipe, a_traiter, trouver_organisme
from engine.adhesion_comptes.statuts_demande import StatutDemande
from engine.kit.acteurs import Role
from engine.kit.clock import a_paris
from engine.kit.fichiers import Fichier
from engine.kit.francais import de, dire_date, dire_instant
from engine.kit.journal import JournalRow
from engine.kit.operations import Commande, Contexte, Effet, annulation, operation


class DemanderReferencementQualite(Commande):
    justificatif: Fichier = Field(title="Justificatif")


@operation(
    "demander-referencement-qualite", roles={Role.RGC}, annulable="oui, tant que l’équipe KAIROS n’a pas répondu"
)
def demander_referencement_qualite(commande: DemanderReferencementQualite, ctx: Contexte) -> Effet:
    organisme = trouver_organisme(ctx.db, ctx.acteur.siret or "", verrou=True)
    if organisme.est_reference_qualite(a_paris(ctx.maintenant).date()):
        fin = organisme.date_fin_validite
        raise DejaReference(
            reference=organisme.reference_qualite, fin=f"jusqu’au {dire_date(fin)}" if fin else "sans limite connue"
        )
    if en_cours := a_traiter(ctx.db, DemandeQualite, organisme.siret):
        raise DemandeQualiteEnCours(date=dire_instant(en_cours.demandee_le))
    piece = garder_justificatif(commande.justificatif, organisme.siret, ctx)
    demande = DemandeQualite(
        siret=organisme.siret,
        justificatif_id=piece.id,
        statut=StatutDemande.A_TRAITER,
        demandee_le=ctx.maintenant,
        demandee_par=ctx.acteur.id,
    )
    ctx.db.add(demande)
    ctx.db.flush()
    return Effet(
        "adhesion_comptes.referencement_demande",
        objet=f"demande_qualite:{demande.id}",
        message=(
            f"La demande d’entrée {de(organisme.raison_sociale)} dans le catalogue qualité est déposée. "
            "L’équipe KAIROS l’étudie ; vous recevrez sa réponse par courriel."
        ),
        apres={"statut": demande.statut.value, "justificatif": piece.id},
        resultat={"siret": organisme.siret, "statut": demande.statut.value},
        notices=(a_l_equipe("adhesion_comptes/referencement_a_etudier", organisme.siret, ctx),),
    )


@annulation("demander-referencement-qualite")
def annuler_demander_referencement_qualite(ligne: JournalRow, ctx: Contexte) -> Effet:
    numero = int(ligne.objet.removeprefix("demande_qualite:"))
    demande = ctx.db.get_one(DemandeQualite, numero, with_for_update=True)
    demande.passer_a(StatutDemande.ANNULEE)
    return Effet(
        "adhesion_comptes.referencement_demande_annulee",
        objet=ligne.objet,
        message="La demande d’entrée dans le catalogue qualité est annulée. L’équipe KAIROS en est informée.",
        avant={"statut": StatutDemande.A_TRAITER.value},
        apres={"statut": demande.statut.value},
        siret=demande.siret,
        annule=ligne.id,
        notices=(a_l_equipe("adhesion_comptes/demande_annulee", demande.siret, ctx, objet="le référencement qualité"),),
    )
