"""The adviser validates an enrolment: France Travail, or the mission locale and Cap emploi through OUIFORM."""

from pydantic import Field

from engine.inscription_entree import courrier
from engine.inscription_entree.inscriptions import etat, trouver_inscription
from engine.inscription_entree.statuts import OUTILS
from engine.inscription_entree.validation import valider
from engine.kit.acteurs import Role
from engine.kit.donnees import Entier
from engine.kit.francais import de
from engine.kit.operations import Commande, Contexte, Effet, operation


class ValiderInscription(Commande):
    inscription: Entier = Field(title="Inscription")


@operation(
    "valider-inscription",
    roles={Role.PRESCRIPTEUR},
    annulable="non : la validation appartient au conseiller, qui peut encore en parler avec l’organisme",
)
def valider_inscription(commande: ValiderInscription, ctx: Contexte) -> Effet:
    inscription = trouver_inscription(ctx, commande.inscription, verrou=True)
    avant = etat(inscription)
    valider(ctx, inscription, par=ctx.acteur.nom)
    outil = OUTILS.get(inscription.reseau)
    par_outil = f" par {outil}" if outil else ""
    return Effet(
        "inscription_entree.inscription_validee",
        objet=f"inscription:{inscription.id}",
        message=(
            f"L’inscription {de(inscription.demandeur.designation)} à la session {inscription.session.libelle} "
            f"est validée{par_outil}. Statut\u00a0: «\u00a0{inscription.libelle}\u00a0»."
        ),
        avant=avant,
        apres=etat(inscription),
        resultat={"inscription": inscription.id, "statut": inscription.statut.value},
        siret=inscription.session.siret,
        notices=courrier.inscription_validee(ctx.db, inscription),
    )
