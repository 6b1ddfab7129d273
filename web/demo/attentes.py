"""One thing that waits for a party, from what the API tells of it."""

from decimal import Decimal
from typing import Any

from engine.kit.francais import dire_mois, dire_montant
from engine.suivi_assistance.regles import rang
from web.demo.gestes import MOTIF, Attente, Champ, Geste, quand


def adhesion(une: dict[str, Any]) -> Attente:
    donnees = {"siret": une["siret"]}
    return Attente(
        f"{une['raison_sociale']}, SIRET {une['siret']}",
        f"Déposée le {quand(une['deposee_le'])}. RGC\u00a0: {une['rgc_nom']}.",
        (
            Geste("accepter-adhesion", "Accepter", donnees),
            Geste("refuser-adhesion", "Refuser", donnees, (MOTIF,)),
        ),
    )


def inscription(une: dict[str, Any]) -> Attente:
    qui = " ".join(partie for partie in (une["prenom"], une["nom"], f"({une['identifiant']})") if partie)
    donnees = {"inscription": une["inscription"]}
    return Attente(
        f"{qui}, {une['session']}",
        f"«\u00a0{une['libelle']}\u00a0» depuis le {quand(une['depuis'])}.",
        (
            Geste("valider-inscription", "Valider", donnees),
            Geste("refuser-inscription", "Refuser", donnees, (MOTIF,)),
        ),
    )


def devis(un: dict[str, Any], operation: str, libelle: str) -> Attente:
    donnees = {"devis": un["devis"]}
    return Attente(
        f"Devis {un['devis']}, {un['candidat']}",
        f"{dire_montant(Decimal(un['montant']))}, session {un['session']}, "
        f"{un['libelle']} depuis le {quand(un['depuis'])}.",
        (Geste(operation, libelle, donnees), Geste("refuser-devis", "Refuser", donnees, (MOTIF,))),
    )


def conversation(une: dict[str, Any]) -> Attente:
    donnees = {"conversation": une["conversation"]}
    attend = une["statut"] == "en_attente"
    etat = f"{rang(une['place'])} dans la file" if attend else f"avec {une['conseiller']}"
    return Attente(
        f"{une['nom']}, {etat}",
        f"{une['sujet'] or 'Sans sujet précisé'}. Demandé le {quand(une['demande_le'])}.",
        (Geste("prendre-conversation", "Prendre", donnees),)
        if attend
        else (Geste("rendre-conversation", "Rendre à l’assistant", donnees),),
    )


def ticket(un: dict[str, Any]) -> Attente:
    donnees = {"ticket": un["ticket"]}
    return Attente(
        f"{un['ticket']}, {un['nom']}",
        f"«\u00a0{un['description']}\u00a0» Déposée le {quand(un['ouvert_le'])}.",
        (
            Geste("repondre-ticket", "Répondre", donnees, (Champ("reponse", "Réponse", "long"),)),
            Geste("clore-ticket", "Clore", donnees, (Champ("reponse", "Dernière réponse", "long", facultatif=True),)),
        ),
    )


def changement(un: dict[str, Any]) -> Attente:
    donnees = {"siret": un["siret"]}
    return Attente(
        f"{un['raison_sociale']}, SIRET {un['siret']}",
        f"{un['nouveau']} remplacerait {un['ancien']}. Demandé le {quand(un['demandee_le'])}.",
        (Geste("confirmer-rgc", "Confirmer", donnees), Geste("refuser-rgc", "Refuser", donnees, (MOTIF,))),
    )


def qualite(une: dict[str, Any]) -> Attente:
    donnees = {"siret": une["siret"]}
    accord = (Champ("reference_qualite", "Référence qualité"), Champ("date_fin_validite", "Valable jusqu’au", "date"))
    return Attente(
        f"{une['raison_sociale']}, SIRET {une['siret']}",
        f"Demandé le {quand(une['demandee_le'])}.",
        (
            Geste("accorder-referencement-qualite", "Accorder", donnees, accord),
            Geste("refuser-referencement-qualite", "Refuser", donnees, (MOTIF,)),
        ),
    )


def reouverture(une: dict[str, Any]) -> Attente:
    donnees = {"demande": une["demande"]}
    return Attente(
        f"{dire_mois(une['mois']).capitalize()}, {une['libelle']}",
        f"Motif\u00a0: {une['motif']}. Demandé le {quand(une['demandee_le'])}.",
        (
            Geste("accorder-reouverture", "Accorder", donnees),
            Geste("refuser-reouverture", "Refuser", donnees, (Champ("reponse", "Réponse"),)),
        ),
    )
