"""annuler-rdv-candidat: someone will not come; the place is free again."""

from pydantic import Field

from engine.kit.acteurs import Role
from engine.kit.donnees import Personne, Rdv, choix_parmi
from engine.kit.francais import compter, de
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
from engine.recrutement import courrier
from engine.recrutement.annulations import rdv_de_la_ligne
from engine.recrutement.choix import inscriptions_vivantes, personne_en_choix, rdv_en_choix
from engine.recrutement.demandeurs import designer_ensemble
from engine.recrutement.inscriptions import annuler_inscription, inscription_sur
from engine.recrutement.models import InscriptionRdv
from engine.recrutement.rdv import inscriptions_dans_la_session, trouver_rdv, verrouiller_rdv
from engine.recrutement.refus_personnes import EtatChange
from engine.recrutement.regles import exiger_inscription_possible, exiger_places, exiger_rdv_ouvert
from engine.recrutement.regles_personnes import exiger_annulable
from engine.recrutement.statuts import LIBELLES_INITIATIVE, Initiative, StatutPresence

INITIATIVES = {initiative.value: libelle for initiative, libelle in LIBELLES_INITIATIVE.items()}


class AnnulerRdvCandidat(Commande):
    candidat: Personne = Field(title="Candidat")
    rdv: Rdv = Field(title="Rendez-vous")
    a_l_initiative_de: choix_parmi(INITIATIVES) | None = Field(None, title="À l’initiative de")  # type: ignore[valid-type]


@propositions("personne", operation="annuler-rdv-candidat")
def personnes_a_annuler(demande: Demande) -> list[Choix]:
    """Who is expected somewhere, each once."""
    vivantes = [une for une in inscriptions_vivantes(demande) if une.presence is StatutPresence.A_SAISIR]
    par_personne = {une.demandeur_id: une for une in vivantes}
    noms = designer_ensemble(une.demandeur for une in par_personne.values())
    return [personne_en_choix(une, noms[une.demandeur_id]) for une in par_personne.values()]


@propositions("rdv", operation="annuler-rdv-candidat")
def rdv_a_annuler(demande: Demande) -> list[Choix]:
    """The appointments at which this person is expected."""
    candidat = demande.donnees.get("candidat")
    return [
        rdv_en_choix(une.rdv)
        for une in inscriptions_vivantes(demande)
        if une.presence is StatutPresence.A_SAISIR and candidat in (None, une.demandeur_id)
    ]


@libelle("rdv", operation="annuler-rdv-candidat")
def libelle_rdv_a_annuler(valeur: int, demande: Demande) -> str:
    rdv = trouver_rdv(demande.ctx.db, valeur, demande.ctx.acteur)
    if "candidat" in demande.donnees:
        exiger_annulable(inscription_sur(rdv, demande.donnees["candidat"]))
    return rdv.libelle_complet


@operation("annuler-rdv-candidat", roles={Role.GESTIONNAIRE}, annulable="oui, tant que la place est libre")
def annuler_rdv_candidat(commande: AnnulerRdvCandidat, ctx: Contexte) -> Effet:
    rdv = verrouiller_rdv(ctx.db, trouver_rdv(ctx.db, commande.rdv, ctx.acteur).id)
    initiative = Initiative(commande.a_l_initiative_de or Initiative.DEMANDEUR)
    inscription = annuler_inscription(rdv, commande.candidat, initiative)
    personne = inscription.demandeur.designation
    return Effet(
        "recrutement.rdv_candidat_annule",
        objet=f"rdv:{rdv.id}",
        message=(
            f"Le rendez-vous {de(personne)} est annulé, à l’initiative {_de(initiative)}\u00a0: {rdv.libelle}. "
            f"Il reste {compter(rdv.restantes, 'place')}."
        ),
        avant={"inscription": inscription.id, "presence": StatutPresence.A_SAISIR.value},
        apres={"inscription": inscription.id, "presence": inscription.presence.value, "par": initiative.value},
        suite=(Suite("Inscrire quelqu’un d’autre", operation="inscrire-candidat", donnees={"rdv": rdv.id}),),
        resultat={"rdv": rdv.id, "personne": inscription.demandeur_id, "restantes": rdv.restantes},
        notices=(courrier.rdv_annule(rdv, inscription.demandeur, initiative),),
        recap=(
            ("Candidat", personne),
            ("Rendez-vous à annuler", rdv.libelle_complet),
            ("À l’initiative de", LIBELLES_INITIATIVE[initiative]),
            ("Après cela", "sa place est libre, et ce rendez-vous ne peut plus être transféré"),
        ),
    )


@annulation("annuler-rdv-candidat")
def annuler_annuler_rdv_candidat(ligne: JournalRow, ctx: Contexte) -> Effet:
    """The same registration again, while the appointment is to come and the place free; told again."""
    rdv = rdv_de_la_ligne(ligne, ctx)
    inscription = ctx.db.get_one(InscriptionRdv, (ligne.apres or {})["inscription"], populate_existing=True)
    demandeur = inscription.demandeur
    if inscription.presence is not StatutPresence.ANNULE or inscription.rdv_id != rdv.id:
        raise EtatChange(objet=f"L’inscription {de(demandeur.designation)}")
    exiger_rdv_ouvert(rdv, ctx.maintenant)
    siennes = inscriptions_dans_la_session(ctx.db, rdv.session_id, [demandeur])
    exiger_inscription_possible(demandeur.designation, rdv, siennes, ctx.maintenant)
    exiger_places(rdv, rdv.restantes, 1)
    inscription.presence, inscription.annule_par = StatutPresence.A_SAISIR, None
    return Effet(
        "recrutement.rdv_candidat_retabli",
        objet=ligne.objet,
        message=f"C’est rétabli\u00a0: {demandeur.designation} retrouve sa place. {rdv.libelle}.",
        avant=ligne.apres,
        apres=ligne.avant,
        resultat={"rdv": rdv.id, "personne": demandeur.id, "restantes": rdv.restantes},
        notices=(courrier.convocation(rdv, demandeur),),
        siret=rdv.session.siret,
        annule=ligne.id,
    )


def _de(initiative: Initiative) -> str:
    return {Initiative.DEMANDEUR: "du demandeur d’emploi", Initiative.ORGANISME: "de l’organisme"}[initiative]
