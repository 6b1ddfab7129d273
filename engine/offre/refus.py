"""Why a session cannot be used. `diagnostiquer-blocage` says these same sentences."""

from engine.kit.refus import Refus, Suite

BONNES_PRATIQUES = "Présentation KAIROS – ACTU FORMATION, « Bonnes pratiques KAIROS liées à une difficulté »"
DEVIS = "Présentation KAIROS – ACTU FORMATION, devis AFPR et POEI dans KAIROS NG"
REFERENCEMENT = "Présentation KAIROS – ACTU FORMATION, « Astuces » : les données du CARIF-OREF alimentent KAIROS"


TROP_GRAND = "Le fichier dépasse la taille admise. Envoyez-le en plusieurs parties."


class SessionInconnue(Refus, code="session-inconnue", status=404):
    message = "Je ne trouve pas la session {numero} parmi les sessions de votre organisme."
    suite = Suite(
        "Vérifiez le numéro, puis auprès du CARIF-OREF que l’action est publiée et rattachée à votre SIRET.",
        article="pourquoi-pas-info-coll",
    )
    source = BONNES_PRATIQUES


class SessionNonValidee(Refus, code="session-non-validee"):
    message = "La session {session} est encore en cours de saisie : le CARIF-OREF ne l’a pas validée."
    suite = Suite("Voyez avec le CARIF-OREF ce qui manque à la fiche.", article="pourquoi-pas-info-coll")
    source = BONNES_PRATIQUES


class SessionPasEncoreUtilisable(Refus, code="session-pas-encore-utilisable"):
    message = (
        "La session {session} a été publiée par le CARIF-OREF le {publiee}. "
        "KAIROS la prend en compte après le traitement de la nuit : vous pourrez l’utiliser à partir du {des}."
    )
    suite = Suite("Revenez le {des} : elle sera prête.", article="pourquoi-pas-info-coll")
    source = BONNES_PRATIQUES


class SessionArchivee(Refus, code="session-archivee"):
    message = "La session {session} a été archivée par le CARIF-OREF : on ne peut plus y recruter."
    suite = Suite(
        "Si c’est une erreur, demandez au CARIF-OREF de la publier de nouveau.", article="carif-oref-corrections"
    )
    source = REFERENCEMENT


class SessionTerminee(Refus, code="session-terminee"):
    message = "La session {session} s’est terminée le {fin} : on ne peut plus y recruter."
    suite = Suite("Choisissez une session en cours ou à venir.", operation="mes-sessions")
    source = BONNES_PRATIQUES


class MarcheAvenirPasse(Refus, code="marche-avenir-passe"):
    message = (
        "La session {session} relève du marché #Avenir {annee} : on n’y recrute plus, "
        "seuls les parcours déjà engagés s’y poursuivent."
    )
    suite = Suite("Choisissez la session du marché #Avenir de l’année en cours.", article="avenir-marche-annee")
    source = "Présentation KAIROS – ACTU FORMATION, vigilance sur les sessions #Avenir"


class NumeroAmbigu(Refus, code="numero-ambigu", status=422):
    message = (
        "« {numero} » peut être le numéro KAIROS d’une session, "
        "ou l’identifiant d’un demandeur d’emploi auquel il manque son dernier caractère."
    )
    suite = Suite("Dites-moi s’il s’agit d’une session, ou donnez l’identifiant complet.")
    source = "Numéro de session CARIF-OREF"


class FichierLheoIllisible(Refus, code="fichier-lheo-illisible", status=422):
    message = "{raison}"
    suite = Suite("Corrigez le fichier ou exportez-le de nouveau, puis renvoyez-le.", article="carif-oref-corrections")
    source = "Format d’échange LHEO 2.2 et 2.3"


class AucuneSession(Refus, code="aucune-session"):
    message = "Aucune session en cours ou à venir n’est rattachée à votre SIRET dans KAIROS."
    suite = Suite(
        "Vérifiez auprès du CARIF-OREF que l’action est publiée et rattachée à votre SIRET, puis comptez un jour.",
        article="pourquoi-pas-info-coll",
    )
    source = BONNES_PRATIQUES


class CompteNonActif(Refus, code="compte-non-actif"):
    message = "Le compte KAIROS de votre organisme n’est pas encore actif : son adhésion est au statut « {statut} »."
    suite = Suite("Voyez où en est l’adhésion.", operation="suivre-adhesion")
    source = "Procédure d’adhésion à KAIROS en trois étapes"


class ConseillerAttendu(Refus, code="conseiller-attendu"):
    message = "{personne} est au statut « {statut} » : son conseiller n’a pas encore validé l’inscription."
    suite = Suite(
        "Rapprochez-vous de son conseiller ; une présence déjà constatée se saisit quand même, à régulariser.",
        operation="statut-candidat",
        article="statut-a-valider",
    )
    source = "Présentation KAIROS – ACTU FORMATION, « Statuts des inscriptions »"


class DatesDeSessionIncorrectes(Refus, code="dates-de-session", status=422):
    message = "Du {debut} au {fin} : la session doit finir après avoir commencé, et ne pas être déjà finie."
    suite = Suite("Indiquez d’autres dates.", article="acces-ecrans")
    source = DEVIS


class HeuresDeSessionIncorrectes(Refus, code="heures-de-session", status=422):
    message = "{heures} en {jours} : une journée de formation compte {maximum} au plus."
    suite = Suite("Vérifiez le nombre d’heures et les dates.", article="acces-ecrans")
    source = DEVIS


class SessionDejaUtilisee(Refus, code="session-deja-utilisee"):
    message = (
        "La session {session} sert déjà (inscription, devis ou rendez-vous) : sa création ne peut plus être annulée."
    )
    suite = Suite("Retirez d’abord ce qui s’y rattache, ou voyez la session.", operation="consulter-session")
    source = DEVIS
