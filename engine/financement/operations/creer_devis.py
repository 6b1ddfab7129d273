"""creer-devis: a draft quote for one job seeker in one session of the organisme."""

from typing import Annotated

import sqlalchemy as sa
from pydantic import BeforeValidator, Field, TypeAdapter, WithJsonSchema

from engine.adhesion_comptes.queries import referencement
from engine.financement.devis import beneficiaire, chiffres, etat
from engine.financement.models import Devis
from engine.financement.refus import DevisDejaEnCours
from engine.financement.regles import (
    cle_employeur,
    exiger_dispositif,
    exiger_employeur,
    exiger_montant_positif,
    exiger_referencement,
    se_fait_avec_un_employeur,
    types_de_devis,
)
from engine.financement.statuts import EN_COURS, REFUSES, StatutDevis
from engine.kit.acteurs import Role
from engine.kit.clock import a_paris
from engine.kit.donnees import Demandeur, Donnee, Heures, Montant, Nom, SessionNumero, choix_parmi
from engine.kit.francais import dire_heures, dire_montant
from engine.kit.journal import JournalRow, numero_suivant
from engine.kit.operations import (
    Avertissement,
    Choix,
    Commande,
    Contexte,
    Demande,
    Effet,
    annulation,
    libelle,
    operation,
    propositions,
)
from engine.kit.refus import Suite
from engine.offre.models import SessionFormation
from engine.offre.regles import exiger_recrutement_possible
from engine.offre.sessions import trouver_session
from engine.recrutement.demandeurs import designer, obtenir_demandeur

_liste = TypeAdapter(choix_parmi(types_de_devis()))
# Not a plain closed list: AIF is refused as soon as it is said when the organisme has no valid quality reference.
TypeDevis = Annotated[
    str,
    Donnee("choix"),
    BeforeValidator(_liste.validate_python),
    WithJsonSchema({"type": "string", "enum": list(types_de_devis()), "examples": ["aif"]}),
]
EMPLOYEUR_SANS_OBJET = Avertissement(
    "employeur-sans-objet",
    "Un devis AIF se fait avec le demandeur d’emploi : l’employeur n’est pas gardé.",
    "acces-ecrans",
)


class CreerDevis(Commande):
    type_devis: TypeDevis = Field(title="Type de devis")
    candidat: Demandeur = Field(title="Candidat")
    session: SessionNumero = Field(title="Session")
    montant: Montant = Field(title="Montant")
    heures: Heures = Field(title="Nombre d’heures")
    employeur: Nom | None = Field(None, title="Employeur")


@libelle("choix", operation="creer-devis")
def libelle_type(valeur: str, demande: Demande) -> str:
    _exiger_referencement(valeur, demande.ctx)
    return types_de_devis()[valeur]


@propositions("choix", operation="creer-devis")
def types_proposes(demande: Demande) -> list[Choix]:
    return [Choix(code, titre) for code, titre in types_de_devis().items()]


@operation("creer-devis", roles={Role.GESTIONNAIRE}, annulable="oui, tant qu’il est en brouillon")
def creer_devis(commande: CreerDevis, ctx: Contexte) -> Effet:
    _exiger_referencement(commande.type_devis, ctx)
    exiger_montant_positif(commande.montant)
    session = trouver_session(ctx.db, commande.session, ctx.acteur)
    _exiger_session_ouverte(session, commande.type_devis, ctx)
    exiger_employeur(commande.type_devis, commande.employeur)
    candidat = designer(ctx.db, commande.candidat, ctx.acteur)
    demandeur = obtenir_demandeur(ctx.db, commande.candidat)
    # Two quotes for one person at the same moment take turns.
    ctx.db.flush()
    ctx.db.refresh(demandeur, with_for_update=True)
    remplaces = _clore_les_refuses(demandeur.id, session, commande.type_devis, candidat, ctx)
    employeur = commande.employeur if se_fait_avec_un_employeur(commande.type_devis) else None
    annee = a_paris(ctx.maintenant).year
    devis = Devis(
        numero=f"DV-{annee}-{numero_suivant(ctx.db, f'devis-{annee}'):04d}",
        siret=session.siret,
        type=commande.type_devis,
        demandeur=demandeur,
        session=session,
        montant=commande.montant,
        heures=commande.heures,
        employeur=employeur,
        employeur_cle=employeur and cle_employeur(employeur),
        statut=StatutDevis.BROUILLON,
        depuis=ctx.maintenant,
        cree_le=ctx.maintenant,
        cree_par=ctx.acteur.id,
    )
    ctx.db.add(devis)
    ctx.db.flush()
    lignes = [
        ("Devis", devis.libelle_type),
        ("Candidat", candidat),
        ("Session", session.libelle),
        ("Montant", dire_montant(devis.montant)),
        ("Heures", dire_heures(devis.heures)),
        ("Employeur", devis.employeur or ""),
        ("Remplace", ", ".join(remplaces)),
    ]
    return Effet(
        "financement.devis_cree",
        objet=f"devis:{devis.id}",
        message=(
            f"Le devis {devis.numero} ({devis.libelle_type}, {chiffres(devis)}) est enregistré en brouillon pour "
            f"{candidat}, session {session.libelle}. Il reste à le transmettre à {beneficiaire(devis, candidat)}."
        ),
        avant={"refuses": remplaces},
        apres=etat(devis),
        avertissements=(EMPLOYEUR_SANS_OBJET,) if commande.employeur and not employeur else (),
        suite=(Suite("Transmettre ce devis", operation="transmettre-devis", donnees={"devis": devis.numero}),),
        resultat={"devis": devis.numero, "statut": devis.statut.value},
        recap=tuple((titre, valeur) for titre, valeur in lignes if valeur),
    )


def _exiger_referencement(type: str, ctx: Contexte) -> None:
    jour = a_paris(ctx.maintenant).date()
    exiger_referencement(type, *referencement(ctx.db, ctx.acteur.siret or ""), jour)


def _exiger_session_ouverte(session: SessionFormation, type: str, ctx: Contexte) -> None:
    exiger_recrutement_possible(session, ctx.maintenant, a_paris(ctx.maintenant).year)
    exiger_dispositif(type, session.dispositif, session.libelle)


def _clore_les_refuses(
    demandeur_id: int, session: SessionFormation, type: str, candidat: str, ctx: Contexte
) -> dict[str, str]:
    """One quote at a time for a person, a session and a type; the refused ones that it replaces are closed.

    Their statuses before, by number.
    """
    semblables = sa.select(Devis).where(
        Devis.demandeur_id == demandeur_id, Devis.session_id == session.id, Devis.type == type
    )
    en_cours = ctx.db.scalars(semblables.where(Devis.statut.in_(EN_COURS))).first()
    if en_cours is not None:
        raise DevisDejaEnCours(
            type=en_cours.libelle_type,
            personne=candidat,
            numero=en_cours.numero,
            statut=en_cours.libelle_statut,
        )
    remplaces = {}
    for refuse in ctx.db.scalars(semblables.where(Devis.statut.in_(REFUSES)).with_for_update(of=Devis)):
        remplaces[refuse.numero] = refuse.statut.value
        refuse.passer_a(StatutDevis.CLOS, ctx.maintenant)
    return remplaces


@annulation("creer-devis")
def annuler_creer_devis(ligne: JournalRow, ctx: Contexte) -> Effet:
    devis = ctx.db.get_one(Devis, int(ligne.objet.removeprefix("devis:")), with_for_update={"of": Devis})
    devis.passer_a(StatutDevis.ANNULE, ctx.maintenant)
    for numero, statut in (ligne.avant or {}).get("refuses", {}).items():
        # Back to the state before, which is no move of the table.
        ctx.db.execute(sa.update(Devis).where(Devis.numero == numero).values(statut=StatutDevis(statut)))
    return Effet(
        "financement.devis_annule",
        objet=ligne.objet,
        message=f"Le devis {devis.numero} est annulé. Il n’avait pas été transmis.",
        avant={"statut": StatutDevis.BROUILLON.value},
        apres=etat(devis),
        siret=devis.siret,
        annule=ligne.id,
    )
