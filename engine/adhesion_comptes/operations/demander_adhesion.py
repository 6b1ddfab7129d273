"""A training organisation asks to join KAIROS."""

import secrets

import sqlalchemy as sa
from pydantic import Field

from engine.adhesion_comptes.models import Adhesion, Organisme
from engine.adhesion_comptes.queries import adhesion_en_cours
from engine.adhesion_comptes.refus import UnSiretUnCompte
from engine.adhesion_comptes.regles import exiger_validite_a_venir
from engine.adhesion_comptes.statuts import StatutAdhesion
from engine.kit.acteurs import Role
from engine.kit.clock import a_paris
from engine.kit.donnees import Courriel, DateCivile, Nom, Reference, Siret
from engine.kit.francais import de
from engine.kit.journal import JournalRow
from engine.kit.notices import Notice
from engine.kit.operations import Avertissement, Commande, Contexte, Effet, annulation, operation
from engine.kit.refus import Suite
from engine.kit.sceau import ALPHABET

SANS_REFERENCEMENT = Avertissement(
    "sans-referencement-qualite",
    "Sans référencement qualité, la saisie d’AIF et les financements par Pôle emploi ne sont pas possibles.",
    "sans-referencement-qualite",
)


class DemanderAdhesion(Commande):
    siret: Siret = Field(title="SIRET")
    raison_sociale: Nom = Field(title="Raison sociale")
    rgc_nom: Nom = Field(title="Responsable gestionnaire des comptes (RGC)")
    rgc_courriel: Courriel = Field(title="Courriel du RGC")
    reference_qualite: Reference | None = Field(None, title="Référence qualité")
    date_fin_validite: DateCivile | None = Field(None, title="Fin de validité du référencement qualité")


def nouvelle_reference() -> str:
    """`AD-7K2M-4QXR`: known to whoever received the e-mail, and to nobody else."""
    hasard = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"AD-{hasard[:4]}-{hasard[4:]}"


@operation(
    "demander-adhesion",
    roles={Role.VISITEUR, Role.HOTLINE},
    annulable="oui, tant que la plateforme nationale ne l’a pas traitée",
)
def demander_adhesion(commande: DemanderAdhesion, ctx: Contexte) -> Effet:
    exiger_validite_a_venir(commande.date_fin_validite, a_paris(ctx.maintenant).date())
    organisme = _organisme(commande, ctx)
    if adhesion_en_cours(ctx.db, commande.siret):
        raise UnSiretUnCompte(siret=commande.siret).sur("siret")
    organisme.raison_sociale = commande.raison_sociale
    organisme.reference_qualite = commande.reference_qualite
    organisme.date_fin_validite = commande.date_fin_validite
    adhesion = Adhesion(
        siret=commande.siret,
        reference=nouvelle_reference(),
        rgc_nom=commande.rgc_nom,
        rgc_courriel=commande.rgc_courriel,
        statut=StatutAdhesion.DEPOSEE,
        deposee_le=ctx.maintenant,
    )
    ctx.db.add(adhesion)
    ctx.db.flush()
    return Effet(
        "adhesion_comptes.adhesion_demandee",
        objet=f"adhesion:{adhesion.id}",
        message=(
            f"La demande d’adhésion est déposée pour {commande.raison_sociale} (SIRET {commande.siret}). La plateforme "
            f"nationale va la traiter ; {commande.rgc_nom} reçoit un courriel avec la référence de la demande."
        ),
        apres={"statut": adhesion.statut.value},
        avertissements=() if commande.reference_qualite else (SANS_REFERENCEMENT,),
        suite=(Suite("Suivre ma demande", operation="suivre-adhesion", donnees={"siret": commande.siret}),),
        resultat={"siret": commande.siret, "statut": adhesion.statut.value},
        siret=commande.siret,
        notices=(
            Notice(
                "adhesion_comptes/adhesion_demandee",
                commande.rgc_courriel,
                {
                    "rgc_nom": commande.rgc_nom,
                    "raison_sociale": commande.raison_sociale,
                    "siret": commande.siret,
                    "reference": adhesion.reference,
                },
            ),
        ),
    )


def _organisme(commande: DemanderAdhesion, ctx: Contexte) -> Organisme:
    """The organisme, made when new, and locked: two requests for one SIRET take turns."""
    ctx.db.execute(
        sa.text("INSERT INTO organisme (siret, raison_sociale) VALUES (:siret, :nom) ON CONFLICT (siret) DO NOTHING"),
        {"siret": commande.siret, "nom": commande.raison_sociale},
    )
    return ctx.db.get_one(Organisme, commande.siret, with_for_update=True)


@annulation("demander-adhesion")
def annuler_demander_adhesion(ligne: JournalRow, ctx: Contexte) -> Effet:
    adhesion = ctx.db.get_one(Adhesion, int(ligne.objet.removeprefix("adhesion:")), with_for_update=True)
    adhesion.passer_a(StatutAdhesion.ANNULEE)
    organisme = ctx.db.get_one(Organisme, adhesion.siret)
    return Effet(
        "adhesion_comptes.adhesion_annulee",
        objet=ligne.objet,
        message=f"La demande d’adhésion {de(organisme.raison_sociale)} (SIRET {adhesion.siret}) est annulée.",
        avant={"statut": StatutAdhesion.DEPOSEE.value},
        apres={"statut": adhesion.statut.value},
        siret=adhesion.siret,
        annule=ligne.id,
        notices=(
            Notice(
                "adhesion_comptes/adhesion_annulee",
                adhesion.rgc_courriel,
                {"rgc_nom": adhesion.rgc_nom, "raison_sociale": organisme.raison_sociale, "siret": adhesion.siret},
            ),
        ),
    )
