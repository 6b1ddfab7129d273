"""supprimer-rdv: an appointment, a group or a range is gone for everyone; those registered are named, then told."""

from datetime import datetime
from typing import Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema
from sqlalchemy.orm import Session

from engine.kit.acteurs import Role
from engine.kit.donnees import Donnee, Rdv, Texte
from engine.kit.francais import compter, enumerer
from engine.kit.journal import Mots
from engine.kit.operations import (
    Avertissement,
    Choix,
    Commande,
    Contexte,
    Demande,
    Effet,
    libelle,
    operation,
    propositions,
)
from engine.kit.refus import Suite
from engine.recrutement import courrier
from engine.recrutement.candidatures import EN_COURS, candidatures_de_la_plage
from engine.recrutement.choix import modalites_proposees
from engine.recrutement.demandeurs import designer_ensemble
from engine.recrutement.modalites import avertir_sans_modalite
from engine.recrutement.models import Candidature, Demandeur
from engine.recrutement.models import Rdv as RdvRow
from engine.recrutement.rdv import (
    etat_du_rdv,
    rdv_concernes,
    recaler_groupe,
    trouver_modalite,
    verrouiller_lieux,
    verrouiller_rdv,
)
from engine.recrutement.refus_plages import DejaSupprime, PersonnesInscrites, RdvDejaTenu
from engine.recrutement.statuts import EtatRdv, Modalite, StatutCandidature, StatutPresence

SAISIES = (StatutPresence.PRESENT, StatutPresence.ABSENT)
OUI = "oui"


def _oui(valeur: object) -> str:
    if str(valeur).strip().casefold() != OUI:
        raise ValueError
    return OUI


Confirmation = Annotated[
    str, Donnee("choix"), BeforeValidator(_oui), WithJsonSchema({"type": "string", "enum": [OUI], "examples": [OUI]})
]


class SupprimerRdv(Commande):
    rdv: Rdv = Field(title="Rendez-vous")
    motif: Texte | None = Field(None, title="Motif")
    malgre_inscrits: Confirmation | None = Field(None, title="Malgré les inscrits")


@propositions("rdv", operation="supprimer-rdv")
def rdv_a_supprimer(demande: Demande) -> list[Choix]:
    return modalites_proposees(demande)


@propositions("choix", operation="supprimer-rdv")
def confirmation_proposee(demande: Demande) -> list[Choix]:
    """The yes that names everyone who is expected there; nothing to confirm when nobody is."""
    if "rdv" not in demande.donnees:
        return []
    rdv = trouver_modalite(demande.ctx.db, demande.donnees["rdv"], demande.ctx.acteur)
    noms = enumerer(list(designer_ensemble(_attendus(demande.ctx.db, rdv)).values()))
    return [Choix(OUI, f"Oui, et prévenir {noms}")] if noms else []


@libelle("rdv", operation="supprimer-rdv")
def libelle_rdv_a_supprimer(valeur: int, demande: Demande) -> str:
    rdv = trouver_modalite(demande.ctx.db, valeur, demande.ctx.acteur)
    exiger_supprimable(rdv, [rdv], demande.ctx.maintenant)
    return rdv.libelle_complet


def exiger_supprimable(rdv: RdvRow, concernes: list[RdvRow], maintenant: datetime) -> None:
    """What stands, and where nobody's presence or absence was entered."""
    if rdv.etat is EtatRdv.SUPPRIME:
        raise DejaSupprime(rdv=rdv.libelle)
    for un in concernes:
        if un.debut <= maintenant and any(inscription.presence in SAISIES for inscription in un.inscriptions):
            raise RdvDejaTenu(rdv=un.libelle)


@operation(
    "supprimer-rdv",
    roles={Role.GESTIONNAIRE},
    annulable="non : la suppression vaut pour tout le monde et les inscrits en sont prévenus ; programmez-en un autre",
)
def supprimer_rdv(commande: SupprimerRdv, ctx: Contexte) -> Effet:
    trouve = trouver_modalite(ctx.db, commande.rdv, ctx.acteur)
    verrouiller_lieux(ctx.db, trouve.session.siret)
    rdv = verrouiller_rdv(ctx.db, trouve.id)
    concernes = rdv_concernes(ctx.db, rdv)
    exiger_supprimable(rdv, concernes, ctx.maintenant)
    inscrits = [(un, inscription.demandeur) for un in concernes for inscription in un.en_cours]
    candidatures = _candidatures_en_cours(ctx.db, rdv)
    gens = [demandeur for _, demandeur in inscrits] + [une.demandeur for une in candidatures]
    noms = enumerer(list(designer_ensemble(gens).values()))
    if gens and commande.malgre_inscrits is None:
        nombre = compter(len(gens), "personne y est attendue\u00a0:", "personnes y sont attendues\u00a0:")
        raise PersonnesInscrites(rdv=rdv.libelle, nombre=nombre, noms=noms).sur("malgre_inscrits")

    avant = etat_du_rdv(rdv) | {"inscrits": [demandeur.id for demandeur in gens]}
    for un in {un.id: un for un in (rdv, *concernes)}.values():
        un.etat = EtatRdv.SUPPRIME
    for une in candidatures:
        une.statut = StatutCandidature.ANNULEE
    recaler_groupe(ctx.db, rdv.groupe_id)
    notices = [courrier.rdv_supprime(un, demandeur, commande.motif) for un, demandeur in inscrits]
    notices += [courrier.candidature_sans_suite(une) for une in candidatures]
    return Effet(
        "recrutement.rdv_supprime",
        objet=f"rdv:{rdv.id}",
        message=f"C’est supprimé\u00a0: {rdv.libelle}." + (f" Un message en informe {noms}." if gens else ""),
        avant=avant,
        apres=etat_du_rdv(rdv) | ({"motif": Mots(commande.motif)} if commande.motif else {}),
        avertissements=(*_avertissement_des_inscrits(noms), *avertir_sans_modalite(ctx, rdv.session)),
        suite=_suite(rdv),
        resultat={"rdv": rdv.id, "prevenus": [demandeur.id for demandeur in gens]},
        notices=tuple(notices),
        recap=(
            ("À supprimer", rdv.libelle_complet),
            ("Personnes qui y sont attendues", noms or "personne"),
            *((("Motif", commande.motif),) if commande.motif else ()),
        ),
    )


def _candidatures_en_cours(db: Session, rdv: RdvRow) -> list[Candidature]:
    return [une for une in candidatures_de_la_plage(db, rdv) if une.statut in EN_COURS]


def _attendus(db: Session, rdv: RdvRow) -> list[Demandeur]:
    """Everyone who is registered or proposed there."""
    inscrits = [une.demandeur for un in rdv_concernes(db, rdv) for une in un.en_cours]
    return inscrits + [une.demandeur for une in _candidatures_en_cours(db, rdv)]


def _avertissement_des_inscrits(noms: str) -> tuple[Avertissement, ...]:
    if not noms:
        return ()
    message = f"Aucun transfert ne sera plus possible depuis ce rendez-vous pour {noms}."
    return (Avertissement("inscrits-sans-transfert", message, "rdv-annule-ou-supprime"),)


def _suite(rdv: RdvRow) -> tuple[Suite, ...]:
    autre = {
        Modalite.RIC: Suite("Programmer une autre réunion", operation="creer-ric"),
        Modalite.CANDIDATURE: Suite("Ouvrir une autre plage", operation="ouvrir-candidature"),
    }.get(rdv.modalite, Suite("Ouvrir d’autres rendez-vous", operation="creer-rv"))
    return (Suite(autre.titre, operation=autre.operation, donnees={"session": rdv.session.numero}),)
