"""Quotes as the conversation proposes and names them."""

from decimal import Decimal

from engine.financement.devis import chiffres, devis_visibles, nommer_candidats, trouver_devis
from engine.financement.devis import libelle as libelle_du_devis
from engine.financement.models import Devis
from engine.financement.refus import DevisInconnu
from engine.financement.regles import exiger_montant_positif, exiger_passage
from engine.financement.statuts import StatutDevis
from engine.kit.francais import dire_montant
from engine.kit.identifiers import DemandeurIncorrect, lire_demandeur
from engine.kit.operations import Choix, Contexte, Demande, Valeur, libelle, propositions
from engine.recrutement.models import Demandeur

MAX = 100


def devis_de(ctx: Contexte, valeur: str) -> list[Devis]:
    """The quotes that a number of quote or of job seeker names, the latest first. Raises DevisInconnu."""
    requete = devis_visibles(ctx.acteur).where(Devis.statut != StatutDevis.ANNULE)
    try:
        requete = requete.where(Devis.demandeur.has(Demandeur.identifiant == lire_demandeur(valeur)))
    except DemandeurIncorrect:
        requete = requete.where(Devis.numero == valeur)
    trouves = list(ctx.db.scalars(requete))
    if not trouves:
        raise DevisInconnu
    return trouves


def nommer(devis: Devis, demande: Demande) -> str:
    """« devis DV-2027-0031, AIF, Léa Petit (7942369Z), SE_0000160070, CAP Cuisine, Rouen »."""
    return libelle_du_devis(devis, _noms(demande, [devis])[devis.demandeur_id])


def _noms(demande: Demande, devis: list[Devis]) -> dict[int, str]:
    return nommer_candidats(demande.ctx.db, devis, demande.ctx.acteur)


@libelle("choix", operation="transmettre-devis")
def libelle_a_transmettre(valeur: str, demande: Demande) -> str:
    devis = trouver_devis(demande.ctx.db, valeur, demande.ctx.acteur)
    exiger_passage(devis.numero, devis.statut, devis.depuis, StatutDevis.TRANSMIS)
    return nommer(devis, demande)


@libelle("choix", operation="accepter-devis")
@libelle("choix", operation="refuser-devis")
@libelle("choix", operation="valider-devis")
@libelle("choix", operation="clore-devis")
def libelle_devis(valeur: str, demande: Demande) -> str:
    return nommer(trouver_devis(demande.ctx.db, valeur, demande.ctx.acteur), demande)


@libelle("choix", operation="suivre-devis")
def libelle_devis_ou_candidat(valeur: str, demande: Demande) -> Valeur:
    trouves = devis_de(demande.ctx, valeur)
    return Valeur(valeur, ", ".join(nommer(devis, demande) for devis in trouves))


@libelle("montant", operation="creer-devis")
def libelle_montant(valeur: Decimal, demande: Demande) -> str:
    exiger_montant_positif(valeur)
    return dire_montant(valeur)


@propositions("choix", operation="transmettre-devis")
def devis_a_transmettre(demande: Demande) -> list[Choix]:
    return _proposer(demande, StatutDevis.BROUILLON)


@propositions("choix", operation="suivre-devis")
def devis_a_suivre(demande: Demande) -> list[Choix]:
    return _proposer(demande, *(statut for statut in StatutDevis if statut is not StatutDevis.ANNULE))


@propositions("choix", operation="accepter-devis")
def devis_a_accepter(demande: Demande) -> list[Choix]:
    return _proposer(demande, StatutDevis.TRANSMIS)


@propositions("choix", operation="valider-devis")
def devis_a_valider(demande: Demande) -> list[Choix]:
    return _proposer(demande, StatutDevis.ACCEPTE)


def _proposer(demande: Demande, *statuts: StatutDevis) -> list[Choix]:
    """Quotes at these steps, the latest first, with what people say of them."""
    requete = devis_visibles(demande.ctx.acteur).where(Devis.statut.in_(statuts)).limit(MAX)
    trouves = list(demande.ctx.db.scalars(requete))
    noms = _noms(demande, trouves)
    return [_en_choix(devis, noms[devis.demandeur_id]) for devis in trouves]


def _en_choix(devis: Devis, candidat: str) -> Choix:
    indices = {
        "candidat": candidat,
        "type": devis.libelle_type,
        "formation": devis.session.formation.intitule,
        "session": devis.session.numero,
        "numero_interne": devis.session.numero_interne,
        "employeur": devis.employeur or "",
    }
    titre = f"{devis.numero}, {devis.libelle_type}, {candidat}, {chiffres(devis)}, {devis.libelle_statut}"
    return Choix(devis.numero, titre, {cle: texte for cle, texte in indices.items() if texte})
