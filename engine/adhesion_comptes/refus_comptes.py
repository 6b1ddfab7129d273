"""What is refused of the convention, of accounts, of the RGC and of the quality reference."""

from engine.kit.refus import HOTLINE, Refus, Suite

ACCES = "Présentation KAIROS – ACTU FORMATION, « Accéder à KAIROS »"
PROCEDURE = "Procédure d’adhésion à KAIROS en trois étapes"


class IdentifiantsAValider(Refus, code="identifiants-a-valider"):
    message = "Le conventionnement s’accepte une fois les identifiants validés ; l’adhésion est au statut « {statut} »."
    suite = Suite("Je peux vous dire ce qui vient ensuite.", operation="suivre-adhesion")
    source = PROCEDURE


class ConventionDejaAcceptee(Refus, code="convention-deja-acceptee"):
    message = "Le conventionnement est déjà accepté : le compte de votre organisme est actif."
    suite = Suite("Vous pouvez donner un accès à un collaborateur.", operation="habiliter-collaborateur")
    source = PROCEDURE


class CompteOrganismeInactif(Refus, code="compte-organisme-inactif"):
    message = (
        "Le compte de votre organisme n’est pas encore actif : l’adhésion est au statut « {statut} ». "
        "Les accès se donnent une fois le conventionnement accepté."
    )
    suite = Suite("Je peux vous dire ce qui vient ensuite.", operation="suivre-adhesion")
    source = ACCES


class CourrielDejaPris(Refus, code="courriel-deja-pris"):
    """Said without a word on whose account it is."""

    message = "L’adresse {courriel} a déjà un accès à KAIROS : une adresse n’a qu’un seul compte."
    suite = Suite("Donnez une autre adresse, ou retirez d’abord l’accès existant.", operation="retirer-habilitation")
    source = ACCES


class CollaborateurInconnu(Refus, code="collaborateur-inconnu", status=404):
    message = "Je ne trouve pas cette personne parmi ceux qui ont accès à KAIROS pour votre organisme."
    suite = Suite("Choisissez-la dans la liste des accès.", article="gid-partenaire")
    source = ACCES


class RgcNonRetirable(Refus, code="rgc-non-retirable"):
    message = "{personne} est le responsable gestionnaire des comptes (RGC) : son accès ne se retire pas."
    suite = Suite("Signalez plutôt un changement de RGC.", operation="changer-rgc")
    source = ACCES


class DejaRgc(Refus, code="deja-rgc"):
    message = "{courriel} est déjà l’adresse du RGC de l’organisme."
    suite = Suite("Donnez l’adresse de la personne qui prend la suite.", article="rgc-changement")
    source = ACCES


class ChangementDejaDemande(Refus, code="changement-rgc-deja-demande"):
    message = "Un changement de RGC attend déjà la confirmation de l’équipe KAIROS, demandé le {date}."
    suite = Suite(f"L’équipe KAIROS vous renseigne au {HOTLINE}.", article="rgc-changement")
    source = ACCES


class OrganismeInconnu(Refus, code="organisme-inconnu", status=404):
    message = "Je ne trouve pas d’organisme avec ce SIRET."
    suite = Suite("Vérifiez le SIRET, puis indiquez-le de nouveau.")
    source = ACCES


class RienATraiter(Refus, code="demande-a-traiter-introuvable", status=404):
    message = "Aucune demande de ce SIRET n’attend l’équipe KAIROS."
    suite = Suite("Vérifiez le SIRET dans la liste des demandes à traiter.")
    source = ACCES


class DejaReference(Refus, code="deja-reference"):
    message = "Votre organisme est déjà référencé : {reference}, valable {fin}."
    suite = Suite("Pour le renouveler, déclarez la nouvelle référence.", operation="declarer-referencement-qualite")
    source = PROCEDURE


class DemandeQualiteEnCours(Refus, code="demande-qualite-en-cours"):
    message = "Une demande de référencement qualité attend déjà l’équipe KAIROS, déposée le {date}."
    suite = Suite(f"L’équipe KAIROS vous renseigne au {HOTLINE}.", article="referencement-qualite")
    source = PROCEDURE


class ReferencementChange(Refus, code="referencement-change"):
    message = "Le référencement qualité a changé depuis : je ne reviens pas à l’état d’avant."
    suite = Suite("Déclarez la référence qui convient.", operation="declarer-referencement-qualite")
    source = PROCEDURE


class JustificatifIllisible(Refus, code="justificatif-illisible", status=422):
    message = "Ce justificatif n’est ni un PDF, ni une image PNG ou JPEG."
    suite = Suite("Envoyez-le en PDF, en PNG ou en JPEG.", article="referencement-qualite")
    source = PROCEDURE


class JustificatifTropLourd(Refus, code="justificatif-trop-lourd", status=422):
    message = "Ce justificatif dépasse {maximum} Mo."
    suite = Suite("Envoyez un fichier plus léger.", article="referencement-qualite")
    source = PROCEDURE


class InvitationPerimee(Refus, code="invitation-perimee", status=404):
    """Unknown, used, replaced, out of date or closed: the same words."""

    message = "Ce lien d’invitation n’est plus valable."
    suite = Suite(f"Demandez une nouvelle invitation à votre RGC, ou appelez la hotline au {HOTLINE}.")
    source = ACCES


class MotDePasseTropCourt(Refus, code="mot-de-passe-trop-court", status=422):
    message = "Le mot de passe compte au moins {minimum} caractères."
    suite = Suite("Choisissez-en un plus long : quelques mots que vous retenez conviennent.")
    source = ACCES
