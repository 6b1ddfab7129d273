"""retirer-inscription: someone gives up before entry. The place is free, the AIS revoked, the adviser told."""

from pydantic import Field

from engine.inscription_entree import courrier
from engine.inscription_entree.attestations import emettre, revoquer
from engine.inscription_entree.inscriptions import etat, inscription_de, inscription_vivante, places_restantes
from engine.inscription_entree.regles import (
    exiger_pas_deja_inscrit,
    exiger_places_de_session,
    exiger_retrait_possible,
)
from engine.inscription_entree.retours import ecrites, exiger_inchangee, inscriptions_du_journal
from engine.inscription_entree.statuts import PREFIXES, StatutInscription, TypeAttestation
from engine.kit.acteurs import Role
from engine.kit.donnees import Demandeur, SessionNumero, Texte
from engine.kit.francais import compter, de, enumerer
from engine.kit.journal import JournalRow
from engine.kit.operations import Commande, Contexte, Effet, annulation, operation
from engine.kit.refus import Suite


class RetirerInscription(Commande):
    candidat: Demandeur = Field(title="Candidat")
    session: SessionNumero = Field(title="Session")
    motif: Texte = Field(title="Motif")


@operation("retirer-inscription", roles={Role.GESTIONNAIRE}, annulable="compensation")
def retirer_inscription(commande: RetirerInscription, ctx: Contexte) -> Effet:
    inscription = inscription_de(ctx, commande.candidat, commande.session, verrou=True)
    exiger_retrait_possible(inscription)
    avant = etat(inscription)
    inscription.passer_a(StatutInscription.RETIRE, ctx.maintenant)
    inscription.motif = commande.motif
    revoquees = revoquer(ctx, inscription, "l’inscription a été retirée")
    ctx.db.flush()
    session, nom = inscription.session, inscription.demandeur.designation
    restantes = places_restantes(ctx.db, session)
    phrases = [
        f"L’inscription {de(nom)} à la session {session.libelle} est retirée.",
        f"Ne sont plus valables\u00a0: {enumerer(revoquees)}." if revoquees else "",
        "" if restantes is None else f"Il y a maintenant {compter(restantes, 'place libre', 'places libres')}.",
        "Le conseiller est prévenu.",
    ]
    return Effet(
        "inscription_entree.inscription_retiree",
        objet=f"inscription:{inscription.id}",
        message=" ".join(filter(None, phrases)),
        avant={"inscriptions": {str(inscription.demandeur_id): avant}},
        apres={"inscriptions": {str(inscription.demandeur_id): etat(inscription)}},
        suite=(
            Suite("Inscrire quelqu’un d’autre", operation="inscrire-en-formation", donnees={"session": session.numero}),
        ),
        resultat={"inscription": inscription.id, "statut": inscription.statut.value, "restantes": restantes},
        notices=courrier.inscription_retiree(inscription),
        recap=(
            ("Retirer l’inscription de", f"{nom} ({inscription.demandeur.identifiant})"),
            ("Session", session.libelle),
            ("Motif", commande.motif),
            *((("Documents révoqués", enumerer(revoquees)),) if revoquees else ()),
        ),
    )


@annulation("retirer-inscription")
def retablir_inscription(ligne: JournalRow, ctx: Contexte) -> Effet:
    """Compensation: enrolled again where it stood, new documents instead of those revoked."""
    (inscription,) = inscriptions_du_journal(ctx.db, ligne)
    personne = str(inscription.demandeur_id)
    laissee, avant = ecrites(ligne.apres)[personne], ecrites(ligne.avant)[personne]
    exiger_inchangee(inscription, laissee)
    session, nom = inscription.session, inscription.demandeur.designation
    exiger_pas_deja_inscrit(nom, session, inscription_vivante(ctx.db, inscription.demandeur_id, session.id))
    exiger_places_de_session(session, places_restantes(ctx.db, session), 1)
    inscription.revenir_a(StatutInscription(avant["statut"]), ctx.maintenant)
    inscription.motif = None
    types = [type for type in TypeAttestation if any(n.startswith(PREFIXES[type]) for n in avant["attestations"])]
    emises = [emettre(ctx, inscription, type).numero for type in types]
    return Effet(
        "inscription_entree.inscription_retablie",
        objet=ligne.objet,
        message=(
            f"L’inscription {de(nom)} à la session {session.libelle} est rétablie, "
            f"au statut «\u00a0{inscription.libelle}\u00a0»."
            + (f" Nouveaux documents\u00a0: {enumerer(emises)}." if emises else "")
            + " Le conseiller est de nouveau prévenu."
        ),
        avant={"inscriptions": {personne: laissee}},
        apres={"inscriptions": {personne: etat(inscription)}},
        notices=courrier.inscription_retablie(inscription),
        siret=ligne.siret,
        annule=ligne.id,
        recap=(("Rétablir l’inscription de", nom), ("Session", session.libelle)),
    )
