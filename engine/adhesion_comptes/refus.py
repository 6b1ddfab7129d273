"""The refusals of the family."""

from engine.kit.refus import HOTLINE, Refus, Suite

PROCEDURE = "Procédure d’adhésion à KAIROS en trois étapes"


class UnSiretUnCompte(Refus, code="un-siret-un-compte"):
    message = "Une adhésion existe déjà pour le SIRET {siret} : un SIRET n’a qu’un seul compte KAIROS."
    suite = Suite("Je peux vous dire où elle en est.", operation="suivre-adhesion")
    source = f"{PROCEDURE} ; Rappels"


class ValiditePassee(Refus, code="validite-qualite-passee"):
    message = "La validité du référencement qualité s’est terminée le {date}."
    suite = Suite(
        "Indiquez une date à venir, ou continuez sans référencement qualité.", article="sans-referencement-qualite"
    )
    source = PROCEDURE


class DemandeIntrouvable(Refus, code="demande-introuvable", status=404):
    message = "Je ne trouve pas de demande d’adhésion avec ces informations."
    suite = Suite("Vérifiez le SIRET et la référence, qui figure dans le courriel de confirmation de la demande.")
    source = PROCEDURE


class ReferenceNecessaire(Refus, code="reference-necessaire"):
    message = "Pour suivre une demande, il me faut sa référence : elle prouve que la demande est la vôtre."
    suite = Suite("Indiquez la référence du courriel de confirmation ; elle commence par AD-.")
    source = PROCEDURE


class CodeErrone(Refus, code="code-provisoire-errone"):
    """Said as well when the SIRET is unknown: the answer tells nothing of it."""

    message = (
        "Ce code provisoire n’est pas le bon pour ce SIRET. Au bout de {essais} codes erronés, la demande est bloquée."
    )
    suite = Suite(
        "Recopiez le code du dernier courriel reçu par le RGC, ou demandez-en un nouveau s’il a expiré.",
        operation="redemander-identifiants",
    )
    source = PROCEDURE


class IdentifiantsExpires(Refus, code="identifiants-expires"):
    message = "Ces identifiants provisoires ont expiré : ils devaient être validés avant le {date}."
    suite = Suite("Demandez un nouveau code.", operation="redemander-identifiants")
    source = f"{PROCEDURE} ; Les contacts"


class IdentifiantsBloques(Refus, code="identifiants-bloques"):
    message = "La demande est bloquée : {essais} codes erronés ont été saisis. Le code reçu n’est plus utilisable."
    suite = Suite("Demandez un nouveau code.", operation="redemander-identifiants")
    source = f"{PROCEDURE} ; Les contacts"


class IdentifiantsDejaValides(Refus, code="identifiants-deja-valides"):
    message = "Ces identifiants sont déjà validés."
    suite = Suite("Il reste à accepter le conventionnement.", article="adhesion-acceptation")
    source = PROCEDURE


class EcheanceSansObjet(Refus, code="echeance-sans-objet"):
    """Said to the engine itself when a deadline wakes up too early, or after the fact."""

    message = "Il n’y a plus rien à faire pour cette échéance."
    suite = Suite("Je peux vous dire où en est l’adhésion.", operation="suivre-adhesion")
    source = PROCEDURE


class ConnexionRefusee(Refus, code="connexion-refusee", status=401):
    """Said for an unknown name and for a wrong password alike."""

    message = "L’identifiant ou le mot de passe n’est pas le bon."
    suite = Suite(
        f"Vérifiez-les, puis recommencez ; la hotline vous aide au {HOTLINE}.", article="connexion-impossible"
    )
    source = "Accéder à KAIROS ; Les contacts"


class TropDEssais(Refus, code="trop-d-essais", status=429):
    message = "Trop d’essais de connexion ont échoué."
    suite = Suite("Attendez {minutes} minutes, puis recommencez.", article="connexion-impossible")
    source = "Accéder à KAIROS"
