"""inscrire-candidat: the organisme registers one job seeker or several on one of its appointments."""

from pydantic import Field

from engine.kit.acteurs import Role
from engine.kit.donnees import Demandeurs, Nom, Rdv
from engine.kit.francais import compter, enumerer
from engine.kit.operations import Commande, Contexte, Effet, annulation, operation
from engine.kit.refus import Suite
from engine.recrutement.courrier import convocation
from engine.recrutement.demandeurs import (
    completer,
    connus_par_identifiant,
    designer_par_identifiant,
    obtenir_demandeurs,
)
from engine.recrutement.inscriptions import inscrire, retirer_inscriptions
from engine.recrutement.rdv import trouver_rdv, verrouiller_rdv
from engine.recrutement.refus import AucunCandidat, NomPourPlusieurs


class InscrireCandidat(Commande):
    candidat: Demandeurs = Field(title="Candidats")
    rdv: Rdv = Field(title="Rendez-vous")
    nom: Nom | None = Field(None, title="Nom")
    prenom: Nom | None = Field(None, title="Prénom")


@operation("inscrire-candidat", roles={Role.GESTIONNAIRE}, annulable="oui")
def inscrire_candidat(commande: InscrireCandidat, ctx: Contexte) -> Effet:
    if not commande.candidat:
        raise AucunCandidat().sur("candidat")
    if len(commande.candidat) > 1 and (commande.nom or commande.prenom):
        raise NomPourPlusieurs().sur("nom")
    rdv = verrouiller_rdv(ctx.db, trouver_rdv(ctx.db, commande.rdv, ctx.acteur).id)
    nom_dit = " ".join(filter(None, (commande.prenom, commande.nom)))
    dits = designer_par_identifiant(ctx.db, commande.candidat, ctx.acteur, nom_dit)
    connus = connus_par_identifiant(ctx.db, commande.candidat, ctx.acteur)
    demandeurs = obtenir_demandeurs(ctx.db, commande.candidat, connus)
    completer(demandeurs[0], nom=commande.nom, prenom=commande.prenom)
    faites = inscrire(ctx, rdv, demandeurs, prescripteur=None)
    inscrits, ecartes, restantes = faites.demandeurs, faites.ecartes, rdv.places - faites.tenues
    noms = [dits[demandeur.identifiant] for demandeur in inscrits]
    return Effet(
        "recrutement.candidats_inscrits",
        objet=f"rdv:{rdv.id}",
        message=(
            f"C’est fait\u00a0: {enumerer(noms)}, {compter(len(noms), 'inscription')} sur ce rendez-vous\u00a0: "
            f"{rdv.libelle}. Il reste {compter(restantes, 'place')}."
        ),
        avant={"inscrits": faites.avant},
        apres={"inscrits": faites.tenues, "demandeurs": [demandeur.id for demandeur in inscrits]},
        ecartes=tuple(ecartes),
        suite=(Suite("Inscrire un autre candidat", operation="inscrire-candidat", donnees={"rdv": rdv.id}),),
        resultat={"rdv": rdv.id, "personnes": [demandeur.id for demandeur in inscrits], "restantes": restantes},
        notices=tuple(convocation(rdv, demandeur) for demandeur in inscrits),
        recap=(
            ("Candidats" if len(noms) > 1 else "Candidat", enumerer(noms)),
            ("Rendez-vous", rdv.libelle_complet),
            *((("Mis de côté", " ".join(map(str, ecartes))),) if ecartes else ()),
        ),
    )


annulation("inscrire-candidat")(retirer_inscriptions)
