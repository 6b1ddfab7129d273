"""Quotes as each party sees, finds, names and follows them."""

from collections.abc import Iterable
from typing import Annotated, Any

import sqlalchemy as sa
from pydantic import BeforeValidator, WithJsonSchema
from sqlalchemy.orm import Session

from engine.financement.models import Devis
from engine.financement.refus import DevisInconnu
from engine.financement.regles import cle_employeur, se_fait_avec_un_employeur
from engine.financement.statuts import EN_ATTENTE, StatutDevis
from engine.kit.acteurs import Acteur, Role
from engine.kit.donnees import Donnee
from engine.kit.francais import dire_heures, dire_instant, dire_montant
from engine.kit.journal import Mots
from engine.kit.parametres import parametre
from engine.recrutement.demandeurs import demandeurs_connus
from engine.recrutement.models import Demandeur

S = StatutDevis
JAMAIS_PARTIS = (S.BROUILLON, S.ANNULE)

Numero = Annotated[
    str,
    Donnee("choix"),
    BeforeValidator(lambda valeur: str(valeur).strip().upper()),
    WithJsonSchema({"type": "string", "examples": ["DV-2027-0031"]}),
]


def devis_visibles(acteur: Acteur) -> sa.Select[Devis]:
    """The quotes that an acteur may know of: an organisme's own, or those sent to the party that answers them."""
    choisis = sa.select(Devis).order_by(Devis.id.desc())
    partis = choisis.where(Devis.statut.not_in(JAMAIS_PARTIS))
    match acteur.role:
        case Role.HOTLINE | Role.SYSTEME:
            return choisis
        case Role.PRESCRIPTEUR:
            return partis
        case Role.DEMANDEUR_EMPLOI:
            leurs = Devis.type.not_in(parametre("devis_avec_employeur"))
            return partis.where(leurs, Devis.demandeur.has(Demandeur.identifiant == acteur.demandeur))
        case Role.EMPLOYEUR:
            leurs = Devis.type.in_(parametre("devis_avec_employeur"))
            return partis.where(leurs, Devis.employeur_cle == cle_employeur(acteur.nom))
        case _:
            return choisis.where(Devis.siret == acteur.siret)


def trouver_devis(db: Session, numero: str, acteur: Acteur, *, verrou: bool = False) -> Devis:
    """The quote of this number, locked until the commit when it is to change. Raises DevisInconnu."""
    requete = devis_visibles(acteur).where(Devis.numero == numero)
    if verrou:
        requete = requete.with_for_update(of=Devis).execution_options(populate_existing=True)
    devis = db.scalars(requete).one_or_none()
    if devis is None:
        raise DevisInconnu
    return devis


def devis_en_cours(db: Session, acteur: Acteur) -> list[Devis]:
    """Those that wait for someone, the longest at their step first."""
    attendent = devis_visibles(acteur).where(Devis.statut.in_(EN_ATTENTE))
    return list(db.scalars(attendent.order_by(None).order_by(Devis.depuis, Devis.id)))


def nommer_candidats(db: Session, devis: Iterable[Devis], acteur: Acteur) -> dict[int, str]:
    """The name of the person of each quote, by id of the person; the number when the acteur does not know the name."""
    personnes = {un.demandeur_id: un.demandeur for un in devis}
    if acteur.role is Role.GESTIONNAIRE or acteur.role is Role.RGC:
        connus = set(db.scalars(demandeurs_connus(acteur).with_only_columns(Demandeur.id)))
    else:
        connus = set(personnes)
    return {
        id: f"{un.designation} ({un.identifiant})" if id in connus and un.nom else un.identifiant
        for id, un in personnes.items()
    }


def beneficiaire(devis: Devis, candidat: str) -> str:
    """Who answers the quote first: the employer, or the job seeker."""
    return devis.employeur or candidat if se_fait_avec_un_employeur(devis.type) else candidat


def libelle(devis: Devis, candidat: str) -> str:
    """« devis DV-2027-0031, AIF, Léa Petit (7942369Z), SE_0000160070, CAP Cuisine, Rouen »."""
    return f"devis {devis.numero}, {devis.libelle_type}, {candidat}, {devis.session.libelle}"


def chiffres(devis: Devis) -> str:
    """« 3 200,00 € pour 210 h »."""
    return f"{dire_montant(devis.montant)} pour {dire_heures(devis.heures)}"


def qui_doit_agir(devis: Devis, candidat: str) -> str:
    """The sentence that says who must act, empty when nobody must."""
    motif = f" Motif\u00a0: {devis.motif_refus}" if devis.motif_refus else ""
    return {
        S.BROUILLON: "C’est à vous de le transmettre.",
        S.TRANSMIS: f"C’est à {beneficiaire(devis, candidat)} de l’accepter ou de le refuser.",
        S.ACCEPTE: "C’est au conseiller de le valider ou de le refuser.",
        S.REFUSE: f"{beneficiaire(devis, candidat)} l’a refusé.{motif}",
        S.VALIDE: "Le conseiller l’a validé\u00a0: il n’y a plus rien à faire.",
        S.REFUSE_PE: f"Le conseiller l’a refusé.{motif}",
    }.get(devis.statut, "Il n’y a plus rien à faire.")


def suivi(devis: Devis, candidat: str) -> str:
    """Step, since when, who must act."""
    debut = libelle(devis, candidat)
    return (
        f"{debut[0].upper()}{debut[1:]}, {chiffres(devis)}\u00a0: {devis.libelle_statut} depuis le "
        f"{dire_instant(devis.depuis)}. {qui_doit_agir(devis, candidat)}"
    )


def en_lecture(devis: Devis, candidat: str) -> dict[str, Any]:
    """A quote as the API tells it: amounts in euros as text, instants in UTC."""
    return {
        "devis": devis.numero,
        "type": devis.type,
        "candidat": candidat,
        "session": devis.session.numero,
        "montant": str(devis.montant),
        "heures": f"{devis.heures.normalize():f}",
        "employeur": devis.employeur,
        "statut": devis.statut.value,
        "libelle": devis.libelle_statut,
        "depuis": devis.depuis.isoformat(timespec="seconds").replace("+00:00", "Z"),
        "qui_doit_agir": qui_doit_agir(devis, candidat),
        "motif_refus": devis.motif_refus,
    }


def etat(devis: Devis) -> dict[str, Any]:
    """What the journal keeps of a quote: no name."""
    return {"statut": devis.statut.value, "motif": devis.motif_refus and Mots(devis.motif_refus)}
