"""The RGC declares the quality reference: AIF and funding are open until its last day."""

from datetime import date, datetime, time, timedelta

from pydantic import Field

from engine.adhesion_comptes.justificatifs import exiger_justificatif, garder_justificatif
from engine.adhesion_comptes.models import Organisme
from engine.adhesion_comptes.refus_comptes import ReferencementChange
from engine.adhesion_comptes.regles import exiger_validite_a_venir
from engine.adhesion_comptes.rgc import au_rgc, trouver_organisme
from engine.kit.acteurs import Role
from engine.kit.clock import a_paris, instant_a_paris
from engine.kit.donnees import DateCivile, Reference
from engine.kit.echeances import Echeance
from engine.kit.fichiers import Fichier, FichierRecu
from engine.kit.francais import dire_date
from engine.kit.journal import JournalRow, numero_suivant
from engine.kit.operations import Commande, Contexte, Demande, Effet, annulation, libelle, operation
from engine.kit.parametres import entier
from engine.kit.refus import Suite

HEURE_DU_RAPPEL = time(9)


class DeclarerReferencementQualite(Commande):
    reference_qualite: Reference = Field(title="Référence qualité")
    date_fin_validite: DateCivile = Field(title="Valable jusqu’au")
    justificatif: Fichier | None = Field(None, title="Justificatif")


@libelle("date", operation="declarer-referencement-qualite")
@libelle("date", operation="accorder-referencement-qualite")
def libelle_fin(valeur: date, demande: Demande) -> str:
    exiger_validite_a_venir(valeur, a_paris(demande.ctx.maintenant).date())
    return dire_date(valeur)


@libelle("fichier", operation="declarer-referencement-qualite")
@libelle("fichier", operation="demander-referencement-qualite")
def libelle_justificatif(valeur: FichierRecu, demande: Demande) -> str:
    return exiger_justificatif(valeur)[2]


@operation("declarer-referencement-qualite", roles={Role.RGC}, annulable="oui")
def declarer_referencement_qualite(commande: DeclarerReferencementQualite, ctx: Contexte) -> Effet:
    organisme = trouver_organisme(ctx.db, ctx.acteur.siret or "", verrou=True)
    piece = garder_justificatif(commande.justificatif, organisme.siret, ctx) if commande.justificatif else None
    avant, rappel = referencer(organisme, commande.reference_qualite, commande.date_fin_validite, ctx)
    jusqu_a = dire_date(commande.date_fin_validite)
    return Effet(
        "adhesion_comptes.referencement_declare",
        objet=f"organisme:{organisme.siret}",
        message=(
            f"Le référencement qualité {commande.reference_qualite} est enregistré : la saisie d’AIF et les "
            f"financements sont ouverts jusqu’au {jusqu_a}."
        ),
        avant=avant,
        apres=etat_du_referencement(organisme) | {"justificatif": piece.id if piece else None},
        suite=(Suite("Créer un devis", operation="creer-devis"),),
        resultat={"siret": organisme.siret, "date_fin_validite": commande.date_fin_validite.isoformat()},
        echeances=rappel,
    )


def referencer(
    organisme: Organisme, reference: str, fin: date, ctx: Contexte
) -> tuple[dict[str, str | None], tuple[Echeance, ...]]:
    """Write a quality reference that is still to run; what was there before, and the reminder of its end."""
    exiger_validite_a_venir(fin, a_paris(ctx.maintenant).date())
    avant = etat_du_referencement(organisme)
    organisme.reference_qualite, organisme.date_fin_validite = reference, fin
    jour = fin - timedelta(days=entier("rappel_referencement_qualite"))
    le = instant_a_paris(datetime.combine(jour, HEURE_DU_RAPPEL))
    rappel = Echeance(
        f"qualite-{organisme.siret}-{numero_suivant(ctx.db, 'rappel-qualite')}",
        "rappeler-referencement-qualite",
        {"siret": organisme.siret, "date_fin_validite": fin.isoformat()},
        le,
    )
    return avant, (rappel,) if le > ctx.maintenant else ()


def etat_du_referencement(organisme: Organisme) -> dict[str, str | None]:
    """Reference and last day, as the journal keeps them."""
    fin = organisme.date_fin_validite
    return {"reference_qualite": organisme.reference_qualite, "date_fin_validite": fin.isoformat() if fin else None}


@annulation("declarer-referencement-qualite")
def annuler_declarer_referencement_qualite(ligne: JournalRow, ctx: Contexte) -> Effet:
    organisme = trouver_organisme(ctx.db, ligne.objet.removeprefix("organisme:"), verrou=True)
    present = etat_du_referencement(organisme)
    declare, avant = ligne.apres or {}, ligne.avant or {}
    if present != {nom: declare.get(nom) for nom in present}:
        raise ReferencementChange
    fin = avant.get("date_fin_validite")
    organisme.reference_qualite = avant.get("reference_qualite")
    organisme.date_fin_validite = date.fromisoformat(fin) if fin else None
    revenue = organisme.reference_qualite
    return Effet(
        "adhesion_comptes.referencement_retire",
        objet=ligne.objet,
        message=(
            f"La déclaration est annulée : la référence qualité redevient {revenue}."
            if revenue
            else "La déclaration est annulée : l’organisme n’a plus de référencement qualité déclaré, l’AIF est fermée."
        ),
        avant=present,
        apres=etat_du_referencement(organisme),
        siret=organisme.siret,
        annule=ligne.id,
        notices=(au_rgc("adhesion_comptes/referencement_annule", organisme.siret, ctx),),
    )
