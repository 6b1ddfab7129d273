"""What is refused of a quote, why, and what to do next."""

from engine.kit.refus import DonneeManquante, Refus, Suite

PORTAIL = "Présentation KAIROS – ACTU FORMATION, « Accéder à KAIROS »"
QUALITE = "Présentation KAIROS – ACTU FORMATION, « Procédure d’adhésion à KAIROS en trois étapes »"


class DevisInconnu(Refus, code="devis-inconnu", status=404):
    message = "Je ne trouve pas ce devis parmi les vôtres."
    suite = Suite("Choisissez-le dans la liste de vos devis.", operation="suivre-devis")
    source = PORTAIL


class SansReferencementQualite(Refus, code="aif-sans-referencement-qualite"):
    message = (
        "Un devis AIF demande un référencement qualité valide, et celui de votre organisme {etat}. "
        "Sans lui, ni la saisie d’AIF ni le financement par Pôle emploi ne sont possibles."
    )
    suite = Suite(
        "Votre RGC déclare le référencement qualité s’il l’a, ou demande à entrer dans le catalogue qualité.",
        operation="declarer-referencement-qualite",
    )
    source = QUALITE


class EmployeurNecessaire(DonneeManquante, code="employeur-necessaire"):
    """A datum that this type of quote needs: the conversation asks for it."""

    message = "Un devis {type} se fait avec un employeur : il accepte le devis, puis le conseiller le valide."
    suite = Suite("Indiquez le nom de l’entreprise.")
    source = PORTAIL


class MontantNonPositif(Refus, code="montant-non-positif", status=422):
    message = "{montant} : le montant d’un devis est supérieur à zéro."
    suite = Suite("Indiquez le montant en euros, au centime près.")
    source = PORTAIL


class DevisDejaEnCours(Refus, code="devis-deja-en-cours"):
    message = "Il y a déjà un devis {type} pour {personne} sur cette session : {numero}, au statut « {statut} »."
    suite = Suite("Je peux vous dire où il en est.", operation="suivre-devis")
    source = PORTAIL


class AutreDispositif(Refus, code="devis-autre-dispositif"):
    message = "La session {session} est une session {dispositif} : elle ne peut pas recevoir un devis {type}."
    suite = Suite("Choisissez le type de devis {dispositif}, ou une autre session.", article="acces-ecrans")
    source = PORTAIL


class PassageDevisImpossible(Refus, code="devis-passage-impossible"):
    message = "Le devis {numero} est au statut « {de} » depuis le {depuis} : il ne peut pas passer à « {vers} »."
    suite = Suite("Je peux vous dire qui doit agir.", operation="suivre-devis")
    source = PORTAIL


class ClotureSansObjet(Refus, code="devis-cloture-sans-objet"):
    """Said to the engine itself when the deadline comes for nothing."""

    message = "Le devis {numero} n’est pas à clore."
    suite = Suite("Je peux vous dire où il en est.", operation="suivre-devis")
    source = PORTAIL
