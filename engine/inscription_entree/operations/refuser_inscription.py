"""The adviser refuses an enrolment, with a reason."""

from pydantic import Field

from engine.inscription_entree import courrier
from engine.inscription_entree.inscriptions import etat, trouver_inscription
from engine.inscription_entree.validation import refuser
from engine.kit.acteurs import Role
from engine.kit.donnees import Entier, Texte
from engine.kit.francais import de
from engine.kit.operations import Commande, Contexte, Effet, operation


class RefuserInscription(Commande):
    inscription: Entier = Field(title="Inscription")
    motif: Texte = Field(title="Motif")


@operation(
    "refuser-inscription",
    roles={Role.PRESCRIPTEUR},
    annulable="non : un refus est définitif, une nouvelle inscription peut être demandée",
)
def refuser_inscription(commande: RefuserInscription, ctx: Contexte) -> Effet:
    inscription = trouver_inscription(ctx, commande.inscription, verrou=True)
    avant = etat(inscription)
    refuser(ctx, inscription, commande.motif)
    return Effet(
        "inscription_entree.inscription_refusee",
        objet=f"inscription:{inscription.id}",
        message=(
            f"L’inscription {de(inscription.demandeur.designation)} à la session {inscription.session.libelle} "
            f"est refusée. L’organisme et le demandeur d’emploi en sont informés."
        ),
        avant=avant,
        apres=etat(inscription),
        resultat={"inscription": inscription.id, "statut": inscription.statut.value},
        siret=inscription.session.siret,
        notices=courrier.inscription_refusee(ctx.db, inscription),
    )
