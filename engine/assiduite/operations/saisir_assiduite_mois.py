"""saisir-assiduite-mois: declare and close a month, each person's absences named before the yes."""

from pydantic import Field

from engine.assiduite.models import MoisDeclare
from engine.assiduite.mois import Releve, en_formation_ce_mois, non_declares, releves
from engine.assiduite.parcours import aujourdhui, fin_au_plus
from engine.assiduite.refus import AssiduiteDejaDeclaree, PersonneEnFormation
from engine.assiduite.regles import est_tardif, exiger_mois_de_la_session, exiger_mois_ouvert
from engine.inscription_entree.inscriptions import verrouiller_session
from engine.inscription_entree.statuts import StatutInscription
from engine.kit.acteurs import Role
from engine.kit.donnees import Mois, SessionNumero
from engine.kit.francais import compter, de, dire_mois, enumerer
from engine.kit.operations import Avertissement, Commande, Contexte, Effet, operation
from engine.kit.parametres import entier
from engine.kit.refus import Suite
from engine.offre.sessions import trouver_session
from engine.recrutement.demandeurs import designer_ensemble


class SaisirAssiduiteMois(Commande):
    session: SessionNumero = Field(title="Session")
    mois: Mois = Field(title="Mois")


@operation(
    "saisir-assiduite-mois",
    roles={Role.GESTIONNAIRE},
    annulable="non : un mois déclaré est fermé ; demandez sa réouverture à la hotline",
)
def saisir_assiduite_mois(commande: SaisirAssiduiteMois, ctx: Contexte) -> Effet:
    session = trouver_session(ctx.db, commande.session, ctx.acteur)
    verrouiller_session(ctx.db, session.id)
    mois, jour = commande.mois, aujourdhui(ctx)
    exiger_mois_de_la_session(session, mois, fin_au_plus(ctx.db, session))
    exiger_mois_ouvert(mois, session.fin, jour, entier("assiduite_jour_ouverture"))
    presents = en_formation_ce_mois(ctx.db, session.id, mois)
    if not presents:
        raise PersonneEnFormation(mois=dire_mois(mois), session=session.libelle)
    restants = non_declares(ctx.db, presents, mois)
    if not restants:
        raise AssiduiteDejaDeclaree(mois=dire_mois(mois), session=session.libelle)
    tardif = est_tardif(mois, jour)
    tous = releves(ctx.db, restants, mois)
    for releve in tous:
        ctx.db.add(
            MoisDeclare(
                inscription_id=releve.inscription.id,
                mois=mois,
                declare_le=ctx.maintenant,
                tardif=tardif,
                contenu=releve.contenu,
            )
        )
    ctx.db.flush()
    noms = designer_ensemble(releve.inscription.demandeur for releve in tous)
    absents = [noms[releve.inscription.demandeur_id] for releve in tous if releve.absences]
    return Effet(
        "assiduite.mois_declare",
        objet=f"session:{session.id}",
        message=(
            f"L’assiduité {de(dire_mois(mois))} est déclarée pour {compter(len(tous), 'stagiaire')}, "
            f"session {session.libelle}. "
            + (f"Avec des absences : {enumerer(absents)}." if absents else "Aucune absence.")
        ),
        apres={"mois": mois, "inscriptions": {str(releve.inscription.id): releve.contenu for releve in tous}},
        avertissements=_avertissements(tous, mois, tardif),
        suite=(
            Suite(
                "Signaler une erreur dans ce mois",
                "reouvrir-assiduite",
                donnees={"session": session.numero, "mois": mois},
            ),
        ),
        resultat={"session": session.numero, "mois": mois, "declares": len(tous), "tardif": tardif},
        recap=(
            ("Session", session.libelle),
            ("Mois", dire_mois(mois)),
            *((noms[releve.inscription.demandeur_id], releve.phrase) for releve in tous),
        ),
    )


def _avertissements(tous: list[Releve], mois: str, tardif: bool) -> tuple[Avertissement, ...]:
    dits = []
    if tardif:
        phrase = f"{dire_mois(mois).capitalize()} est terminé : cette déclaration est enregistrée en retard."
        dits.append(Avertissement("assiduite-tardive", phrase, "assiduite-remuneration"))
    a_regulariser = [
        r.inscription.demandeur.designation for r in tous if r.inscription.statut is StatutInscription.A_REGULARISER
    ]
    if a_regulariser:
        phrase = f"Le conseiller n’a pas encore validé l’entrée {de(enumerer(a_regulariser))}."
        dits.append(Avertissement("entree-a-regulariser", phrase, "statuts-inscription"))
    return tuple(dits)
