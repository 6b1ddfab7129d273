"""parler-a-un-conseiller: the conversation joins the hotline's queue, with its place in it."""

from pydantic import Field
from sqlalchemy.exc import IntegrityError

from engine.kit.acteurs import Role
from engine.kit.donnees import Texte
from engine.kit.echeances import Echeance
from engine.kit.francais import dire_heure
from engine.kit.journal import JournalRow
from engine.kit.operations import Commande, Contexte, Effet, annulation, operation
from engine.kit.refus import HOTLINE
from engine.kit.sceau import masquer
from engine.suivi_assistance.models import Relais
from engine.suivi_assistance.refus import (
    ConseillerDejaLa,
    ConversationNecessaire,
    DejaAvecUnConseiller,
    DejaDansLaFile,
)
from engine.suivi_assistance.regles import exiger_hotline_ouverte, rang
from engine.suivi_assistance.relais import horaires, place, relais_vivant
from engine.suivi_assistance.statuts import StatutRelais


class ParlerAUnConseiller(Commande):
    sujet: Texte | None = Field(None, title="Sujet")


@operation(
    "parler-a-un-conseiller",
    roles={Role.VISITEUR, Role.GESTIONNAIRE},
    annulable="oui, tant que personne n’a pris la conversation",
)
def parler_a_un_conseiller(commande: ParlerAUnConseiller, ctx: Contexte) -> Effet:
    conversation = ctx.acteur.conversation
    if conversation is None:
        raise ConversationNecessaire
    exiger_hotline_ouverte(horaires(), ctx.maintenant)
    _exiger_hors_de_la_file(conversation, ctx)
    relais = Relais(
        conversation=conversation,
        statut=StatutRelais.EN_ATTENTE,
        acteur=ctx.acteur.id,
        nom=ctx.acteur.nom or "Visiteur",
        siret=ctx.acteur.siret,
        sujet=commande.sujet and masquer(commande.sujet),
        demande_le=ctx.maintenant,
    )
    try:
        with ctx.db.begin_nested():
            ctx.db.add(relais)
    except IntegrityError:  # asked twice at the same instant
        raise DejaDansLaFile(place=rang(place(ctx.db, relais_vivant(ctx.db, conversation) or relais))) from None
    numero = place(ctx.db, relais)
    fermeture = horaires().fermeture_du(ctx.maintenant)
    lignes = (
        ("Conversation", "transmise à un conseiller de la hotline, avec ce que nous nous sommes dit"),
        ("Sujet", relais.sujet),
        ("Place dans la file", rang(numero)),
        ("Ou par téléphone", HOTLINE),
    )
    return Effet(
        "suivi_assistance.conseiller_demande",
        objet=f"relais:{relais.id}",
        message=(
            f"Votre conversation est dans la file des conseillers, à la {rang(numero)} place. Gardez cette page "
            "ouverte\u00a0: un conseiller vous répond ici même, et il voit ce que nous nous sommes dit. En attendant, "
            f"je continue à vous répondre\u00a0; la hotline répond jusqu’à {dire_heure(horaires().fermeture)}."
        ),
        apres={"statut": relais.statut.value},
        resultat={"relais": relais.id, "place": numero, "statut": relais.statut.value},
        echeances=(
            Echeance(cle=f"relais-{relais.id}", operation="clore-attente", donnees={"relais": relais.id}, le=fermeture),
        ),
        recap=tuple((titre, valeur) for titre, valeur in lignes if valeur),
    )


def _exiger_hors_de_la_file(conversation: str, ctx: Contexte) -> None:
    relais = relais_vivant(ctx.db, conversation)
    if relais is None:
        return
    if relais.statut is StatutRelais.PRIS:
        raise DejaAvecUnConseiller(conseiller=relais.pris_par_nom)
    raise DejaDansLaFile(place=rang(place(ctx.db, relais)))


@annulation("parler-a-un-conseiller")
def annuler_parler_a_un_conseiller(ligne: JournalRow, ctx: Contexte) -> Effet:
    id = int(ligne.objet.removeprefix("relais:"))
    relais = ctx.db.get_one(Relais, id, with_for_update=True, populate_existing=True)
    if relais.statut is StatutRelais.PRIS:
        raise ConseillerDejaLa
    relais.passer_a(StatutRelais.QUITTE)
    relais.fini_le = ctx.maintenant
    return Effet(
        "suivi_assistance.file_quittee",
        objet=ligne.objet,
        message="Votre conversation n’est plus dans la file des conseillers. Je reste à votre disposition.",
        avant={"statut": StatutRelais.EN_ATTENTE.value},
        apres={"statut": relais.statut.value},
        resultat={"relais": relais.id, "statut": relais.statut.value},
    )
