"""traiter-candidature: a proposed candidate is called back, then decided on; « retenue » starts the enrolment."""

from datetime import date

from pydantic import Field

from engine.inscription_entree.inscriptions import Retenue, defaire_retenue, retenir
from engine.kit.acteurs import Role
from engine.kit.clock import a_paris
from engine.kit.donnees import DateCivile, Personne, choix_parmi
from engine.kit.francais import de, dire_date
from engine.kit.journal import JournalRow
from engine.kit.operations import (
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
from engine.recrutement.candidatures import (
    A_TRAITER,
    candidatures_visibles,
    etat_de_la_candidature,
    trouver_candidature,
    verrouiller_candidature,
)
from engine.recrutement.models import Candidature
from engine.recrutement.refus_personnes import EtatChange
from engine.recrutement.regles_personnes import exiger_contact, exiger_passage_candidature
from engine.recrutement.statuts import LIBELLES_CANDIDATURE, StatutCandidature

RESULTATS = {
    statut.value: LIBELLES_CANDIDATURE[statut]
    for statut in (StatutCandidature.RETENUE, StatutCandidature.NON_RETENUE, StatutCandidature.EN_ATTENTE)
}
DITS = {
    StatutCandidature.RETENUE.value: "retiens retient retenons prenons",
    StatutCandidature.NON_RETENUE.value: "refusée refusons écartée recalée",
    StatutCandidature.EN_ATTENTE.value: "suspens réserve",
}


class TraiterCandidature(Commande):
    candidature: Personne = Field(title="Candidature")
    date_contact: DateCivile = Field(title="Contact repris le")
    resultat: choix_parmi(RESULTATS, DITS) | None = Field(None, title="Résultat")  # type: ignore[valid-type]


@propositions("personne", operation="traiter-candidature")
def candidatures_a_traiter(demande: Demande) -> list[Choix]:
    """Those that wait for the organisme: to call back first, the oldest first."""
    if demande.ctx.acteur.siret is None:
        return []
    choisies = candidatures_visibles(demande.ctx.acteur).where(Candidature.statut.in_(A_TRAITER))
    trouvees = list(demande.ctx.db.scalars(choisies.order_by(Candidature.proposee_le, Candidature.id)))
    return [_en_choix(une) for une in sorted(trouvees, key=lambda une: A_TRAITER.index(une.statut))]


@libelle("personne", operation="traiter-candidature")
def libelle_candidature(valeur: int, demande: Demande) -> str:
    candidature = trouver_candidature(demande.ctx.db, valeur, demande.ctx.acteur)
    return f"{candidature.titre} ({candidature.plage.session.formation.intitule})"


@libelle("date", operation="traiter-candidature")
def libelle_contact(valeur: date, demande: Demande) -> str:
    if "candidature" in demande.donnees:
        _exiger_contact(
            trouver_candidature(demande.ctx.db, demande.donnees["candidature"], demande.ctx.acteur), valeur, demande.ctx
        )
    return dire_date(valeur)


@operation("traiter-candidature", roles={Role.GESTIONNAIRE}, annulable="compensation")
def traiter_candidature(commande: TraiterCandidature, ctx: Contexte) -> Effet:
    candidature = verrouiller_candidature(ctx.db, trouver_candidature(ctx.db, commande.candidature, ctx.acteur))
    _exiger_contact(candidature, commande.date_contact, ctx)
    avant = etat_de_la_candidature(candidature)
    if candidature.statut is StatutCandidature.PROPOSEE or commande.resultat is None:
        exiger_passage_candidature(candidature, StatutCandidature.CONTACTEE)
        candidature.statut = StatutCandidature.CONTACTEE
    candidature.contact_le = commande.date_contact
    retenue: Retenue | None = None
    if commande.resultat is not None:
        vers = StatutCandidature(commande.resultat)
        exiger_passage_candidature(candidature, vers)
        candidature.statut = vers
        if vers is StatutCandidature.RETENUE:
            retenue = retenir(
                ctx,
                candidature.demandeur_id,
                candidature.plage.session,
                candidature.plage_id,
                prescripteur=candidature.prescripteur,
            )
    personne, statut = candidature.demandeur.designation, LIBELLES_CANDIDATURE[candidature.statut]
    return Effet(
        "recrutement.candidature_traitee",
        objet=f"candidature:{candidature.id}",
        message=(
            f"C’est enregistré pour la candidature {de(personne)}\u00a0: contact repris le "
            f"{dire_date(commande.date_contact)}, statut «\u00a0{statut}\u00a0»."
            + (" L’inscription commence et l’AIS est émise\u00a0: son conseiller va la valider." if retenue else "")
        ),
        avant=avant,
        apres=etat_de_la_candidature(candidature),
        avertissements=retenue.avertissements if retenue else (),
        suite=_suite(candidature, retenue),
        resultat={"candidature": candidature.id, "statut": candidature.statut.value}
        | ({"inscription": retenue.inscription.id, "ais": retenue.ais.numero} if retenue else {}),
        notices=retenue.notices if retenue else (),
        recap=(
            ("Candidature", f"{candidature.titre} ({candidature.plage.session.libelle})"),
            ("Contact repris le", dire_date(commande.date_contact)),
            ("Statut", statut + (" (l’inscription en formation commence)" if retenue else "")),
        ),
    )


@annulation("traiter-candidature")
def annuler_traiter_candidature(ligne: JournalRow, ctx: Contexte) -> Effet:
    """Back to the status before; an enrolment that it started is cancelled while the adviser has not validated."""
    avant, apres = ligne.avant or {}, ligne.apres or {}
    candidature = verrouiller_candidature(ctx.db, trouver_candidature(ctx.db, apres["candidature"], ctx.acteur))
    personne = candidature.demandeur.designation
    if etat_de_la_candidature(candidature) != apres:
        raise EtatChange(objet=f"La candidature {de(personne)}")
    retenue = candidature.statut is StatutCandidature.RETENUE
    plage = candidature.plage
    notices = defaire_retenue(ctx, candidature.demandeur_id, plage.session, plage.id) if retenue else ()
    candidature.statut = StatutCandidature(avant["statut"])
    candidature.contact_le = date.fromisoformat(avant["contact_le"]) if avant["contact_le"] else None
    statut = LIBELLES_CANDIDATURE[candidature.statut]
    return Effet(
        "recrutement.candidature_retablie",
        objet=ligne.objet,
        message=f"C’est annulé\u00a0: la candidature {de(personne)} est de nouveau au statut «\u00a0{statut}\u00a0»."
        + (" Son inscription est annulée et son AIS révoquée." if retenue else ""),
        avant=apres,
        apres=etat_de_la_candidature(candidature),
        resultat={"candidature": candidature.id, "statut": candidature.statut.value},
        notices=notices,
        siret=candidature.plage.session.siret,
        annule=ligne.id,
    )


def _exiger_contact(candidature: Candidature, contact: date, ctx: Contexte) -> None:
    exiger_contact(contact, a_paris(candidature.proposee_le).date(), a_paris(ctx.maintenant).date())


def _en_choix(candidature: Candidature) -> Choix:
    demandeur = candidature.demandeur
    indices = {
        "nom": demandeur.nom,
        "prenom": demandeur.prenom,
        "identifiant": demandeur.identifiant,
        "prescripteur": candidature.prescripteur,
        "session": candidature.plage.session.numero,
    }
    titre = f"{candidature.titre}, {LIBELLES_CANDIDATURE[candidature.statut]}"
    return Choix(candidature.id, titre, {cle: texte for cle, texte in indices.items() if texte})


def _suite(candidature: Candidature, retenue: Retenue | None) -> tuple[Suite, ...]:
    if retenue:
        donnees = {"candidat": candidature.demandeur.identifiant}
        return (Suite("Voir son dossier", operation="statut-candidat", donnees=donnees),)
    if candidature.statut is StatutCandidature.CONTACTEE:
        donnees_suite = {"candidature": candidature.id}
        return (Suite("Noter le résultat", operation="traiter-candidature", donnees=donnees_suite),)
    return ()
