"""transmettre-devis: a draft goes to the job seeker or to the employer, who accepts or refuses it."""

from pydantic import Field

from engine.adhesion_comptes.queries import referencement
from engine.financement.courriers import au_beneficiaire
from engine.financement.devis import Numero, beneficiaire, chiffres, etat, libelle, nommer_candidats, trouver_devis
from engine.financement.models import Devis
from engine.financement.regles import exiger_referencement
from engine.financement.statuts import StatutDevis
from engine.kit.acteurs import Role
from engine.kit.clock import a_paris
from engine.kit.journal import JournalRow
from engine.kit.operations import Commande, Contexte, Effet, annulation, operation
from engine.kit.refus import Suite
from engine.offre.regles import exiger_recrutement_possible


class TransmettreDevis(Commande):
    devis: Numero = Field(title="Devis")


@operation("transmettre-devis", roles={Role.GESTIONNAIRE}, annulable="oui, tant qu’il n’est pas accepté")
def transmettre_devis(commande: TransmettreDevis, ctx: Contexte) -> Effet:
    devis = trouver_devis(ctx.db, commande.devis, ctx.acteur, verrou=True)
    devis.passer_a(StatutDevis.TRANSMIS, ctx.maintenant)
    jour = a_paris(ctx.maintenant).date()
    exiger_referencement(devis.type, *referencement(ctx.db, devis.siret), jour)
    exiger_recrutement_possible(devis.session, ctx.maintenant, jour.year)
    candidat = nommer_candidats(ctx.db, [devis], ctx.acteur)[devis.demandeur_id]
    qui = beneficiaire(devis, candidat)
    return Effet(
        "financement.devis_transmis",
        objet=f"devis:{devis.id}",
        message=(
            f"C’est envoyé\u00a0: {libelle(devis, candidat)}, {chiffres(devis)}. {qui} l’accepte ou le refuse, "
            "puis le conseiller le valide ou le refuse."
        ),
        avant={"statut": StatutDevis.BROUILLON.value},
        apres=etat(devis),
        suite=(Suite("Suivre ce devis", operation="suivre-devis", donnees={"devis_ou_candidat": devis.numero}),),
        resultat={"devis": devis.numero, "statut": devis.statut.value},
        notices=(au_beneficiaire("financement/devis_transmis", devis, ctx),),
        recap=(
            ("Devis", f"{devis.numero}, {devis.libelle_type}"),
            ("Candidat", candidat),
            ("Session", devis.session.libelle),
            ("Montant et heures", chiffres(devis)),
            ("Transmis à", qui),
        ),
    )


@annulation("transmettre-devis")
def annuler_transmettre_devis(ligne: JournalRow, ctx: Contexte) -> Effet:
    devis = ctx.db.get_one(Devis, int(ligne.objet.removeprefix("devis:")), with_for_update={"of": Devis})
    devis.passer_a(StatutDevis.BROUILLON, ctx.maintenant)
    candidat = nommer_candidats(ctx.db, [devis], ctx.acteur)[devis.demandeur_id]
    return Effet(
        "financement.devis_repris",
        objet=ligne.objet,
        message=(
            f"Le devis {devis.numero} n’est plus transmis\u00a0: il redevient un brouillon. "
            f"Un courriel en informe {beneficiaire(devis, candidat)}."
        ),
        avant={"statut": StatutDevis.TRANSMIS.value},
        apres=etat(devis),
        siret=devis.siret,
        annule=ligne.id,
        notices=(au_beneficiaire("financement/devis_repris", devis, ctx),),
    )
