"""inscrire-en-formation: the organisme enrols job seekers directly; their adviser has to validate."""

from pydantic import Field

from engine.inscription_entree import courrier
from engine.inscription_entree.inscriptions import (
    annuler,
    commencer,
    etat,
    inscription_vivante,
    places_restantes,
    verrouiller_session,
)
from engine.inscription_entree.models import Inscription
from engine.inscription_entree.refus import AucunCandidatAInscrire, NomPourPlusieursInscrits
from engine.inscription_entree.regles import (
    exiger_pas_deja_inscrit,
    exiger_places_de_session,
    exiger_retenue_annulable,
)
from engine.inscription_entree.retours import inscriptions_du_journal
from engine.inscription_entree.statuts import LIBELLES_RESEAU, Reseau, StatutInscription
from engine.kit.acteurs import Role
from engine.kit.clock import a_paris
from engine.kit.donnees import Demandeurs, Nom, SessionNumero, choix_parmi
from engine.kit.francais import compter, enumerer
from engine.kit.journal import JournalRow
from engine.kit.notices import Notice
from engine.kit.operations import Commande, Contexte, Effet, annulation, operation
from engine.kit.refus import Refus, Suite
from engine.offre.regles import exiger_recrutement_possible
from engine.offre.sessions import trouver_session
from engine.recrutement.demandeurs import (
    completer,
    connus_par_identifiant,
    designer_par_identifiant,
    obtenir_demandeurs,
)
from engine.recrutement.models import Demandeur
from engine.recrutement.rdv import inscriptions_visibles as rdv_du_candidat

Conseiller = choix_parmi(
    {reseau.value: libelle for reseau, libelle in LIBELLES_RESEAU.items()},
    {Reseau.POLE_EMPLOI.value: "France Travail FT PE", Reseau.MISSION_LOCALE.value: "MILO ML"},
)


class InscrireEnFormation(Commande):
    candidat: Demandeurs = Field(title="Candidats")
    session: SessionNumero = Field(title="Session")
    conseiller: Conseiller | None = Field(None, title="Conseiller référent")  # type: ignore[valid-type]
    nom: Nom | None = Field(None, title="Nom")
    prenom: Nom | None = Field(None, title="Prénom")


@operation("inscrire-en-formation", roles={Role.GESTIONNAIRE}, annulable="oui, tant que le conseiller n’a pas validé")
def inscrire_en_formation(commande: InscrireEnFormation, ctx: Contexte) -> Effet:
    if not commande.candidat:
        raise AucunCandidatAInscrire().sur("candidat")
    if len(commande.candidat) > 1 and (commande.nom or commande.prenom):
        raise NomPourPlusieursInscrits().sur("nom")
    session = trouver_session(ctx.db, commande.session, ctx.acteur)
    exiger_recrutement_possible(session, ctx.maintenant, a_paris(ctx.maintenant).year)
    verrouiller_session(ctx.db, session.id)
    nom_dit = " ".join(filter(None, (commande.prenom, commande.nom)))
    dits = designer_par_identifiant(ctx.db, commande.candidat, ctx.acteur, nom_dit)
    connus = connus_par_identifiant(ctx.db, commande.candidat, ctx.acteur)
    demandeurs = obtenir_demandeurs(ctx.db, commande.candidat, connus)
    completer(demandeurs[0], nom=commande.nom, prenom=commande.prenom)

    possibles: list[Demandeur] = []
    ecartes: list[Refus] = []
    for demandeur in demandeurs:
        try:
            sienne = inscription_vivante(ctx.db, demandeur.id, session.id)
            exiger_pas_deja_inscrit(dits[demandeur.identifiant], session, sienne)
        except Refus as refus:
            ecartes.append(refus)
        else:
            possibles.append(demandeur)
    if not possibles:
        raise ecartes[0]
    exiger_places_de_session(session, places_restantes(ctx.db, session), len(possibles))

    inscriptions = [_inscrire(ctx, demandeur, session.id, commande) for demandeur in possibles]
    restantes = places_restantes(ctx.db, session)
    noms = [dits[inscription.demandeur.identifiant] for inscription in inscriptions]
    statuts = [f"{nom}\u00a0: «\u00a0{une.libelle}\u00a0»" for nom, une in zip(noms, inscriptions, strict=True)]
    reste = "" if restantes is None else f" Il reste {compter(restantes, 'place')}."
    return Effet(
        "inscription_entree.candidats_inscrits",
        objet=f"session:{session.numero}",
        message=(
            f"C’est fait pour la session {session.libelle}. {' ; '.join(statuts)}. "
            f"Le conseiller est prévenu\u00a0: c’est à lui de valider.{reste}"
        ),
        apres={"inscriptions": {str(une.demandeur_id): etat(une) for une in inscriptions}},
        ecartes=tuple(ecartes),
        suite=(Suite("Voir où en est un candidat", operation="statut-candidat"),),
        resultat={
            "session": session.numero,
            "inscriptions": {une.demandeur.identifiant: une.id for une in inscriptions},
            "statut": StatutInscription.A_VALIDER.value,
            "restantes": restantes,
        },
        notices=tuple(notice for une in inscriptions for notice in _notices(une)),
        recap=(
            ("Candidats" if len(noms) > 1 else "Candidat", enumerer(noms)),
            ("Session", f"{session.libelle}, {session.periode}"),
            ("Statut après inscription", enumerer(list(dict.fromkeys(une.libelle for une in inscriptions)))),
            *((("Mis de côté", " ".join(map(str, ecartes))),) if ecartes else ()),
        ),
    )


def _inscrire(ctx: Contexte, demandeur: Demandeur, session_id: int, commande: InscrireEnFormation) -> Inscription:
    """The adviser is the one said, else the one who sent this person to an appointment."""
    session = trouver_session(ctx.db, commande.session, ctx.acteur)
    rdv = rdv_du_candidat(ctx.db, ctx.acteur, demandeur.identifiant, None)
    prescripteur = rdv[-1].prescripteur if rdv else None
    reseau = Reseau(commande.conseiller) if commande.conseiller else None
    return commencer(ctx, demandeur, session, StatutInscription.A_VALIDER, reseau=reseau, prescripteur=prescripteur)


def _notices(inscription: Inscription) -> tuple[Notice, ...]:
    return (courrier.validation_demandee(inscription), courrier.inscription_commencee(inscription))


@annulation("inscrire-en-formation")
def annuler_inscrire_en_formation(ligne: JournalRow, ctx: Contexte) -> Effet:
    inscriptions = inscriptions_du_journal(ctx.db, ligne)
    avant = {str(une.demandeur_id): etat(une) for une in inscriptions}
    for une in inscriptions:
        exiger_retenue_annulable(une.demandeur.designation, une)
    notices = tuple(notice for une in inscriptions for notice in annuler(ctx, une))
    noms = [une.demandeur.designation for une in inscriptions]
    return Effet(
        "inscription_entree.inscriptions_annulees",
        objet=ligne.objet,
        message=f"Inscription en formation annulée pour {enumerer(noms)}. Chacun est prévenu, le conseiller aussi.",
        avant={"inscriptions": avant},
        apres={"inscriptions": {str(une.demandeur_id): etat(une) for une in inscriptions}},
        notices=notices,
        siret=ligne.siret,
        annule=ligne.id,
        recap=(("Annuler l’inscription en formation de", enumerer(noms)),),
    )
