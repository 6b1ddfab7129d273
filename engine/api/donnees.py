"""What the description says of each datum: the catalogue's question, the form of the value, and where to find it."""

from typing import Any

from engine.kit.catalogue import entree_de
from engine.kit.donnees import Donnee
from engine.kit.operations import Operation, donnee_de

_PERSONNE = "`personne` de GET /rdv/{id}/inscrits ou de GET /inscriptions."
FORMES = {
    "texte": "Une phrase.",
    "nom": "Un nom, tel qu’il s’écrit.",
    "reference": "Telle qu’elle a été donnée.",
    "entier": "Nombre entier.",
    "siret": "14 chiffres, dont la clé est vérifiée.",
    "courriel": "Une adresse complète.",
    "secret": "Tel que reçu par courriel.",
    "date": "AAAA-MM-JJ ; JJ/MM/AAAA est compris.",
    "heure": "HH:MM, à l’heure de Paris.",
    "date_heure": "AAAA-MM-JJTHH:MM, à l’heure de Paris.",
    "duree": "En minutes.",
    "heures": "Nombre d’heures, au centième.",
    "montant": "En euros, au centime près, en texte.",
    "mois": "AAAA-MM.",
    "periode": "Premier et dernier jours, tous deux compris.",
    "session": "`session` de GET /sessions : « SE_0000160070 », « 14_SE_0000160070 » ou le numéro KAIROS à 7 chiffres.",
    "rdv": "`rdv` de GET /rdv ou de GET /sessions/{numero}.",
    "demandeur": "Numéro de demandeur d’emploi : 7 chiffres puis une lettre ou un chiffre, ou 11 chiffres.",
    "demandeurs": "Numéros de demandeurs d’emploi : 7 chiffres puis une lettre ou un chiffre, ou 11 chiffres.",
    "personne": _PERSONNE,
    "personnes": _PERSONNE,
    "fichier": "Le contenu, en base64.",
    "ticket": "`ticket` de GET /tickets, ou du courriel de confirmation.",
}
PROVENANCES = {
    "absence": "`absence` de GET /sessions/{numero}/assiduite.",
    "candidature": "`candidature` de GET /candidatures.",
    "code": "Code du courriel de confirmation.",
    "collaborateur": "`collaborateur` de GET /comptes.",
    "conversation": "`conversation` de GET /file-attente.",
    "demande": "`demande` de GET /reouvertures.",
    "devis": "`devis` de GET /devis.",
    "devis_ou_candidat": "`devis` de GET /devis, ou numéro de demandeur d’emploi.",
    "groupe_rv": "`groupes[].rdv` de GET /sessions/{numero}.",
    "inscription": "`inscription` de GET /inscriptions.",
    "operation": "`recu` de GET /journal, ou le nom d’une opération.",
    "plage": "`candidatures[].rdv` de GET /sessions/{numero}.",
}


def schema_des_donnees(op: Operation) -> dict[str, Any]:
    """The JSON schema of the body of an operation."""
    schema = op.commande.model_json_schema()
    questions = {donnee["nom"]: donnee["question"] for donnee in entree_de(op.id).get("donnees", [])}
    for nom, champ in op.champs.items():
        schema["properties"][nom]["description"] = _dire(nom, donnee_de(champ), questions.get(nom))
    return schema


def _dire(nom: str, donnee: Donnee, question: str | None) -> str:
    choix = " ; ".join(f"`{valeur}`, {libelle}" for valeur, libelle in donnee.choix)
    forme = PROVENANCES.get(nom) or (f"{choix}." if choix else FORMES.get(donnee.type, ""))
    return " ".join(filter(None, (question, forme)))
