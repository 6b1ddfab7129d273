"""What the conversation API refuses, and what to do next."""

from engine.kit.refus import Refus, Suite


class ConversationInconnue(Refus, code="conversation-inconnue", status=404):
    """Unknown, erased, or someone else's: the same words."""

    message = "Cette conversation n’existe pas, ou elle n’est pas la vôtre."
    suite = Suite("Ouvrez une nouvelle conversation.")
    source = "Fonctionnement de l’assistant"


class ConversationFermee(Refus, code="conversation-fermee", status=401):
    message = "Votre connexion a pris fin : cette conversation est fermée."
    suite = Suite("Connectez-vous de nouveau pour en ouvrir une autre. Ce qui a été enregistré l’est toujours.")
    source = "Fonctionnement de l’assistant"


class TropDeMessages(Refus, code="trop-de-messages", status=429):
    message = "Vous envoyez des messages plus vite que je ne peux y répondre."
    suite = Suite("Attendez une minute, puis renvoyez votre dernier message : il n’a pas été lu.")
    source = "Fonctionnement de l’assistant"


class ConversationPasAVous(Refus, code="conversation-pas-a-vous"):
    message = "Vous n’avez pas pris cette conversation : votre message n’est pas parti."
    suite = Suite("Prenez-la dans la file d’attente, puis répondez.")
    source = "Console de la hotline"


class MessageMalForme(Refus, code="message-mal-forme", status=422):
    message = "Ce message ne se lit pas : {detail}."
    suite = Suite("Envoyez un identifiant (UUID) et un texte, ou un identifiant et un bouton.")
    source = "Fonctionnement de l’assistant"


class ReponseInconnue(Refus, code="reponse-inconnue", status=404):
    message = "Il n’y a pas ici de réponse de l’assistant à juger."
    suite = Suite("Donnez votre avis sous une réponse de l’assistant.")
    source = "Fonctionnement de l’assistant"


class AvisMalForme(Refus, code="avis-mal-forme", status=422):
    message = "Cet avis ne se lit pas : {detail}."
    suite = Suite("Dites « utile » ou « pas-utile », une raison de la liste et, si vous voulez, un commentaire.")
    source = "Fonctionnement de l’assistant"


class EnvoiTropVolumineux(Refus, code="envoi-trop-volumineux", status=413):
    message = "Cet envoi est trop volumineux : rien n’en a été lu."
    suite = Suite("Coupez-le en plusieurs envois.")
    source = "Fonctionnement de l’assistant"


class CleDeServiceRefusee(Refus, code="cle-de-service", status=401):
    message = "Cette adresse est réservée aux services de l’assistant."
    suite = Suite("Passez par la page de l’assistant.")
    source = "Fonctionnement de l’assistant"
