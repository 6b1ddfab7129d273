"""An organisme says who its new RGC is. Nothing moves until the Kairos team confirms."""

from pydantic import Field

from engine.adhesion_comptes.invitations import compte_du_courriel
from engine.adhesion_comptes.models import ChangementRgc
from engine.adhesion_comptes.queries import courriel_du_rgc
from engine.adhesion_comptes.refus_comptes import ChangementDejaDemande, CourrielDejaPris, DejaRgc, OrganismeInconnu
from engine.adhesion_comptes.rgc import a_l_equipe, a_traiter, au_rgc, nom_du_rgc, trouver_organisme
from engine.adhesion_comptes.statuts_demande import StatutDemande
from engine.kit.acteurs import Role
from engine.kit.donnees import Courriel, Nom, Siret
from engine.kit.francais import dire_instant
from engine.kit.journal import JournalRow
from engine.kit.operations import Commande, Contexte, Effet, annulation, operation
from engine.kit.refus import DonneeManquante, Suite


class ChangerRgc(Commande):
    nouveau_rgc_nom: Nom = Field(title="Nouveau RGC")
    nouveau_rgc_courriel: Courriel = Field(title="Courriel du nouveau RGC")
    siret: Siret | None = Field(None, title="SIRET")


@operation(
    "changer-rgc", roles={Role.RGC, Role.GESTIONNAIRE, Role.HOTLINE}, annulable="oui, tant que ce n’est pas confirmé"
)
def changer_rgc(commande: ChangerRgc, ctx: Contexte) -> Effet:
    organisme = trouver_organisme(ctx.db, _siret(commande, ctx), verrou=True)
    ancien_courriel = courriel_du_rgc(ctx.db, organisme.siret)
    if commande.nouveau_rgc_courriel == (ancien_courriel or "").lower():
        raise DejaRgc(courriel=commande.nouveau_rgc_courriel).sur("nouveau_rgc_courriel")
    compte = compte_du_courriel(ctx.db, commande.nouveau_rgc_courriel)
    if compte is not None and compte.actif and compte.siret != organisme.siret:
        raise CourrielDejaPris(courriel=commande.nouveau_rgc_courriel).sur("nouveau_rgc_courriel")
    if en_cours := a_traiter(ctx.db, ChangementRgc, organisme.siret):
        raise ChangementDejaDemande(date=dire_instant(en_cours.demandee_le))
    ancien = nom_du_rgc(ctx.db, organisme.siret)
    changement = ChangementRgc(
        siret=organisme.siret,
        ancien_nom=ancien,
        ancien_courriel=ancien_courriel,
        nouveau_nom=commande.nouveau_rgc_nom,
        nouveau_courriel=commande.nouveau_rgc_courriel,
        statut=StatutDemande.A_TRAITER,
        demandee_le=ctx.maintenant,
        demandee_par=ctx.acteur.id,
    )
    ctx.db.add(changement)
    ctx.db.flush()
    faits = {
        "nouveau": commande.nouveau_rgc_nom,
        "courriel": commande.nouveau_rgc_courriel,
        "demandeur": ctx.acteur.nom,
    }
    return Effet(
        "adhesion_comptes.changement_rgc_demande",
        objet=f"changement_rgc:{changement.id}",
        message=(
            f"La demande est envoyée à l’équipe KAIROS : {commande.nouveau_rgc_nom} remplacera {ancien} comme RGC de "
            f"{organisme.raison_sociale} dès qu’elle l’aura confirmée. Un courriel en informe {ancien}."
        ),
        apres={"statut": changement.statut.value},
        suite=(Suite("Ce que fait un RGC", article="rgc-role"),),
        resultat={"siret": organisme.siret, "statut": changement.statut.value},
        siret=organisme.siret,
        notices=(
            a_l_equipe("adhesion_comptes/rgc_a_confirmer", organisme.siret, ctx, **faits),
            au_rgc("adhesion_comptes/rgc_changement_demande", organisme.siret, ctx, **faits),
        ),
        recap=(
            ("Organisme", f"{organisme.raison_sociale} (SIRET {organisme.siret})"),
            ("RGC actuel", ancien),
            ("Nouveau RGC", f"{commande.nouveau_rgc_nom}, {commande.nouveau_rgc_courriel}"),
            ("Prend effet", "quand l’équipe KAIROS le confirme"),
        ),
    )


def _siret(commande: ChangerRgc, ctx: Contexte) -> str:
    """The acteur's own organisme; the hotline says which one it helps."""
    if ctx.acteur.siret is None:
        if commande.siret is None:
            raise DonneeManquante(titre="SIRET").sur("siret")
        return commande.siret
    if commande.siret not in (None, ctx.acteur.siret):
        raise OrganismeInconnu().sur("siret")
    return ctx.acteur.siret


@annulation("changer-rgc")
def annuler_changer_rgc(ligne: JournalRow, ctx: Contexte) -> Effet:
    numero = int(ligne.objet.removeprefix("changement_rgc:"))
    changement = ctx.db.get_one(ChangementRgc, numero, with_for_update=True)
    changement.passer_a(StatutDemande.ANNULEE)
    return Effet(
        "adhesion_comptes.changement_rgc_annule",
        objet=ligne.objet,
        message=f"Le changement de RGC est annulé : {changement.ancien_nom} le reste. L’équipe KAIROS en est informée.",
        avant={"statut": StatutDemande.A_TRAITER.value},
        apres={"statut": changement.statut.value},
        siret=changement.siret,
        annule=ligne.id,
        notices=(
            a_l_equipe("adhesion_comptes/demande_annulee", changement.siret, ctx, objet="le changement de RGC"),
            au_rgc("adhesion_comptes/rgc_inchange", changement.siret, ctx, motif=""),
        ),
    )
