"""What is refused of groups of appointments, ranges of candidatures, their change and their deletion."""

from engine.kit.refus import Refus, Suite
from engine.recrutement.refus import CANDIDATURE, RIC, RV, TRANSFERT


class HorairesIncorrects(Refus, code="horaires-incorrects", status=422):
    message = "De {debut} à {fin} : l’heure de fin doit venir après l’heure de début."
    suite = Suite("Indiquez une heure de fin plus tardive, le même jour.", article="rv-individuel-actions")
    source = RV


class AucunCreneau(Refus, code="aucun-creneau", status=422):
    message = "De {debut} à {fin}, il n’y a pas le temps d’un rendez-vous de {duree}."
    suite = Suite("Indiquez une plage plus longue ou une durée plus courte.", article="rv-individuel-actions")
    source = RV


class TropDeCreneaux(Refus, code="trop-de-creneaux", status=422):
    message = "Cela ferait {nombre} rendez-vous, et un groupe en compte {maximum} au plus."
    suite = Suite("Ouvrez-les en plusieurs groupes, ou allongez leur durée.", article="rv-individuel-actions")
    source = RV


class CreneauxQuiSeChevauchent(Refus, code="creneaux-qui-se-chevauchent"):
    message = "À ce moment et à cet endroit, votre organisme reçoit déjà quelqu’un : {autre}."
    suite = Suite("Choisissez une autre heure ou un autre lieu.", article="rv-individuel-actions")
    source = RV


class PasUnGroupe(Refus, code="pas-un-groupe"):
    message = "{rdv} : ce n’est pas un groupe de rendez-vous individuels."
    suite = Suite("Choisissez un groupe de rendez-vous dans la liste.", article="rv-individuel-actions")
    source = RV


class PeriodeIncorrecte(Refus, code="periode-incorrecte", status=422):
    message = "Du {debut} au {fin} : la fin doit venir après le début."
    suite = Suite("Indiquez une date de fin plus tardive.", article="rv-candidature")
    source = CANDIDATURE


class PlageSurRdv(Refus, code="plage-sur-rdv"):
    message = "{rdv} : ce n’est pas un rendez-vous où l’on vient, personne ne s’y inscrit directement."
    suite = Suite("Choisissez une réunion ou un rendez-vous individuel de la session.", article="rv-candidature")
    source = CANDIDATURE


class PasUnePlage(Refus, code="pas-une-plage"):
    message = "{rdv} : ce n’est pas une plage de candidatures."
    suite = Suite("Choisissez une plage de candidatures de la session.", article="rv-candidature")
    source = CANDIDATURE


class PlageFermee(Refus, code="plage-fermee"):
    message = "{rdv} : cette plage n’est pas ouverte aujourd’hui."
    suite = Suite("Proposez ce candidat pendant la plage, ou sur un autre rendez-vous.", article="rv-candidature")
    source = CANDIDATURE


class DejaPropose(Refus, code="deja-propose"):
    message = "{personne} est déjà parmi les candidatures de cette plage : {rdv}."
    suite = Suite("Il n’y a rien à faire : l’organisme reprend contact.", article="rv-candidature")
    source = CANDIDATURE


class RienAModifier(Refus, code="rien-a-modifier"):
    message = "{rdv} : il n’y a rien à changer, c’est déjà ainsi."
    suite = Suite("Dites-moi ce qui change : la date, le lieu ou le nombre de places.", article="ric-actions")
    source = RIC


class DonneeSansObjet(Refus, code="donnee-sans-objet", status=422):
    message = "{rdv} : {quoi} ne s’y change pas."
    suite = Suite("Dites-moi ce qui change : {possible}.", article="ric-actions")
    source = RIC


class PlacesOccupees(Refus, code="places-occupees"):
    message = "{rdv} : {places} ne suffisent pas, {inscrits} y ont déjà une place."
    suite = Suite(
        "Gardez au moins autant de places, ou passez des candidats sur un autre rendez-vous.",
        operation="transferer-candidat",
    )
    source = RIC


class RdvDejaCommence(Refus, code="rdv-deja-commence"):
    message = "{rdv} : c’est déjà commencé, plus rien ne s’y modifie."
    suite = Suite("Programmez-en un autre, ou saisissez les présences.", operation="saisir-presences")
    source = RIC


class RdvDejaTenu(Refus, code="rdv-deja-tenu"):
    message = "{rdv} : c’est passé et des présences y sont saisies, la suppression n’est plus possible."
    suite = Suite("Vérifiez la liste des inscrits.", operation="consulter-inscrits", article="rdv-annule-ou-supprime")
    source = TRANSFERT


class DejaSupprime(Refus, code="rdv-deja-supprime"):
    message = "{rdv} : c’est déjà supprimé."
    suite = Suite(
        "Il n’y a rien à faire ; vous pouvez en programmer un autre.",
        operation="creer-ric",
        article="rdv-annule-ou-supprime",
    )
    source = TRANSFERT


class PersonnesInscrites(Refus, code="personnes-inscrites"):
    message = (
        "{rdv} : {nombre} {noms}. "
        "En cas de suppression, chacun sera prévenu et aucun transfert n’en sera plus possible."
    )
    suite = Suite(
        "Confirmez la suppression, ou passez d’abord ces personnes sur un autre rendez-vous.",
        operation="transferer-candidat",
        article="rdv-annule-ou-supprime",
    )
    source = TRANSFERT
