"""The people and organisations of the demo data set: invented, and the same at every start."""

from dataclasses import dataclass

from engine.kit.acteurs import Role

MOT_DE_PASSE = "kairos-demo"
GRETA = "13000576600485"
VOISIN = "82091873800023"


@dataclass(frozen=True)
class OrganismeDemo:
    """An organisme whose account is active; one of them has a référencement qualité."""

    siret: str
    raison_sociale: str
    rgc_nom: str
    reference_qualite: str | None


@dataclass(frozen=True)
class CompteDemo:
    """Someone who can sign in, with `MOT_DE_PASSE`."""

    identifiant: str
    nom: str
    role: Role
    siret: str | None = None
    demandeur: str | None = None


ORGANISMES = (
    OrganismeDemo(GRETA, "Greta Normandie", "Claire Leroy", "QUAL-2026-0142"),
    OrganismeDemo(VOISIN, "Atelier des Métiers", "Marc Roussel", None),
)

COMPTES = (
    CompteDemo("gestionnaire", "Sophie Bernard", Role.GESTIONNAIRE, GRETA),
    CompteDemo("rgc", "Claire Leroy", Role.RGC, GRETA),
    CompteDemo("gestionnaire2", "Hugo Lambert", Role.GESTIONNAIRE, VOISIN),
    CompteDemo("rgc2", "Marc Roussel", Role.RGC, VOISIN),
    CompteDemo("hotline", "Nadia Hotline", Role.HOTLINE),
    CompteDemo("plateforme", "Plateforme nationale", Role.PLATEFORME_NATIONALE),
    CompteDemo("prescripteur", "Julie Conseil", Role.PRESCRIPTEUR),
    CompteDemo("mission-locale", "Mission locale de Rouen", Role.PRESCRIPTEUR),
    CompteDemo("cap-emploi", "Cap emploi Seine-Maritime", Role.PRESCRIPTEUR),
    CompteDemo("demandeur", "Léa Petit", Role.DEMANDEUR_EMPLOI, demandeur="7942369Z"),
    CompteDemo("employeur", "Entreprise Dupré", Role.EMPLOYEUR),
    CompteDemo("carif", "CARIF-OREF de Normandie", Role.CARIF_OREF),
)

# Adhésions at several steps, besides the two active ones.
DEPOSEE = ("21760540800012", "Formations du Havre", "Paul Mercier", "paul.mercier@havre.example")
A_VALIDER = ("82431775600016", "Caux Compétences", "Inès Moreau", "ines.moreau@caux.example")
EXPIREE = ("91328457100019", "Bessin Formation", "Luc Garnier", "luc.garnier@bessin.example")
BLOQUEE = ("91328457100027", "Bessin Formation Vire", "Anne Fabre", "anne.fabre@bessin.example")
