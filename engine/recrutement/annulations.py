"""What several reversals share: an appointment, a group or a range that was just opened is withdrawn."""

from engine.kit.francais import enumerer
from engine.kit.journal import JournalRow
from engine.kit.operations import Contexte, Effet
from engine.recrutement.candidatures import candidatures_de_la_plage
from engine.recrutement.demandeurs import designer_ensemble
from engine.recrutement.modalites import avertir_sans_modalite
from engine.recrutement.models import Rdv
from engine.recrutement.rdv import etat_du_rdv, rdv_concernes, trouver_modalite, verrouiller_lieux, verrouiller_rdv
from engine.recrutement.refus_personnes import EtatChange, RdvDejaRempli
from engine.recrutement.statuts import EtatRdv


def rdv_de_la_ligne(ligne: JournalRow, ctx: Contexte) -> Rdv:
    """The appointment, group or range that a journal row is about, locked. Raises EtatChange when it is gone."""
    trouve = trouver_modalite(ctx.db, int(ligne.objet.removeprefix("rdv:")), ctx.acteur)
    verrouiller_lieux(ctx.db, trouve.session.siret)
    rdv = verrouiller_rdv(ctx.db, trouve.id)
    if rdv.etat is EtatRdv.SUPPRIME:
        raise EtatChange(objet=rdv.libelle)
    return rdv


def retirer_modalite(ligne: JournalRow, ctx: Contexte) -> Effet:
    """Withdraw what was opened, while nobody is registered nor proposed on it."""
    rdv = rdv_de_la_ligne(ligne, ctx)
    concernes = rdv_concernes(ctx.db, rdv)
    gens = [inscription.demandeur for un in concernes for inscription in un.en_cours]
    gens += [candidature.demandeur for candidature in candidatures_de_la_plage(ctx.db, rdv)]
    if gens:
        noms = enumerer(list(designer_ensemble(gens).values()))
        raise RdvDejaRempli(rdv=rdv.libelle, noms=f"il y a déjà {noms}")
    avant = etat_du_rdv(rdv)
    for un in (rdv, *concernes):
        un.etat = EtatRdv.SUPPRIME
    ctx.db.flush()
    return Effet(
        "recrutement.modalite_retiree",
        objet=ligne.objet,
        message=f"C’est annulé\u00a0: {rdv.libelle}.",
        avant=avant,
        apres=etat_du_rdv(rdv),
        avertissements=avertir_sans_modalite(ctx, rdv.session),
        resultat={"rdv": rdv.id},
        siret=rdv.session.siret,
        annule=ligne.id,
    )
