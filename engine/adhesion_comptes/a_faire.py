"""What the organisme has to do about its account, and what waits for the Kairos team."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import sqlalchemy as sa

from engine.adhesion_comptes.models import ChangementRgc, DemandeQualite
from engine.adhesion_comptes.queries import adhesion_en_cours, organisme, referencement
from engine.adhesion_comptes.regles import est_expire
from engine.adhesion_comptes.statuts import StatutAdhesion
from engine.adhesion_comptes.statuts_demande import StatutDemande
from engine.kit.a_faire import AFaire, Perimetre, Urgence, echeances_de
from engine.kit.clock import a_paris
from engine.kit.francais import dire_date, dire_instant
from engine.kit.parametres import entier
from engine.kit.refus import Suite

CODES_MORTS = (StatutAdhesion.IDENTIFIANTS_EXPIRES, StatutAdhesion.IDENTIFIANTS_BLOQUES)


@echeances_de("adhesion_comptes")
def adhesion_a_poursuivre(perimetre: Perimetre) -> Iterator[AFaire]:
    """The code to validate within its 72 hours, a dead code to ask again, the convention to accept."""
    adhesion = adhesion_en_cours(perimetre.db, perimetre.siret or "")
    if adhesion is None:
        return
    cle, donnees = f"adhesion:{adhesion.id}", {"siret": adhesion.siret}
    envoye = adhesion.statut is StatutAdhesion.IDENTIFIANTS_ENVOYES
    if adhesion.statut is StatutAdhesion.A_CONVENTIONNER:
        yield AFaire(
            f"{cle}:convention",
            Urgence.AUJOURD_HUI,
            "La convention attend l’acceptation du RGC\u00a0: le compte n’est actif qu’ensuite.",
            Suite("Accepter le conventionnement", operation="accepter-conventionnement"),
        )
    elif adhesion.statut in CODES_MORTS or (envoye and est_expire(adhesion.expire_le, perimetre.maintenant)):
        yield AFaire(
            f"{cle}:code-mort:{adhesion.code_numero}",
            Urgence.EN_RETARD,
            "Le code provisoire ne fonctionne plus\u00a0: il faut en redemander un.",
            Suite("Redemander un code", operation="redemander-identifiants", donnees=donnees),
        )
    elif envoye and adhesion.expire_le:
        yield AFaire(
            f"{cle}:code:{adhesion.code_numero}",
            Urgence.AUJOURD_HUI,
            f"Le code provisoire reçu par le RGC est à valider avant le {dire_instant(adhesion.expire_le)}.",
            Suite("Valider le code", operation="valider-identifiants", donnees=donnees),
            a_paris(adhesion.expire_le).date(),
        )


@echeances_de("adhesion_comptes")
def referencement_qualite(perimetre: Perimetre) -> Iterator[AFaire]:
    """A quality reference that runs out, or ran out: AIF and funding close with it."""
    reference, fin = referencement(perimetre.db, perimetre.siret or "")
    if reference is None or fin is None:
        return
    if perimetre.aujourdhui <= fin - timedelta(days=entier("alerte_referencement_qualite")):
        return
    passe = perimetre.aujourdhui > fin
    phrase = (
        f"Le référencement qualité a pris fin le {dire_date(fin)}\u00a0: ni AIF ni financement d’ici là."
        if passe
        else f"Le référencement qualité prend fin le {dire_date(fin)}\u00a0: ensuite, plus d’AIF ni de financement."
    )
    yield AFaire(
        f"qualite:{fin.isoformat()}",
        Urgence.EN_RETARD if passe else Urgence.BIENTOT,
        phrase,
        Suite("Déclarer le nouveau référencement", operation="declarer-referencement-qualite"),
        fin,
    )


@echeances_de("adhesion_comptes", equipe=True)
def changements_de_rgc(perimetre: Perimetre) -> Iterator[AFaire]:
    a_traiter = sa.select(ChangementRgc).where(ChangementRgc.statut == StatutDemande.A_TRAITER)
    for un in perimetre.db.scalars(a_traiter.order_by(ChangementRgc.id)):
        yield _a_traiter(perimetre, f"rgc:{un.id}", "Changement de RGC à confirmer", un.siret, un.demandee_le)


@echeances_de("adhesion_comptes", equipe=True)
def demandes_de_referencement(perimetre: Perimetre) -> Iterator[AFaire]:
    a_traiter = sa.select(DemandeQualite).where(DemandeQualite.statut == StatutDemande.A_TRAITER)
    for une in perimetre.db.scalars(a_traiter.order_by(DemandeQualite.id)):
        quoi = "Demande de référencement qualité à traiter"
        yield _a_traiter(perimetre, f"demande-qualite:{une.id}", quoi, une.siret, une.demandee_le)


def _a_traiter(perimetre: Perimetre, cle: str, quoi: str, siret: str, demandee_le: datetime) -> AFaire:
    connu = organisme(perimetre.db, siret)
    return AFaire(
        cle,
        Urgence.AUJOURD_HUI,
        f"{quoi} pour {connu.raison_sociale if connu else siret} (SIRET {siret}), depuis "
        f"le {dire_instant(demandee_le)}.",
        Suite("Suivre l’adhésion", operation="suivre-adhesion", donnees={"siret": siret}),
        a_paris(demandee_le).date(),
    )
