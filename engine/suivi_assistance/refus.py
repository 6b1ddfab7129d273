"""The refusals of the family."""

from engine.kit.refus import HOTLINE, Refus, Suite

CATALOGUE = "Catalogue des opérations"
CONTACTS = "Les contacts"
PROTECTION = "RGPD, articles 17 et 12"


class TicketIntrouvable(Refus, code="ticket-introuvable", status=404):
    """Said alike of an unknown number, of another organisme's and of a wrong code."""

    message = "Je ne trouve pas de demande avec ces informations."
    suite = Suite("Vérifiez le numéro et le code, qui figurent dans le courriel de confirmation de la demande.")
    source = f"{CATALOGUE}, suivre-ticket"


class CodeTicketNecessaire(Refus, code="code-ticket-necessaire"):
    message = "Pour suivre une demande sans être connecté, il me faut son code : il prouve que la demande est la vôtre."
    suite = Suite("Indiquez le code du courriel de confirmation, ou connectez-vous avec votre compte KAIROS.")
    source = f"{CATALOGUE}, suivre-ticket"


class TicketDejaPris(Refus, code="ticket-deja-pris"):
    message = "La demande {ticket} ne se retire plus : elle est « {statut} »."
    suite = Suite(
        "Suivez-la ; vous pourrez dire à l’équipe Kairos qu’elle n’a plus d’objet.", operation="suivre-ticket"
    )
    source = f"{CATALOGUE}, contacter-hotline"


class TropDeTickets(Refus, code="trop-de-tickets", status=429):
    message = "{nombre} demandes ont déjà été déposées avec cette adresse de courriel en {fenetre}."
    suite = Suite(f"Attendez une réponse à l’une d’elles, ou appelez la hotline au {HOTLINE}.", article="contacts")
    source = f"{CATALOGUE}, contacter-hotline"


class CopieEcranTropLourde(Refus, code="copie-ecran-trop-lourde", status=422):
    message = "Cette copie d’écran est trop lourde : elle doit peser {megaoctets} Mo au plus."
    suite = Suite("Réduisez l’image ou n’en gardez que la partie utile, puis donnez-la de nouveau.")
    source = f"{CATALOGUE}, contacter-hotline"


class CopieEcranIllisible(Refus, code="copie-ecran-illisible", status=422):
    message = "Ce fichier n’est pas une image PNG ou JPEG, quel que soit son nom."
    suite = Suite("Enregistrez la copie d’écran au format PNG ou JPEG, puis donnez-la de nouveau.")
    source = f"{CATALOGUE}, contacter-hotline"


class CopieEcranAbsente(Refus, code="copie-ecran-absente", status=404):
    message = "La demande {ticket} n’a pas de copie d’écran."
    suite = Suite("Lisez sa description, ou demandez une copie d’écran dans votre réponse.")
    source = f"{CATALOGUE}, contacter-hotline"


class HotlineFermee(Refus, code="hotline-fermee"):
    message = "Personne ne peut vous répondre en ce moment : les conseillers répondent {horaires}."
    suite = Suite(
        "Ils reviennent le {ouverture} ; d’ici là, déposez une demande, ils vous répondront par courriel.",
        operation="contacter-hotline",
    )
    source = CONTACTS


class ConversationNecessaire(Refus, code="conversation-necessaire"):
    message = "Un conseiller répond dans une conversation, et cette demande ne vient pas d’une conversation."
    suite = Suite(f"Ouvrez l’assistant sur le site, ou appelez la hotline au {HOTLINE}.", article="contacts")
    source = f"{CATALOGUE}, parler-a-un-conseiller"


class DejaDansLaFile(Refus, code="deja-dans-la-file"):
    message = "Votre conversation est déjà dans la file des conseillers, à la {place} place."
    suite = Suite(f"Gardez cette page ouverte ; si vous préférez le téléphone : {HOTLINE}.", article="contacts")
    source = f"{CATALOGUE}, parler-a-un-conseiller"


class DejaAvecUnConseiller(Refus, code="deja-avec-un-conseiller"):
    message = "Vous êtes déjà avec {conseiller} : écrivez-lui ici même."
    suite = Suite("Posez votre question dans la conversation, sans rien demander d’autre.")
    source = f"{CATALOGUE}, parler-a-un-conseiller"


class ConversationPasEnAttente(Refus, code="conversation-pas-en-attente", status=404):
    message = "Cette conversation n’attend pas de conseiller."
    suite = Suite("Regardez la file d’attente : une autre personne l’a peut-être prise.")
    source = f"{CATALOGUE}, parler-a-un-conseiller"


class FileVide(Refus, code="file-vide"):
    message = "Aucune conversation n’attend de conseiller."
    suite = Suite("Il n’y a rien à prendre pour le moment.")
    source = f"{CATALOGUE}, parler-a-un-conseiller"


class ConversationDejaPrise(Refus, code="conversation-deja-prise"):
    message = "{conseiller} répond déjà à cette conversation."
    suite = Suite("Prenez la suivante de la file.")
    source = f"{CATALOGUE}, parler-a-un-conseiller"


class RelaisSansObjet(Refus, code="relais-sans-objet"):
    """Said to the engine itself when the closing hour finds the conversation already taken or gone."""

    message = "Cette conversation n’attend plus personne."
    suite = Suite("Il n’y a rien à faire.")
    source = f"{CATALOGUE}, parler-a-un-conseiller"


class ConseillerDejaLa(Refus, code="conseiller-deja-la"):
    message = "Un conseiller a déjà pris votre conversation : votre demande ne se retire plus."
    suite = Suite("Dites-lui simplement que vous n’avez plus besoin d’aide.")
    source = f"{CATALOGUE}, parler-a-un-conseiller"


class RappelSansObjet(Refus, code="rappel-sans-objet"):
    """Said to the engine itself when there is nothing new to remind of."""

    message = "Il n’y a rien de nouveau à rappeler."
    suite = Suite("Voyez ce que vous avez à faire.", operation="mes-echeances")
    source = f"{CATALOGUE}, mes-echeances"


class RienAAnnuler(Refus, code="rien-a-annuler"):
    message = "Je ne trouve aucune opération enregistrée par vous qui puisse être annulée."
    suite = Suite(
        "Voyez ce que vous avez à faire ; chaque personne n’annule que ses propres opérations.", "mes-echeances"
    )
    source = f"{CATALOGUE}, annuler-derniere-operation"


class OperationFaiteIntrouvable(Refus, code="operation-faite-introuvable", status=404):
    message = "Je ne trouve pas, parmi ce que vous avez enregistré, l’opération « {operation} »."
    suite = Suite("Donnez le numéro du reçu, qui s’écrit R-2027-000042, ou choisissez dans la liste.")
    source = f"{CATALOGUE}, annuler-derniere-operation"


class OperationDejaAnnulee(Refus, code="operation-deja-annulee"):
    message = "« {libelle} » (reçu {recu}) est déjà annulée."
    suite = Suite("Voyez ce que vous avez à faire.", operation="mes-echeances")
    source = f"{CATALOGUE}, annuler-derniere-operation"


class OperationNonAnnulable(Refus, code="operation-non-annulable"):
    message = "« {libelle} » (reçu {recu}) ne s’annule pas : {raison}"
    suite = Suite("Si c’était une erreur, l’équipe Kairos peut la corriger avec vous.", operation="contacter-hotline")
    source = f"{CATALOGUE}, annuler-derniere-operation"


class PersonneInconnue(Refus, code="personne-a-effacer-inconnue", status=404):
    message = "Je ne connais pas cette personne."
    suite = Suite("Cherchez-la par son identifiant : la réponse donne son numéro.", operation="statut-candidat")
    source = PROTECTION


class PersonneDejaEffacee(Refus, code="personne-deja-effacee"):
    message = "Les données de cette personne ont été effacées le {date}."
    suite = Suite("Il n’y a rien d’autre à faire.")
    source = PROTECTION


class PersonneEncoreSuivie(Refus, code="personne-encore-suivie"):
    message = "Cette personne a encore besoin que ses données soient là : {raisons}."
    suite = Suite("Attendez que ce soit terminé ou annulé, puis recommencez ; dites-le à la personne.")
    source = PROTECTION
