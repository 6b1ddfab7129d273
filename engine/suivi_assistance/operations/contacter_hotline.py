"""contacter-hotline: a request to the Kairos team, with all that it asks for to help without asking again."""

from datetime import timedelta

import sqlalchemy as sa
from pydantic import Field

from engine.adhesion_comptes.queries import utilisateur
from engine.kit.acteurs import Acteur, Role
from engine.kit.donnees import Courriel, Demandeur, Reference, SessionNumero, Siret, TexteLong
from engine.kit.fichiers import Fichier
from engine.kit.francais import compter
from engine.kit.journal import JournalRow, numero_suivant
from engine.kit.notices import Notice
from engine.kit.operations import Commande, Contexte, Effet, annulation, operation
from engine.kit.parametres import entier
from engine.kit.refus import DonneeManquante, Suite
from engine.kit.sceau import masquer, nouveau_code
from engine.suivi_assistance.models import CopieEcran, Ticket
from engine.suivi_assistance.refus import TicketDejaPris, TropDeTickets
from engine.suivi_assistance.regles import lire_copie_ecran
from engine.suivi_assistance.statuts import StatutTicket
from engine.suivi_assistance.tickets import portee, resume


class ContacterHotline(Commande):
    siret: Siret | None = Field(None, title="SIRET")
    identifiant_kairos: Reference | None = Field(None, title="Identifiant de connexion KAIROS")
    candidat: Demandeur | None = Field(None, title="Demandeur d’emploi concerné")
    session: SessionNumero | None = Field(None, title="Session concernée")
    description: TexteLong = Field(title="Problème rencontré")
    copie_ecran: Fichier | None = Field(None, title="Copie d’écran")
    courriel: Courriel | None = Field(None, title="Courriel")


@operation("contacter-hotline", roles={Role.VISITEUR, Role.GESTIONNAIRE}, annulable="oui, tant qu’elle n’est pas prise")
def contacter_hotline(commande: ContacterHotline, ctx: Contexte) -> Effet:
    identifiant, courriel = _compte(ctx.acteur, ctx)
    courriel = commande.courriel or courriel
    if courriel is None:
        raise DonneeManquante(titre="l’adresse de courriel où vous répondre").sur("courriel")
    _exiger_mesure(courriel, ctx)
    code = nouveau_code()
    numero = f"HK-{numero_suivant(ctx.db, 'ticket'):04d}"
    ticket = Ticket(
        numero=numero,
        statut=StatutTicket.OUVERT,
        siret=ctx.acteur.siret or commande.siret,
        identifiant_kairos=commande.identifiant_kairos or identifiant,
        candidat=commande.candidat,
        session=commande.session,
        description=masquer(commande.description),
        courriel=courriel,
        nom=ctx.acteur.nom or "Visiteur",
        conversation=ctx.acteur.conversation,
        code_empreinte=ctx.sceau.empreinte(portee(numero, code)),
        ouvert_par=ctx.acteur.id,
        ouvert_le=ctx.maintenant,
        depuis=ctx.maintenant,
    )
    ctx.db.add(ticket)
    ctx.db.flush()
    image = _joindre(commande, ticket, ctx)
    lignes = (
        ("SIRET", ticket.siret),
        ("Identifiant de connexion KAIROS", ticket.identifiant_kairos),
        ("Demandeur d’emploi concerné", ticket.candidat),
        ("Session concernée", ticket.session),
        ("Problème rencontré", ticket.description),
        ("Copie d’écran", image),
        ("Réponse par courriel à", courriel),
    )
    return Effet(
        "suivi_assistance.ticket_ouvert",
        objet=f"ticket:{ticket.id}",
        message=(
            f"Votre demande {numero} est déposée. L’équipe Kairos vous répond à {courriel}\u00a0; "
            "un courriel vous en donne le numéro et le code de suivi."
        ),
        apres={"statut": ticket.statut.value},
        suite=(Suite("Suivre ma demande", operation="suivre-ticket", donnees={"ticket": numero}),),
        resultat={"ticket": numero, "statut": ticket.statut.value},
        siret=ticket.siret,
        notices=(
            Notice(
                "suivi_assistance/ticket_ouvert",
                courriel,
                {"numero": numero, "description": ticket.description},
                secrets={"code": code},
            ),
        ),
        recap=tuple((titre, valeur) for titre, valeur in lignes if valeur),
    )


def _compte(acteur: Acteur, ctx: Contexte) -> tuple[str | None, str | None]:
    """Sign-in name and e-mail of whoever is signed in: what is known is not asked again."""
    numero = acteur.id.removeprefix("utilisateur:")
    compte = utilisateur(ctx.db, int(numero)) if numero.isdecimal() else None
    return (compte.identifiant, compte.courriel) if compte else (None, None)


def _exiger_mesure(courriel: str, ctx: Contexte) -> None:
    """Nobody's mailbox is filled by somebody else. Raises TropDeTickets."""
    depuis = ctx.maintenant - timedelta(hours=entier("demandes_fenetre"))
    recents = sa.select(sa.func.count()).where(Ticket.courriel == courriel, Ticket.ouvert_le > depuis)
    nombre = ctx.db.scalars(recents).one()
    if nombre >= entier("demandes_par_jour_max"):
        raise TropDeTickets(nombre=nombre, fenetre=compter(entier("demandes_fenetre"), "heure"))


def _joindre(commande: ContacterHotline, ticket: Ticket, ctx: Contexte) -> str | None:
    if commande.copie_ecran is None:
        return None
    type, mot, contenu = lire_copie_ecran(commande.copie_ecran, entier("copie_ecran_octets_max"))
    ctx.db.add(CopieEcran(ticket_id=ticket.id, type=type, contenu=contenu))
    return mot


@annulation("contacter-hotline")
def annuler_contacter_hotline(ligne: JournalRow, ctx: Contexte) -> Effet:
    ticket = ctx.db.get_one(
        Ticket, int(ligne.objet.removeprefix("ticket:")), with_for_update={"of": Ticket}, populate_existing=True
    )
    if ticket.statut is not StatutTicket.OUVERT:
        raise TicketDejaPris(ticket=ticket.numero, statut=ticket.statut.libelle)
    ticket.passer_a(StatutTicket.ANNULE, ctx.maintenant)
    return Effet(
        "suivi_assistance.ticket_retire",
        objet=ligne.objet,
        message=f"Votre demande {ticket.numero} est retirée\u00a0: l’équipe Kairos ne la traitera pas.",
        avant={"statut": StatutTicket.OUVERT.value},
        apres={"statut": ticket.statut.value},
        resultat={"ticket": ticket.numero, "statut": ticket.statut.value},
        siret=ticket.siret,
        notices=(Notice("suivi_assistance/ticket_retire", ticket.courriel, {"numero": ticket.numero}),),
        recap=(("Demande retirée", resume(ticket)),),
    )
