"""What the recruitment of a session refuses, why, and what to do next."""

from engine.kit.refus import HOTLINE, Refus, Suite

RIC = "Présentation KAIROS – ACTU FORMATION, « Recrutement par réunion information collective »"
ONGLETS = "Présentation KAIROS – ACTU FORMATION, RIC : onglet « Saisir les présences / absences »"
BONNES_PRATIQUES = "Présentation KAIROS – ACTU FORMATION, « Bonnes pratiques KAIROS liées à une difficulté »"
TRANSFERT = "Présentation KAIROS – ACTU FORMATION, « Bonnes pratiques pour un transfert de RV »"
RV = "Présentation KAIROS – ACTU FORMATION, « L’outil Kairos RV INDIVIDUEL »"
CANDIDATURE = "Présentation KAIROS – ACTU FORMATION, « La modalité RDV sur candidature »"
RESULTATS = "Présentation KAIROS – ACTU FORMATION, RIC : onglet « Saisir les résultats »"


class DateDejaPassee(Refus, code="date-deja-passee"):
    message = "Le {date} est déjà passé : un rendez-vous se programme à une date à venir."
    suite = Suite("Donnez-moi une date et une heure à venir.", article="ric-definition")
    source = RIC


class DateApresLaSession(Refus, code="date-apres-la-session"):
    message = "Le {date} tombe après la fin de la session {session}, le {fin}."
    suite = Suite("Donnez-moi une date avant la fin de la session.", article="ric-definition")
    source = RIC


class NombreDePlacesIncorrect(Refus, code="nombre-de-places", status=422):
    message = "{places} : le nombre de places va de {minimum} à {maximum}."
    suite = Suite("Indiquez un nombre de places entre {minimum} et {maximum}.", article="ric-actions")
    source = RIC


class DureeIncorrecte(Refus, code="duree-incorrecte", status=422):
    message = "{minutes} minutes : la durée va de {minimum} à {maximum} minutes."
    suite = Suite("Indiquez une durée entre {minimum} et {maximum} minutes.", article="ric-actions")
    source = RIC


class RdvInconnu(Refus, code="rdv-inconnu", status=404):
    message = "Je ne trouve pas ce rendez-vous parmi ceux de votre organisme."
    suite = Suite("Choisissez-le dans la liste de vos rendez-vous.", operation="consulter-inscrits")
    source = RIC


class RdvSupprime(Refus, code="rdv-supprime"):
    message = "{rdv} : ce rendez-vous a été supprimé, personne ne peut plus y être inscrit."
    suite = Suite("Choisissez un autre rendez-vous de la session.", article="rdv-annule-ou-supprime")
    source = TRANSFERT


class RdvDejaPasse(Refus, code="rdv-deja-passe"):
    message = "{rdv} a déjà eu lieu : on ne peut plus y inscrire personne."
    suite = Suite("Choisissez un rendez-vous à venir, ou programmez-en un.", operation="creer-ric")
    source = RIC


class PlacesInsuffisantes(Refus, code="places-insuffisantes"):
    message = "{rdv} : il reste {restantes} pour {demandees}."
    suite = Suite("Dites-moi qui inscrire en priorité, ou programmez une autre réunion.", operation="creer-ric")
    source = RIC


class PlacesEpuisees(Refus, code="places-epuisees"):
    message = "{rdv} : il n’y a plus de place libre ({places} en tout)."
    suite = Suite("Programmez une autre réunion, ou ajoutez des places à celle-ci.", operation="modifier-rdv")
    source = RIC


class DejaInscrit(Refus, code="deja-inscrit"):
    message = "{personne} a déjà une place pour ce rendez-vous : {rdv}."
    suite = Suite("Il n’y a rien à faire ; vous pouvez voir la liste des inscrits.", operation="consulter-inscrits")
    source = RIC


class DejaUnRdvAVenir(Refus, code="deja-un-rdv-a-venir"):
    message = "{personne} a déjà un rendez-vous à venir pour la session {session} : {autre}."
    suite = Suite("Passez plutôt son inscription d’un rendez-vous à l’autre.", operation="transferer-candidat")
    source = TRANSFERT


class NomPourPlusieurs(Refus, code="nom-pour-plusieurs", status=422):
    message = "Un nom ne peut pas valoir pour plusieurs candidats à la fois."
    suite = Suite("Inscrivez ces personnes une par une, ou sans leur nom : leur identifiant suffit.")
    source = RIC


class AucunCandidat(Refus, code="aucun-candidat", status=422):
    message = "Je n’ai compris aucun candidat à inscrire."
    suite = Suite("Donnez-moi l’identifiant de chaque demandeur d’emploi.", article="ric-actions")
    source = RIC


class RdvPasEncorePasse(Refus, code="rdv-pas-encore-passe"):
    message = "{rdv} n’a pas encore eu lieu : les présences se saisissent à partir du {date}."
    suite = Suite("Revenez à partir du {date} ; vous pouvez dès maintenant voir les inscrits.", article="ric-onglets")
    source = ONGLETS


class PersonneNonInscrite(Refus, code="personne-non-inscrite", status=404):
    message = "{personne} ne figure pas parmi les inscrits de ce rendez-vous : {rdv}."
    suite = Suite("Vérifiez la liste des inscrits.", operation="consulter-inscrits")
    source = ONGLETS


class PresentEtAbsent(Refus, code="present-et-absent", status=422):
    message = "{personne} est à la fois parmi les présents et parmi les absents."
    suite = Suite("Dites-moi si cette personne est venue ou non.", article="ric-onglets")
    source = ONGLETS


class PersonneManquante(Refus, code="aucune-personne", status=422):
    message = "Il me faut au moins une personne présente ou absente."
    suite = Suite("Dites-moi qui est venu, ou qui a manqué.", article="ric-onglets")
    source = ONGLETS


class PresenceDejaSaisie(Refus, code="presence-deja-saisie"):
    message = "La présence de {personne} est déjà saisie : cette personne a quitté la liste."
    suite = Suite(
        "Pour la corriger, annulez votre dernière opération ou appelez la hotline au " + HOTLINE + ".",
        operation="annuler-derniere-operation",
        article="modifier-absence-resultat",
    )
    source = ONGLETS


class AbsenceDejaSaisie(Refus, code="absence-deja-saisie"):
    message = "L’absence de {personne} est déjà saisie."
    suite = Suite("Si cette personne est finalement venue, dites-le-moi.", article="modifier-absence-resultat")
    source = ONGLETS


class InscriptionAnnulee(Refus, code="inscription-annulee"):
    message = "Le rendez-vous de {personne} a été annulé : il n’y a pas de présence à saisir."
    suite = Suite("Vérifiez la liste des inscrits.", article="rdv-annule-ou-supprime")
    source = TRANSFERT


class AucunePresenceEnregistrable(Refus, code="aucune-presence-enregistrable"):
    message = "{rdv} : aucune présence ne peut être enregistrée. {raisons}"
    suite = Suite("Vérifiez la liste des inscrits.", operation="consulter-inscrits")
    source = ONGLETS


class AucunRdvOuvert(Refus, code="aucun-rdv-ouvert"):
    message = "La session {session} n’a aucun rendez-vous à venir où il reste une place."
    suite = Suite("Programmez une réunion d’information collective.", operation="creer-ric")
    source = BONNES_PRATIQUES


class AucunRdvPasse(Refus, code="aucun-rdv-passe"):
    message = "La session {session} n’a aucun rendez-vous passé dont les présences soient à saisir."
    suite = Suite("Vérifiez la liste des inscrits.", operation="consulter-inscrits")
    source = ONGLETS


class CandidatSansRdv(Refus, code="candidat-sans-rdv", status=404):
    message = "Je ne trouve aucun rendez-vous de {personne} dans votre organisme."
    suite = Suite("Inscrivez cette personne à un rendez-vous.", operation="inscrire-candidat")
    source = RIC


class RappelDeRdvSansObjet(Refus, code="rappel-de-rdv-sans-objet"):
    """Said to the engine itself when nobody is expected, or the appointment moved on."""

    message = "Personne n’est à prévenir de ce rendez-vous."
    suite = Suite("Vérifiez la liste des inscrits.", operation="consulter-inscrits")
    source = "Choix de l’assistant"
