"""transferer-candidat: one registration moves to another appointment of the same session, in any of four directions."""

from pydantic import Field

from engine.kit.acteurs import Role
from engine.kit.donnees import Personne, Rdv
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
from engine.kit.refus import DonneeManquante, Refus, Suite
from engine.recrutement import courrier
from engine.recrutement.annulations import rdv_de_la_ligne
from engine.recrutement.choix import inscriptions_vivantes, personne_en_choix, rdv_a_venir, rdv_en_choix
from engine.recrutement.demandeurs import designer_ensemble
from engine.recrutement.inscriptions import inscription_sur
from engine.recrutement.models import InscriptionRdv
from engine.recrutement.models import Rdv as RdvRow
from engine.recrutement.rdv import inscriptions_dans_la_session, rdv_visibles, trouver_rdv, verrouiller_rdv
from engine.recrutement.refus_personnes import AucunTransfertPossible, EtatChange
from engine.recrutement.regles import exiger_inscription_possible, exiger_places, exiger_rdv_ouvert
from engine.recrutement.regles_personnes import exiger_meme_session, exiger_transferable
from engine.recrutement.statuts import StatutPresence


class TransfererCandidat(Commande):
    candidat: Personne = Field(title="Candidat")
    rdv_origine: Rdv | None = Field(None, title="De")
    rdv_cible: Rdv = Field(title="Vers")


@propositions("personne", operation="transferer-candidat")
def personnes_a_transferer(demande: Demande) -> list[Choix]:
    """Who may be moved, each once."""
    par_personne = {une.demandeur_id: une for une in inscriptions_vivantes(demande)}
    noms = designer_ensemble(une.demandeur for une in par_personne.values())
    return [personne_en_choix(une, noms[une.demandeur_id]) for une in par_personne.values()]


@propositions("rdv", operation="transferer-candidat")
def rdv_de_transfert(demande: Demande) -> list[Choix]:
    """Where this person is, or where they may go in the same session."""
    candidat = demande.donnees.get("candidat")
    siennes = [une for une in inscriptions_vivantes(demande) if candidat in (None, une.demandeur_id)]
    if demande.nom == "rdv_origine":
        return [rdv_en_choix(une.rdv) for une in {une.rdv_id: une for une in siennes}.values()]
    origine = demande.donnees.get("rdv_origine")
    quittes = [une.rdv for une in siennes if origine in (None, une.rdv_id)]
    sessions, occupes = {rdv.session.numero for rdv in quittes}, {une.rdv_id for une in siennes}
    return [
        choix
        for choix in rdv_a_venir(demande)
        if choix.indices["session"] in sessions and choix.valeur not in (occupes if candidat else set())
    ]


@libelle("rdv", operation="transferer-candidat")
def libelle_rdv_de_transfert(valeur: int, demande: Demande) -> str:
    rdv = trouver_rdv(demande.ctx.db, valeur, demande.ctx.acteur)
    if demande.nom == "rdv_cible":
        exiger_rdv_ouvert(rdv, demande.ctx.maintenant)
    elif "candidat" in demande.donnees:
        exiger_transferable(inscription_sur(rdv, demande.donnees["candidat"]))
    return rdv.libelle_complet


@operation("transferer-candidat", roles={Role.GESTIONNAIRE}, annulable="oui")
def transferer_candidat(commande: TransfererCandidat, ctx: Contexte) -> Effet:
    cible = verrouiller_rdv(ctx.db, trouver_rdv(ctx.db, commande.rdv_cible, ctx.acteur).id)
    inscription = _inscription_a_deplacer(commande, cible, ctx)
    exiger_meme_session(inscription, cible)
    exiger_transferable(inscription)
    origine = inscription.rdv
    avant = etat_de_l_inscription(inscription)
    _deplacer(inscription, cible, StatutPresence.A_SAISIR, ctx)
    personne = inscription.demandeur.designation
    return Effet(
        "recrutement.candidat_transfere",
        objet=f"rdv:{cible.id}",
        message=(
            f"C’est transféré pour {personne}. Avant\u00a0: {origine.libelle}. Maintenant\u00a0: {cible.libelle}. "
            f"Il y reste {compter(cible.restantes, 'place')}."
        ),
        avant=avant,
        apres=etat_de_l_inscription(inscription),
        suite=(Suite("Voir les inscrits", operation="consulter-inscrits", donnees={"rdv": cible.id}),),
        resultat={"rdv": cible.id, "origine": origine.id, "personne": inscription.demandeur_id},
        notices=(courrier.rdv_transfere(cible, inscription.demandeur, origine.libelle),),
        recap=(
            ("Candidat", personne),
            ("De", origine.libelle),
            ("Vers", cible.libelle_complet),
        ),
    )


@annulation("transferer-candidat")
def annuler_transferer_candidat(ligne: JournalRow, ctx: Contexte) -> Effet:
    """Back where it was, if that appointment still stands and has a place; told again."""
    quitte = rdv_de_la_ligne(ligne, ctx)
    avant = ligne.avant or {}
    inscription = ctx.db.get_one(InscriptionRdv, avant["inscription"], populate_existing=True)
    demandeur = inscription.demandeur
    if etat_de_l_inscription(inscription) != ligne.apres:
        raise EtatChange(objet=f"L’inscription {de(demandeur.designation)}")
    retrouve = verrouiller_rdv(ctx.db, avant["rdv"])
    presence = StatutPresence(avant["presence"])
    if retrouve.debut > ctx.maintenant:
        _deplacer(inscription, retrouve, presence, ctx)
    else:
        # An appointment of the past takes back its own list, whatever became of its places since.
        _changer_de_rdv(inscription, retrouve, presence, ctx)
    return Effet(
        "recrutement.transfert_defait",
        objet=f"rdv:{retrouve.id}",
        message=f"C’est annulé\u00a0: {demandeur.designation} retrouve sa place d’avant. {retrouve.libelle}.",
        avant=ligne.apres,
        apres=etat_de_l_inscription(inscription),
        resultat={"rdv": retrouve.id, "origine": quitte.id, "personne": demandeur.id},
        notices=(courrier.rdv_transfere(retrouve, demandeur, quitte.libelle),),
        siret=retrouve.session.siret,
        annule=ligne.id,
    )


def etat_de_l_inscription(inscription: InscriptionRdv) -> dict[str, int | str]:
    """What the journal keeps of a registration: its own id, where it is, its presence."""
    return {"inscription": inscription.id, "rdv": inscription.rdv_id, "presence": inscription.presence.value}


def _inscription_a_deplacer(commande: TransfererCandidat, cible: RdvRow, ctx: Contexte) -> InscriptionRdv:
    """The one on the origin; without an origin, the only one of this person in the target's session."""
    if commande.rdv_origine is not None:
        origine = trouver_rdv(ctx.db, commande.rdv_origine, ctx.acteur)
        if origine.session_id == cible.session_id:  # under the lock of its session: read as it is now
            origine = verrouiller_rdv(ctx.db, origine.id)
        return inscription_sur(origine, commande.candidat)
    dans_la_session = rdv_visibles(ctx.acteur).where(RdvRow.session_id == cible.session_id)
    rdv = ctx.db.scalars(dans_la_session.execution_options(populate_existing=True))
    siennes = [une for un in rdv for une in un.inscriptions if une.demandeur_id == commande.candidat]
    possibles, raison = [], None
    for une in siennes:
        try:
            exiger_transferable(une)
            possibles.append(une)
        except Refus as refus:
            raison = refus
    ailleurs = [une for une in possibles if une.rdv_id != cible.id]
    if len(ailleurs) > 1:
        raise DonneeManquante(titre="le rendez-vous de départ").sur("rdv_origine")
    if possibles:
        return (ailleurs or possibles)[0]
    raise raison or AucunTransfertPossible(personne="Cette personne")


def _deplacer(inscription: InscriptionRdv, cible: RdvRow, presence: StatutPresence, ctx: Contexte) -> None:
    """Move a registration to a locked appointment, as if it were made there."""
    exiger_rdv_ouvert(cible, ctx.maintenant)
    autres = inscriptions_dans_la_session(ctx.db, cible.session_id, [inscription.demandeur])
    autres = [une for une in autres if une.id != inscription.id]
    exiger_inscription_possible(inscription.demandeur.designation, cible, autres, ctx.maintenant)
    exiger_places(cible, cible.restantes, 1)
    _changer_de_rdv(inscription, cible, presence, ctx)


def _changer_de_rdv(inscription: InscriptionRdv, cible: RdvRow, presence: StatutPresence, ctx: Contexte) -> None:
    inscription.rdv = cible
    inscription.presence = presence
    ctx.db.flush()
