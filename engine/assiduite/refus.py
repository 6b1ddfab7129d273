"""What the follow-up of a training refuses, why, and what to do next."""

from engine.kit.refus import HOTLINE, Refus, Suite

AU_FIL_DE_L_EAU = "Présentation KAIROS – ACTU FORMATION, « Assiduité » : absences et abandons au fil de l’eau"
DU_MOIS = "Présentation KAIROS – ACTU FORMATION, « Assiduité » : à partir du 25 de chaque mois"
INTERRUPTIONS = "Présentation KAIROS – ACTU FORMATION, périodes d’interruption de plus de 15 jours"
BILAN = "Présentation KAIROS – ACTU FORMATION, bilan de formation"
AVENIR = "Présentation KAIROS – ACTU FORMATION, vigilance sur les parcours #Avenir"
DECRET = "Décret n° 2019-1386 du 17 décembre 2019, article 1"


class PeriodeALEnvers(Refus, code="periode-a-l-envers", status=422):
    message = "Le premier jour ({debut}) vient après le dernier ({fin})."
    suite = Suite("Redonnez-moi le premier et le dernier jour ; ils comptent tous les deux.")
    source = "Catalogue des opérations, saisir-absence"


class PasEnFormation(Refus, code="pas-en-formation"):
    message = "{personne} est au statut « {statut} » dans la session {session} : son entrée n’est pas enregistrée."
    suite = Suite("Saisissez d’abord l’entrée en formation.", operation="saisir-entrees")
    source = AU_FIL_DE_L_EAU


class ParcoursClos(Refus, code="parcours-clos"):
    message = "Le bilan de {personne} est saisi pour la session {session} : son parcours ne change plus."
    suite = Suite(f"Annulez d’abord le bilan, ou appelez la hotline au {HOTLINE}.", article="bilan-formation")
    source = BILAN


class ParcoursDejaFini(Refus, code="parcours-deja-fini"):
    message = "{personne} n’est plus en formation : son dossier est au statut « {statut} » depuis le {date}."
    suite = Suite("Je peux vous dire où en est ce dossier.", operation="statut-candidat")
    source = AU_FIL_DE_L_EAU


class AvantLEntree(Refus, code="avant-l-entree"):
    message = "{personne} est en formation depuis le {entree} : le {date}, son entrée n’avait pas eu lieu."
    suite = Suite("Vérifiez la date, ou corrigez l’entrée en formation.", operation="corriger-entree")
    source = AU_FIL_DE_L_EAU


class ApresLaFormation(Refus, code="apres-la-formation"):
    message = "La formation de {personne} se termine le {fin} : le {date} est après."
    suite = Suite("Redonnez-moi la date.", article="assiduite-au-fil-de-l-eau")
    source = AU_FIL_DE_L_EAU


class ApresLaSortie(Refus, code="apres-la-sortie"):
    message = "{personne} a quitté la formation le {sortie} ({statut}) : il n’y a plus d’absence à saisir après."
    suite = Suite("Si cette sortie est une erreur, annulez-la d’abord.", operation="annuler-derniere-operation")
    source = AU_FIL_DE_L_EAU


class AbsencesQuiSeChevauchent(Refus, code="absences-qui-se-chevauchent"):
    message = "{personne} a déjà une absence {autre}."
    suite = Suite("Vous pouvez corriger cette absence.", operation="corriger-absence")
    source = "Catalogue des opérations, saisir-absence"


class MoisFerme(Refus, code="mois-ferme"):
    message = "L’assiduité de {mois} est déjà déclarée pour {personne} : ce mois ne se modifie plus."
    suite = Suite("Demandez à la hotline de rouvrir ce mois.", operation="reouvrir-assiduite")
    source = DU_MOIS


class AbsenceInconnue(Refus, code="absence-inconnue", status=404):
    message = "Je ne trouve pas cette absence."
    suite = Suite("Choisissez l’absence à corriger dans la liste.", operation="corriger-absence")
    source = AU_FIL_DE_L_EAU


class AucuneAbsence(Refus, code="aucune-absence"):
    message = "{personne} n’a aucune absence enregistrée."
    suite = Suite("Vous pouvez en saisir une.", operation="saisir-absence")
    source = AU_FIL_DE_L_EAU


class RienACorriger(Refus, code="absence-rien-a-corriger", status=422):
    message = "L’absence de {personne} est déjà enregistrée ainsi : {absence}."
    suite = Suite("Dites-moi ce qui change : un jour, le motif, le justificatif, ou s’il faut la supprimer.")
    source = "Catalogue des opérations, corriger-absence"


class AbsenceChangeeDepuis(Refus, code="absence-changee-depuis"):
    message = "L’absence de {personne} a changé depuis : je ne peux pas revenir en arrière."
    suite = Suite("Corrigez plutôt l’absence telle qu’elle est maintenant.", operation="corriger-absence")
    source = "Catalogue des opérations, annuler-derniere-operation"


class AbandonAVenir(Refus, code="abandon-a-venir"):
    message = "Le {date} n’est pas encore passé : un abandon se saisit quand il a eu lieu."
    suite = Suite("Si le départ est prévu, déclarez plutôt la sortie.", operation="saisir-sortie")
    source = DECRET


class ParcoursChangeDepuis(Refus, code="parcours-change-depuis"):
    message = "Le dossier de {personne} a changé depuis ({statut}) : je ne peux pas revenir en arrière."
    suite = Suite("Je peux vous dire où en est ce dossier.", operation="statut-candidat")
    source = "Catalogue des opérations, annuler-derniere-operation"


class InterruptionTropCourte(Refus, code="interruption-trop-courte"):
    message = (
        "Cette interruption dure {jours}, premier et dernier compris. "
        "Seules celles de {minimum} ou plus se saisissent : pour celle-ci, vous n’avez rien à faire."
    )
    suite = Suite("Vérifiez les dates si l’interruption est plus longue.", article="interruption-plus-15-jours")
    source = INTERRUPTIONS


class InterruptionHorsSession(Refus, code="interruption-hors-session"):
    message = "L’interruption {interruption} ne tient pas dans la session {session} ({periode})."
    suite = Suite("Redonnez-moi le premier et le dernier jour sans formation.", article="interruption-plus-15-jours")
    source = INTERRUPTIONS


class InterruptionsQuiSeChevauchent(Refus, code="interruptions-qui-se-chevauchent"):
    message = "Une interruption est déjà enregistrée {autre}."
    suite = Suite("Vérifiez les dates, ou annulez l’interruption enregistrée si elle est fausse.")
    source = "Catalogue des opérations, saisir-interruption"


class InterruptionAVenirPourUnePersonne(Refus, code="interruption-a-venir-pour-une-personne"):
    message = (
        "Pour des personnes nommées, une interruption se déclare quand elle a commencé : le {date} n’est pas passé."
    )
    suite = Suite("Si elle est prévue pour toute la session, ne nommez personne.", article="interruption-plus-15-jours")
    source = DECRET


class InterruptionDejaAnnulee(Refus, code="interruption-deja-annulee"):
    message = "Cette interruption est déjà annulée."
    suite = Suite("Il n’y a rien à refaire.", operation="mes-echeances")
    source = "Catalogue des opérations, annuler-derniere-operation"


class AssiduitePasEncoreOuverte(Refus, code="assiduite-pas-encore-ouverte"):
    message = "L’assiduité de {mois} se déclare à partir du {ouverture}."
    suite = Suite("Je vous le rappellerai ce jour-là.", article="assiduite-du-mois")
    source = DU_MOIS


class MoisHorsSession(Refus, code="mois-hors-session"):
    message = "Il n’y a pas eu de formation en {mois} pour la session {session} ({periode})."
    suite = Suite("Dites-moi un autre mois.", article="assiduite-du-mois")
    source = DU_MOIS


class AssiduiteDejaDeclaree(Refus, code="assiduite-deja-declaree"):
    message = "L’assiduité de {mois} est déjà déclarée pour la session {session}."
    suite = Suite("S’il y a une erreur, demandez à la hotline de rouvrir ce mois.", operation="reouvrir-assiduite")
    source = DU_MOIS


class PersonneEnFormation(Refus, code="personne-en-formation"):
    message = "Personne n’était en formation en {mois} dans la session {session}."
    suite = Suite("Saisissez d’abord les entrées en formation.", operation="saisir-entrees")
    source = DU_MOIS


class MoisNonDeclare(Refus, code="mois-non-declare"):
    message = "L’assiduité de {mois} n’est pas déclarée pour la session {session} : il n’y a rien à rouvrir."
    suite = Suite("Vous pouvez la corriger, puis la déclarer.", operation="saisir-assiduite-mois")
    source = DU_MOIS


class ReouvertureDejaDemandee(Refus, code="reouverture-deja-demandee"):
    message = (
        "La réouverture de {mois} est déjà demandée pour la session {session} : la hotline n’a pas encore répondu."
    )
    suite = Suite(f"Elle vous répondra par courriel ; vous pouvez aussi l’appeler au {HOTLINE}.", article="contacts")
    source = DU_MOIS


class ReouvertureInconnue(Refus, code="reouverture-inconnue", status=404):
    message = "Je ne trouve pas cette demande de réouverture."
    suite = Suite("Vérifiez son numéro dans la file de la hotline.")
    source = "Catalogue des opérations, reouvrir-assiduite"


class ReouvertureDejaDecidee(Refus, code="reouverture-deja-decidee"):
    message = "Cette demande de réouverture de {mois} est {statut}."
    suite = Suite("Il n’y a plus rien à y faire.", article="assiduite-du-mois")
    source = "Catalogue des opérations, reouvrir-assiduite"


class PersonneHorsDeLaSession(Refus, code="personne-hors-de-la-session", status=404):
    message = "Une des personnes citées n’est pas en formation dans la session {session}."
    suite = Suite("Vérifiez les noms dans la liste de la session.", operation="statut-candidat")
    source = BILAN


class FormationPasFinie(Refus, code="formation-pas-finie"):
    message = "La formation de {personne} se termine le {fin}, jour compris : le bilan se saisit à partir du {des}."
    suite = Suite("Si la formation s’arrête avant, déclarez d’abord la sortie.", operation="saisir-sortie")
    source = BILAN


class AutreModuleEnsuite(Refus, code="autre-module-ensuite"):
    message = "{personne} enchaîne sur un autre module ({session}) : le bilan se saisit après le dernier."
    suite = Suite("Saisissez l’entrée dans le module suivant le moment venu.", article="bilan-formation")
    source = BILAN


class BilanDejaSaisi(Refus, code="bilan-deja-saisi"):
    message = "Le bilan de {personne} est déjà saisi : {resultat}."
    suite = Suite("S’il est faux, annulez la saisie du bilan.", operation="annuler-derniere-operation")
    source = BILAN


class ValidationAttendue(Refus, code="bilan-validation-attendue"):
    message = "Le conseiller de {personne} n’a pas encore validé (« {statut} ») : le bilan attend cette validation."
    suite = Suite("Rapprochez-vous de son conseiller.", article="statuts-inscription")
    source = BILAN


class DeuxResultats(Refus, code="bilan-deux-resultats", status=422):
    message = "{personne} est citée dans deux résultats."
    suite = Suite("Dites-moi lequel est le bon.")
    source = BILAN


class AucunBilanEnregistrable(Refus, code="aucun-bilan-enregistrable"):
    message = "Je n’ai rien pu enregistrer pour la session {session} : {raisons}"
    suite = Suite("Vérifiez où en est chacun.", operation="statut-candidat")
    source = BILAN


class PasUnParcoursAvenir(Refus, code="pas-un-parcours-avenir"):
    message = "La session {session} ne relève pas de #Avenir : la fin d’un parcours ne s’y modifie pas ici."
    suite = Suite("Si la personne part avant la fin, déclarez sa sortie.", operation="saisir-sortie")
    source = AVENIR


class FinDejaPassee(Refus, code="fin-deja-passee"):
    message = "Le {date} est déjà passé : la nouvelle fin du parcours est à venir."
    suite = Suite("Si la personne est déjà partie, déclarez sa sortie.", operation="saisir-sortie")
    source = AVENIR


class FinDejaAinsi(Refus, code="fin-deja-ainsi"):
    message = "Le parcours de {personne} finit déjà le {date}."
    suite = Suite("Dites-moi une autre date si elle change.", article="avenir-fin-modifiee")
    source = AVENIR


class CampagneSansObjet(Refus, code="campagne-sans-objet"):
    message = "Il n’y a pas de mois d’assiduité à rappeler."
    suite = Suite("Il n’y a rien à faire.", article="assiduite-du-mois")
    source = DU_MOIS


class EntreeSuivieDAbsences(Refus, code="entree-suivie-d-absences"):
    message = "{personne} a des absences enregistrées : l’entrée ne se change plus sans les corriger d’abord."
    suite = Suite(f"Supprimez ces absences, ou appelez la hotline au {HOTLINE}.", operation="corriger-absence")
    source = "Catalogue des opérations, corriger-entree"


class EntreeSuivieDUneInterruption(Refus, code="entree-suivie-d-une-interruption"):
    message = "Une interruption {interruption} est déclarée pour {personne} : l’entrée ne se change plus avec elle."
    suite = Suite(
        f"Annulez d’abord cette interruption, ou appelez la hotline au {HOTLINE}.",
        operation="annuler-derniere-operation",
    )
    source = "Catalogue des opérations, corriger-entree"
