"""Where an adhésion stands, what comes next, and what is left of the 72 hours."""

from pydantic import Field

from engine.adhesion_comptes.models import Adhesion
from engine.adhesion_comptes.queries import derniere_adhesion
from engine.adhesion_comptes.refus import DemandeIntrouvable, ReferenceNecessaire
from engine.adhesion_comptes.regles import est_expire, minutes_restantes
from engine.adhesion_comptes.statuts import StatutAdhesion
from engine.kit.acteurs import Acteur, Role
from engine.kit.donnees import Reference, Siret
from engine.kit.francais import dire_duree, dire_instant
from engine.kit.operations import Commande, Contexte, Lecture, operation
from engine.kit.refus import Suite

S = StatutAdhesion
REDEMANDER = Suite("Redemander un code", operation="redemander-identifiants")

ETAPES = {
    S.DEPOSEE: (
        "La plateforme nationale traite la demande. Si elle l’accepte, le RGC recevra un code provisoire par courriel.",
        None,
    ),
    S.IDENTIFIANTS_EXPIRES: ("Le code provisoire a expiré : il faut en redemander un.", REDEMANDER),
    S.IDENTIFIANTS_BLOQUES: ("Trop de codes erronés ont été saisis : il faut redemander un code.", REDEMANDER),
    S.A_CONVENTIONNER: (
        "Les identifiants sont validés : il reste à accepter le conventionnement.",
        Suite("Accepter le conventionnement", operation="accepter-conventionnement"),
    ),
    S.ACTIVE: (
        "Le compte est actif : le RGC peut donner des accès à ses collaborateurs.",
        Suite("Donner un accès à un collaborateur", operation="habiliter-collaborateur"),
    ),
    S.REFUSEE: (
        "Motif donné par la plateforme nationale : {motif} Une nouvelle demande est possible.",
        Suite("Faire une nouvelle demande", operation="demander-adhesion"),
    ),
    S.ANNULEE: (
        "La demande a été annulée. Une nouvelle demande est possible.",
        Suite("Faire une nouvelle demande", operation="demander-adhesion"),
    ),
}


class SuivreAdhesion(Commande):
    siret: Siret = Field(title="SIRET")
    reference_demande: Reference | None = Field(None, title="Référence de la demande")


@operation("suivre-adhesion", roles={Role.VISITEUR, Role.RGC, Role.HOTLINE}, ecrit=False)
def suivre_adhesion(commande: SuivreAdhesion, ctx: Contexte) -> Lecture:
    if ctx.acteur.role is Role.VISITEUR and commande.reference_demande is None:
        raise ReferenceNecessaire().sur("reference_demande")
    adhesion = derniere_adhesion(ctx.db, commande.siret)
    if adhesion is None or not _peut_voir(adhesion, commande.reference_demande, ctx.acteur):
        raise DemandeIntrouvable
    statut = adhesion.statut
    if statut is S.IDENTIFIANTS_ENVOYES and est_expire(adhesion.expire_le, ctx.maintenant):
        statut = S.IDENTIFIANTS_EXPIRES
    resultat: dict[str, object] = {"siret": adhesion.siret, "statut": statut.value, "libelle": statut.libelle}
    if statut is S.IDENTIFIANTS_ENVOYES and adhesion.expire_le:
        reste = minutes_restantes(adhesion.expire_le, ctx.maintenant)
        etape = (
            f"Le code provisoire reçu par le RGC est à valider avant le {dire_instant(adhesion.expire_le)} : "
            f"il reste {dire_duree(reste)}."
        )
        suite: Suite | None = Suite(
            "Valider mon code", operation="valider-identifiants", donnees={"siret": adhesion.siret}
        )
        resultat["minutes_restantes"] = reste
    else:
        etape, suite = ETAPES[statut]
        etape = etape.format(motif=adhesion.motif_refus)
    return Lecture(
        f"Demande du {dire_instant(adhesion.deposee_le)} pour le SIRET {adhesion.siret}\u00a0: "
        f"{statut.libelle}. {etape}",
        resultat=resultat,
        suite=(suite,) if suite else (),
    )


def _peut_voir(adhesion: Adhesion, reference: str | None, acteur: Acteur) -> bool:
    if acteur.role is Role.VISITEUR:
        return reference is not None and reference.upper() == adhesion.reference
    return acteur.role is Role.HOTLINE or acteur.siret == adhesion.siret
