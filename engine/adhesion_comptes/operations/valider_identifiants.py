"""The RGC validates the provisional code, within the delay and in a few tries."""

from dataclasses import replace

from pydantic import Field

from engine.adhesion_comptes.codes import code_est_juste
from engine.adhesion_comptes.invitations import inviter, ouvrir_compte
from engine.adhesion_comptes.models import Adhesion, Utilisateur
from engine.adhesion_comptes.queries import adhesion_en_cours
from engine.adhesion_comptes.refus import CodeErrone, IdentifiantsBloques, IdentifiantsDejaValides, IdentifiantsExpires
from engine.adhesion_comptes.refus_comptes import CourrielDejaPris
from engine.adhesion_comptes.regles import bloque_la_demande, est_expire
from engine.adhesion_comptes.statuts import StatutAdhesion
from engine.kit.acteurs import Role
from engine.kit.donnees import Secret, Siret
from engine.kit.francais import dire_instant
from engine.kit.notices import Notice
from engine.kit.operations import Commande, Contexte, Effet, operation
from engine.kit.parametres import entier
from engine.kit.refus import Suite

S = StatutAdhesion


class ValiderIdentifiants(Commande):
    siret: Siret = Field(title="SIRET")
    code_provisoire: Secret = Field(title="Code provisoire")


@operation(
    "valider-identifiants",
    roles={Role.VISITEUR},
    annulable="non : des identifiants validés le restent ; acceptez le conventionnement, ou prévenez la hotline",
)
def valider_identifiants(commande: ValiderIdentifiants, ctx: Contexte) -> Effet:
    adhesion = adhesion_en_cours(ctx.db, commande.siret, verrou=True)
    if adhesion is not None:
        _exiger_code_vivant(adhesion, ctx)
    # The preview never compares: it would be a way of guessing without being counted.
    if ctx.apercu:
        return Effet("adhesion_comptes.identifiants_valides", objet=f"siret:{commande.siret}", message="")
    juste = adhesion is not None and code_est_juste(adhesion, commande.code_provisoire.get_secret_value(), ctx)
    if adhesion is None or adhesion.statut is S.DEPOSEE:
        raise CodeErrone(essais=entier("essais_code")).sur("code_provisoire")
    if adhesion.statut is not S.IDENTIFIANTS_ENVOYES:
        raise IdentifiantsDejaValides if juste else CodeErrone(essais=entier("essais_code")).sur("code_provisoire")
    return _valider(adhesion, ctx) if juste else _compter_l_erreur(adhesion)


def _exiger_code_vivant(adhesion: Adhesion, ctx: Contexte) -> None:
    if adhesion.statut is S.IDENTIFIANTS_BLOQUES:
        raise IdentifiantsBloques(essais=entier("essais_code"))
    en_attente = adhesion.statut in (S.IDENTIFIANTS_ENVOYES, S.IDENTIFIANTS_EXPIRES)
    if en_attente and adhesion.expire_le and est_expire(adhesion.expire_le, ctx.maintenant):
        raise IdentifiantsExpires(date=dire_instant(adhesion.expire_le))


def _valider(adhesion: Adhesion, ctx: Contexte) -> Effet:
    adhesion.passer_a(S.A_CONVENTIONNER)
    compte = _compte_du_rgc(adhesion, ctx)
    notice = Notice(
        "adhesion_comptes/identifiants_valides",
        adhesion.rgc_courriel,
        {"rgc_nom": adhesion.rgc_nom, "siret": adhesion.siret, "le": dire_instant(ctx.maintenant)},
    )
    if compte is not None:
        invitation = inviter(compte, notice.modele, ctx)
        notice = replace(notice, faits=invitation.faits | notice.faits, secrets=invitation.secrets)
    return Effet(
        "adhesion_comptes.identifiants_valides",
        objet=f"adhesion:{adhesion.id}",
        message=f"Les identifiants du SIRET {adhesion.siret} sont validés. Il reste à accepter le conventionnement.",
        avant={"statut": S.IDENTIFIANTS_ENVOYES.value},
        apres={"statut": adhesion.statut.value},
        suite=(Suite("Comment accepter le conventionnement ?", article="adhesion-acceptation"),),
        resultat={"siret": adhesion.siret, "statut": adhesion.statut.value},
        siret=adhesion.siret,
        notices=(notice,),
    )


def _compte_du_rgc(adhesion: Adhesion, ctx: Contexte) -> Utilisateur | None:
    """The account with which the RGC will sign in; None when this address already has one elsewhere."""
    try:
        compte, a_inviter = ouvrir_compte(
            ctx, nom=adhesion.rgc_nom, courriel=adhesion.rgc_courriel, role=Role.RGC, siret=adhesion.siret
        )
    except CourrielDejaPris:
        return None
    return compte if a_inviter else None


def _compter_l_erreur(adhesion: Adhesion) -> Effet:
    """A wrong code is kept though the answer is a refusal; the last one allowed locks the request."""
    avant = {"statut": adhesion.statut.value, "essais": adhesion.essais}
    adhesion.essais += 1
    bloquee = bloque_la_demande(adhesion.essais)
    if bloquee:
        adhesion.passer_a(S.IDENTIFIANTS_BLOQUES)
    refus = (
        IdentifiantsBloques(essais=adhesion.essais)
        if bloquee
        else CodeErrone(essais=entier("essais_code")).sur("code_provisoire")
    )
    return Effet(
        "adhesion_comptes.identifiants_bloques" if bloquee else "adhesion_comptes.code_refuse",
        objet=f"adhesion:{adhesion.id}",
        message=str(refus),
        avant=avant,
        apres={"statut": adhesion.statut.value, "essais": adhesion.essais},
        siret=adhesion.siret,
        refus=refus,
        notices=(
            (
                Notice(
                    "adhesion_comptes/identifiants_bloques",
                    adhesion.rgc_courriel,
                    {"rgc_nom": adhesion.rgc_nom, "siret": adhesion.siret, "essais": adhesion.essais},
                ),
            )
            if bloquee
            else ()
        ),
    )
