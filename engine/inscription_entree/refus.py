"""What enrolment and entry refuse, why, and what to do next."""

from engine.kit.refus import HOTLINE, Refus, Suite

STATUTS = "Présentation KAIROS – ACTU FORMATION, « Statuts des inscriptions »"
RESULTAT = "Présentation KAIROS – ACTU FORMATION, « Résultat de la phase de recrutement »"
ENTREES = "Présentation KAIROS – ACTU FORMATION, « Saisie des entrées en formation »"
DECRET = "Décret n° 2019-1386 du 17 décembre 2019, article 1"
ATTESTATIONS = "Présentation KAIROS – ACTU FORMATION, « Inscriptions formation/ Entrées formation (2) »"


class PassageImpossible(Refus, code="inscription-passage-impossible"):
    message = "L’inscription de {personne} est au statut « {de} » : elle ne peut pas passer à « {vers} »."
    suite = Suite("Je peux vous dire où en est ce dossier.", operation="statut-candidat", article="statuts-inscription")
    source = STATUTS


class InscriptionInconnue(Refus, code="inscription-inconnue", status=404):
    message = "Je ne trouve pas cette inscription en formation."
    suite = Suite("Vérifiez la liste des inscrits en formation.", operation="statut-candidat")
    source = STATUTS


class CandidatSansInscription(Refus, code="candidat-sans-inscription", status=404):
    message = "Je ne trouve pas d’inscription en formation de {personne} dans votre organisme."
    suite = Suite("Inscrivez cette personne en formation, ou vérifiez son nom.", operation="inscrire-en-formation")
    source = STATUTS


class CandidatPasDansLaSession(Refus, code="candidat-pas-dans-la-session", status=404):
    message = "{personne} n’a pas d’inscription en formation pour la session {session}."
    suite = Suite("Vérifiez la session, ou inscrivez cette personne.", operation="inscrire-en-formation")
    source = STATUTS


class SessionAPreciser(Refus, code="session-a-preciser", status=422):
    message = "{personne} a une inscription dans plusieurs sessions : {sessions}."
    suite = Suite("Dites-moi de quelle session il s’agit.", article="statuts-inscription")
    source = STATUTS


class AucunCandidatAInscrire(Refus, code="aucun-candidat-a-inscrire", status=422):
    message = "Je n’ai compris aucun candidat à inscrire en formation."
    suite = Suite("Donnez-moi l’identifiant de chaque demandeur d’emploi.", article="statut-a-valider")
    source = STATUTS


class NomPourPlusieursInscrits(Refus, code="nom-pour-plusieurs-inscrits", status=422):
    message = "Un nom ne peut pas valoir pour plusieurs candidats à la fois."
    suite = Suite("Inscrivez ces personnes une par une, ou sans leur nom : leur identifiant suffit.")
    source = STATUTS


class DejaInscritEnFormation(Refus, code="deja-inscrit-en-formation"):
    message = "{personne} a déjà une inscription pour la session {session}, au statut « {statut} »."
    suite = Suite("Il n’y a rien à refaire ; je peux vous dire où elle en est.", operation="statut-candidat")
    source = STATUTS


class SessionComplete(Refus, code="session-complete"):
    message = "La session {session} est complète ({places} en tout)."
    suite = Suite("Proposez une autre session, ou retirez une inscription.", operation="retirer-inscription")
    source = STATUTS


class PlacesDeSessionInsuffisantes(Refus, code="places-de-session-insuffisantes"):
    message = "Dans la session {session}, il reste {restantes} pour {demandees}."
    suite = Suite("Dites-moi qui inscrire en priorité.", operation="mes-sessions")
    source = STATUTS


class ConseillerADejaValide(Refus, code="conseiller-a-deja-valide"):
    message = "Le conseiller de {personne} a déjà validé : l’inscription ne peut plus être annulée."
    suite = Suite("Vous pouvez la retirer avant l’entrée en formation.", operation="retirer-inscription")
    source = STATUTS


class InscriptionDejaValidee(Refus, code="inscription-deja-validee"):
    message = "L’inscription de {personne} est déjà validée."
    suite = Suite("Il n’y a rien à faire de plus.", article="statut-inscrit")
    source = STATUTS


class InscriptionTerminee(Refus, code="inscription-terminee"):
    message = "L’inscription de {personne} est au statut « {statut} » : elle n’attend plus rien."
    suite = Suite("Pour revenir dans la session, il faut une nouvelle inscription.", operation="inscrire-en-formation")
    source = STATUTS


class EntreeDejaSaisie(Refus, code="entree-deja-saisie"):
    message = "L’entrée de {personne} est enregistrée depuis le {date} : l’inscription ne se retire plus."
    suite = Suite("Si cette personne arrête la formation, saisissez un abandon.", operation="saisir-abandon")
    source = ENTREES


class DejaEntre(Refus, code="deja-entre"):
    message = "L’entrée de {personne} est déjà enregistrée, au statut « {statut} »."
    suite = Suite("Pour la changer, corrigez cette entrée.", operation="corriger-entree", article="saisir-entree")
    source = ENTREES


class DejaAbsentALEntree(Refus, code="deja-absent-a-l-entree"):
    message = "{personne} est déjà au statut « absent à l’entrée »."
    suite = Suite("Pour dire que cette personne était là, corrigez cette entrée.", operation="corriger-entree")
    source = ENTREES


class NonInscritNEntrePas(Refus, code="non-inscrit-n-entre-pas"):
    message = "{personne} est au statut « {statut} » : son entrée ne peut pas être enregistrée."
    suite = Suite("Inscrivez d’abord cette personne en formation.", operation="inscrire-en-formation")
    source = STATUTS


class EntreeAvantLeDebut(Refus, code="entree-avant-le-debut"):
    message = "La session {session} commence le {debut} : les entrées se saisissent à partir de ce jour."
    suite = Suite(
        "Revenez le jour du démarrage, quand vous aurez constaté les présences.", article="quand-saisir-entree"
    )
    source = ENTREES


class DateEntreeAVenir(Refus, code="date-entree-a-venir"):
    message = "Le {date} n’est pas encore arrivé : une entrée se saisit quand elle est constatée."
    suite = Suite("Donnez-moi la date réelle d’entrée.", article="quand-saisir-entree")
    source = ENTREES


class EntreeHorsSession(Refus, code="entree-hors-session"):
    message = "Le {date} est en dehors de la session {session}, {periode}."
    suite = Suite("Donnez-moi une date d’entrée pendant la session.", article="quand-saisir-entree")
    source = ENTREES


class PersonneHorsSession(Refus, code="personne-hors-session", status=404):
    message = "{personne} ne figure pas parmi les inscrits de la session {session}."
    suite = Suite("Vérifiez la liste des inscrits en formation.", operation="consulter-inscrits")
    source = ENTREES


class PresentEtAbsentALEntree(Refus, code="present-et-absent-a-l-entree", status=422):
    message = "{personne} est à la fois parmi les présents et parmi les absents."
    suite = Suite("Dites-moi si cette personne était là ou non.", article="saisir-entree")
    source = ENTREES


class AucuneEntreeEnregistrable(Refus, code="aucune-entree-enregistrable"):
    message = "Session {session} : aucune entrée ne peut être enregistrée. {raisons}"
    suite = Suite("Je peux vous dire où en est chaque dossier.", operation="statut-candidat")
    source = ENTREES


class EntreePasEncoreSaisie(Refus, code="entree-pas-encore-saisie"):
    message = "Aucune entrée n’est encore saisie pour {personne}, au statut « {statut} »."
    suite = Suite("Saisissez d’abord les entrées de la session.", operation="saisir-entrees")
    source = ENTREES


class EntreeDejaAinsi(Refus, code="entree-deja-ainsi"):
    message = "L’entrée de {personne} est déjà enregistrée ainsi : {etat}."
    suite = Suite("Il n’y a rien à corriger.", article="saisir-entree")
    source = ENTREES


class ParcoursDejaQuitte(Refus, code="parcours-deja-quitte"):
    message = "{personne} est au statut « {statut} » : l’entrée ne se corrige plus."
    suite = Suite(f"Appelez la hotline au {HOTLINE} si l’entrée est fausse.", article="saisir-entree")
    source = ENTREES


class MoisDejaDeclare(Refus, code="mois-deja-declare"):
    message = "L’assiduité de {mois} est déjà déclarée pour {personne} : l’entrée ne se change plus."
    suite = Suite("Demandez d’abord la réouverture de ce mois.", operation="reouvrir-assiduite")
    source = "Catalogue des opérations, corriger-entree"


class EtatChangeDepuis(Refus, code="inscription-changee-depuis"):
    message = (
        "Le dossier de {personne} a changé depuis : il est au statut « {statut} ». Je ne peux pas revenir en arrière."
    )
    suite = Suite("Je peux vous dire où en est ce dossier.", operation="statut-candidat")
    source = STATUTS


class AisPasEncore(Refus, code="ais-pas-encore"):
    message = (
        "Il n’y a pas d’AIS pour {personne}, au statut « {statut} » : elle est produite quand le candidat est retenu."
    )
    suite = Suite("Je peux vous dire où en est ce dossier.", operation="statut-candidat", article="ais")
    source = RESULTAT


class AesPasEncore(Refus, code="aes-pas-encore"):
    message = "Il n’y a pas d’AES pour {personne}, au statut « {statut} » : elle atteste une entrée enregistrée."
    suite = Suite("Saisissez l’entrée en formation.", operation="saisir-entrees", article="aes")
    source = ATTESTATIONS


class AesAttendLaValidation(Refus, code="aes-attend-la-validation"):
    message = "L’entrée de {personne} est enregistrée, mais son AES attend la validation de son conseiller."
    suite = Suite("Son conseiller a été relancé ; rapprochez-vous de lui si la situation dure.", article="aes")
    source = STATUTS


class CertificatImpossible(Refus, code="certificat-impossible"):
    message = (
        "Le certificat d’inscription ne se donne qu’aux statuts « retenu » ou « inscrit » : "
        "{personne} est au statut « {statut} »."
    )
    suite = Suite(
        "Je peux vous dire où en est ce dossier.", operation="statut-candidat", article="certificat-inscription"
    )
    source = ATTESTATIONS


class AttestationInconnue(Refus, code="attestation-inconnue", status=404):
    message = "Aucune attestation ne correspond."
    suite = Suite("Vérifiez le code, tel qu’il est imprimé en bas du document.")
    source = ATTESTATIONS


class AttestationSansPersonne(Refus, code="attestation-personne-effacee"):
    message = "L’attestation {numero} ne s’édite plus : les données de la personne ont été effacées."
    suite = Suite("L’exemplaire déjà remis reste valable, et son code se vérifie toujours.", article="aes")
    source = ATTESTATIONS


class AttestationRevoquee(Refus, code="attestation-revoquee"):
    message = "L’attestation {numero} n’est plus valable depuis le {date} : {motif}."
    suite = Suite("Je peux vous dire où en est ce dossier.", operation="statut-candidat")
    source = ATTESTATIONS
