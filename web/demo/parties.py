"""The other parties, one function each: it reads the API as that party does."""

from typing import Any

from engine.demo import COMPTES
from engine.inscription_entree.statuts import LIBELLES_RESEAU, Reseau, reseau_de
from engine.kit.acteurs import Role
from web.demo import attentes
from web.demo.gestes import Champ, Geste, Partie, Rubrique
from web.demo.moteur import Moteur

NOMS = {compte.role: compte.nom for compte in reversed(COMPTES)}
A_VALIDER = ("retenu", "a_valider", "presence_a_regulariser")
CANDIDAT = (
    Champ("candidat", "Numéro du demandeur d’emploi", exemple="1234567A"),
    Champ("prenom", "Prénom"),
    Champ("nom", "Nom"),
    Champ("courriel", "Courriel", type="courriel", facultatif=True),
)


async def toutes(moteur: Moteur) -> list[Partie]:
    """Every party, in the order in which a training path meets them."""
    avant, apres = (plateforme, carif), (demandeur, employeur, hotline)
    return [
        *[await lue(moteur) for lue in avant],
        *await prescripteurs(moteur),
        *[await lue(moteur) for lue in apres],
    ]


async def plateforme(moteur: Moteur) -> Partie:
    deposees = await moteur.lire(Role.PLATEFORME_NATIONALE, "/adhesions", statut="deposee")
    return Partie(
        "plateforme",
        Role.PLATEFORME_NATIONALE,
        "Plateforme nationale",
        NOMS[Role.PLATEFORME_NATIONALE],
        "Elle accepte ou refuse les adhésions. Une adhésion acceptée envoie au RGC un code provisoire.",
        (Rubrique("Adhésions à traiter", "Aucune adhésion ne l’attend.", tuple(map(attentes.adhesion, deposees))),),
    )


async def carif(moteur: Moteur) -> Partie:
    return Partie(
        "carif",
        Role.CARIF_OREF,
        "CARIF-OREF",
        NOMS[Role.CARIF_OREF],
        "Il publie l’offre de formation. Une session publiée aujourd’hui est utilisable demain, "
        "après le traitement de la nuit.",
        (),
    )


async def prescripteurs(moteur: Moteur) -> list[Partie]:
    """The three kinds of prescribers: each with the enrolments of its own people; quotes are for Pôle emploi."""
    role = Role.PRESCRIPTEUR
    inscriptions = [
        une
        for statut in A_VALIDER
        for une in await moteur.lire(role, "/inscriptions", statut=statut)
        if une["validee_le"] is None
    ]
    devis = await moteur.lire(role, "/devis")
    a_venir = await moteur.lire(role, "/rdv")
    rendez_vous = _rdv_en_choix(a_venir, "ric", "rv_individuel")
    plages = _rdv_en_choix(a_venir, "candidature")
    devis_a_valider = Rubrique(
        "Devis à valider",
        "Aucun devis accepté ne l’attend.",
        tuple(attentes.devis(un, "valider-devis", "Valider") for un in devis if un["statut"] == "accepte"),
    )
    libres = (
        Geste(
            "prescrire-candidat",
            "Inscrire un candidat à un rendez-vous",
            champs=(Champ("rdv", "Rendez-vous", "choix", rendez_vous), *CANDIDAT),
        ),
        Geste(
            "proposer-candidature",
            "Proposer un candidat sur une plage",
            champs=(Champ("plage", "Plage de candidatures", "choix", plages), *CANDIDAT),
        ),
    )
    return [
        Partie(
            compte.identifiant,
            role,
            f"Prescripteur {LIBELLES_RESEAU[reseau]}",
            compte.nom,
            "Il place des candidats et valide, ou non, le projet de formation des siens.",
            (
                Rubrique(
                    "Inscriptions à valider",
                    "Aucune inscription ne l’attend.",
                    tuple(attentes.inscription(une) for une in inscriptions if une["reseau"] == reseau.value),
                ),
                *([devis_a_valider] if reseau is Reseau.POLE_EMPLOI else []),
            ),
            libres,
            compte.identifiant,
        )
        for compte in COMPTES
        if compte.role is role
        for reseau in [reseau_de(compte.nom)]
    ]


async def demandeur(moteur: Moteur) -> Partie:
    role = Role.DEMANDEUR_EMPLOI
    devis = await moteur.lire(role, "/devis")
    rendez_vous = Champ(
        "rdv", "Rendez-vous", "choix", _rdv_en_choix(await moteur.lire(role, "/rdv"), "ric", "rv_individuel")
    )
    return Partie(
        "demandeur",
        role,
        "Demandeur d’emploi",
        NOMS[role],
        "Il prend ou libère sa place à un rendez-vous, et répond aux devis qui le concernent.",
        (
            Rubrique(
                "Devis à accepter",
                "Aucun devis ne l’attend.",
                tuple(attentes.devis(un, "accepter-devis", "Accepter") for un in devis if un["statut"] == "transmis"),
            ),
        ),
        (
            Geste("se-positionner", "Prendre une place", champs=(rendez_vous,)),
            Geste("se-desister", "Libérer sa place", champs=(rendez_vous,)),
        ),
    )


async def employeur(moteur: Moteur) -> Partie:
    role = Role.EMPLOYEUR
    devis = await moteur.lire(role, "/devis")
    return Partie(
        "employeur",
        role,
        "Employeur",
        NOMS[role],
        f"Il répond aux devis AFPR et POEI faits à son nom, «\u00a0{NOMS[role]}\u00a0».",
        (
            Rubrique(
                "Devis à accepter",
                "Aucun devis ne l’attend.",
                tuple(attentes.devis(un, "accepter-devis", "Accepter") for un in devis if un["statut"] == "transmis"),
            ),
        ),
    )


async def hotline(moteur: Moteur) -> Partie:
    role = Role.HOTLINE
    return Partie(
        "hotline",
        role,
        "Hotline et équipe Kairos",
        NOMS[role],
        "Elle répond aux demandes, confirme les RGC, rouvre un mois. Les conversations se tiennent dans la console.",
        (
            Rubrique(
                "Conversations",
                "Personne n’attend un conseiller.",
                tuple(map(attentes.conversation, await moteur.lire(role, "/file-attente"))),
            ),
            Rubrique(
                "Demandes d’aide",
                "Aucune demande à traiter.",
                tuple(map(attentes.ticket, await moteur.lire(role, "/tickets"))),
            ),
            Rubrique(
                "Changements de RGC",
                "Aucun changement à confirmer.",
                tuple(map(attentes.changement, await moteur.lire(role, "/changements-rgc"))),
            ),
            Rubrique(
                "Référencements qualité",
                "Aucune demande à étudier.",
                tuple(map(attentes.qualite, await moteur.lire(role, "/demandes-qualite"))),
            ),
            Rubrique(
                "Mois d’assiduité à rouvrir",
                "Aucune réouverture demandée.",
                tuple(map(attentes.reouverture, await moteur.lire(role, "/reouvertures"))),
            ),
        ),
    )


def _rdv_en_choix(rdv: list[dict[str, Any]], *modalites: str) -> tuple[tuple[int, str], ...]:
    return tuple((un["rdv"], un["libelle"]) for un in rdv if un["modalite"] in modalites)
