"""What is refused of someone's appointment, candidature or result, and of undoing it."""

from engine.kit.refus import Refus, Suite
from engine.recrutement.refus import CANDIDATURE, RESULTATS, RIC, TRANSFERT


class DejaAnnule(Refus, code="rdv-deja-annule"):
    message = "Le rendez-vous de {personne} est déjà annulé : {rdv}."
    suite = Suite(
        "Il n’y a rien à faire ; vous pouvez inscrire cette personne à un autre rendez-vous.",
        operation="inscrire-candidat",
        article="rdv-annule-ou-supprime",
    )
    source = TRANSFERT


class PresenceSaisie(Refus, code="presence-saisie"):
    message = "{personne} : la présence ou l’absence à ce rendez-vous est déjà saisie ({rdv}), il ne s’annule plus."
    suite = Suite(
        "Pour une absence, vous pouvez passer cette personne sur un autre rendez-vous de la session.",
        operation="transferer-candidat",
        article="transfert-rv",
    )
    source = TRANSFERT


class TransfertDUnAnnule(Refus, code="transfert-d-un-rdv-annule"):
    message = "Le rendez-vous de {personne} a été annulé : on ne peut plus le transférer ({rdv})."
    suite = Suite(
        "Inscrivez directement cette personne à un autre rendez-vous.",
        operation="inscrire-candidat",
        article="transfert-impossible",
    )
    source = TRANSFERT


class TransfertDUnSupprime(Refus, code="transfert-d-un-rdv-supprime"):
    message = "{rdv} : ce rendez-vous a été supprimé, on ne peut plus en transférer {personne}."
    suite = Suite(
        "Inscrivez directement cette personne à un autre rendez-vous.",
        operation="inscrire-candidat",
        article="transfert-impossible",
    )
    source = TRANSFERT


class TransfertDUnPresent(Refus, code="transfert-d-un-present"):
    message = "La présence de {personne} à ce rendez-vous est saisie ({rdv}) : il n’y a plus rien à transférer."
    suite = Suite("Saisissez plutôt son résultat.", operation="saisir-resultats", article="ric-onglets")
    source = TRANSFERT


class AutreSession(Refus, code="autre-session"):
    message = "{cible} n’est pas de la même session que {origine}."
    suite = Suite("Choisissez un rendez-vous de la même session.", article="transfert-rv")
    source = TRANSFERT


class MemeRdv(Refus, code="meme-rdv", status=422):
    message = "{personne} est déjà à ce rendez-vous : {rdv}."
    suite = Suite("Choisissez un autre rendez-vous de la session.", article="transfert-rv")
    source = TRANSFERT


class AucunTransfertPossible(Refus, code="aucun-rdv-a-transferer"):
    message = "{personne} n’a aucun rendez-vous que l’on puisse transférer."
    suite = Suite(
        "Inscrivez directement cette personne à un rendez-vous.",
        operation="inscrire-candidat",
        article="transfert-impossible",
    )
    source = TRANSFERT


class CandidatureInconnue(Refus, code="candidature-inconnue", status=404):
    message = "Je ne trouve pas cette candidature parmi celles de votre organisme."
    suite = Suite("Choisissez-la dans la liste des candidatures.", article="rv-candidature")
    source = CANDIDATURE


class ContactIncorrect(Refus, code="contact-incorrect"):
    message = "Le {date} : la reprise de contact se situe entre la proposition, le {debut}, et aujourd’hui."
    suite = Suite("Indiquez le jour où vous avez repris contact.", article="rv-candidature")
    source = CANDIDATURE


class CandidatureDejaTraitee(Refus, code="candidature-deja-traitee"):
    message = "La candidature de {personne} est au statut « {statut} » : elle ne change plus ainsi."
    suite = Suite(
        "Pour revenir sur une candidature retenue, annulez votre dernière opération.",
        operation="annuler-derniere-operation",
    )
    source = CANDIDATURE


class ResultatDUnAbsent(Refus, code="resultat-d-un-absent"):
    message = "{personne} n’a pas de présence saisie à ce rendez-vous : {rdv}."
    suite = Suite(
        "Saisissez d’abord les présences : un résultat ne vaut que pour une personne présente.",
        operation="saisir-presences",
        article="ric-onglets",
    )
    source = RESULTATS


class ResultatDejaSaisi(Refus, code="resultat-deja-saisi"):
    message = "Le résultat de {personne} est déjà « {resultat} »."
    suite = Suite(
        "Pour revenir sur un candidat retenu, annulez votre dernière opération.",
        operation="annuler-derniere-operation",
        article="modifier-absence-resultat",
    )
    source = RESULTATS


class DeuxResultats(Refus, code="deux-resultats", status=422):
    message = "{personne} a deux résultats à la fois."
    suite = Suite("Dites-moi lequel est le bon.", article="ric-onglets")
    source = RESULTATS


class AucunResultatEnregistrable(Refus, code="aucun-resultat-enregistrable"):
    message = "{rdv} : aucun résultat ne peut être enregistré. {raisons}"
    suite = Suite("Vérifiez la liste des inscrits.", operation="consulter-inscrits")
    source = RESULTATS


class AucunResultatASaisir(Refus, code="aucun-resultat-a-saisir"):
    message = "La session {session} n’a personne de présent dont le résultat soit à saisir."
    suite = Suite("Vérifiez les présences.", operation="saisir-presences", article="ric-onglets")
    source = RESULTATS


class EtatChange(Refus, code="etat-change"):
    message = "{objet} a changé depuis : cette opération ne peut plus être annulée."
    suite = Suite("Vérifiez où cela en est, puis faites la correction voulue.", operation="consulter-inscrits")
    source = RIC


class RdvDejaRempli(Refus, code="rdv-deja-rempli"):
    message = "{rdv} : {noms}. Cette opération ne peut plus être annulée."
    suite = Suite(
        "Supprimez plutôt ce rendez-vous : les personnes inscrites seront prévenues.", operation="supprimer-rdv"
    )
    source = RIC


class CompteSansDemandeur(Refus, code="compte-sans-demandeur"):
    message = "Votre compte n’est rattaché à aucun identifiant de demandeur d’emploi."
    suite = Suite("Adressez-vous à votre conseiller.", article="qui-inscrit-candidats")
    source = RIC
