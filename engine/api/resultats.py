"""What `resultat` holds for each operation: the ids and numbers that the next call needs, as JSON schemas.

A name ending in `?` is not always there. An operation absent from here answers an empty `resultat`.
"""

from typing import Any

from engine.adhesion_comptes.statuts import StatutAdhesion
from engine.adhesion_comptes.statuts_demande import StatutDemande
from engine.assiduite.statuts import PorteeInterruption, StatutReouverture
from engine.financement.statuts import StatutDevis
from engine.inscription_entree.statuts import StatutInscription, TypeAttestation
from engine.recrutement.statuts import Resultat, StatutCandidature, StatutPresence
from engine.recrutement.vues import Vue
from engine.suivi_assistance.statuts import StatutRelais, StatutTicket

Schema = dict[str, Any]

ENTIER: Schema = {"type": "integer"}
ENTIERS: Schema = {"type": "array", "items": ENTIER}
TEXTE: Schema = {"type": "string"}
TEXTE_OU_RIEN: Schema = {"type": ["string", "null"]}
OUI_NON: Schema = {"type": "boolean"}
JOUR: Schema = {"type": "string", "format": "date"}
MOIS: Schema = {"type": "string", "pattern": r"^\d{4}-\d{2}$"}
RESTANTES: Schema = {"type": ["integer", "null"], "description": "Places restantes, quand le nombre en est connu"}
RDV: Schema = ENTIER | {"description": "Ce que prennent les données « rdv »"}
PERSONNE: Schema = ENTIER | {"description": "Ce que prennent « presents », « absents », « retenus »…"}
INSCRIPTION: Schema = ENTIER | {"description": "Ce que prennent valider-inscription et refuser-inscription"}


def _un(statuts: Any) -> Schema:
    return {"type": "string", "enum": [statut.value for statut in statuts]}


def _lu(modele: str) -> Schema:
    return {"$ref": f"#/components/schemas/{modele}"}


def _liste(schema: Schema) -> Schema:
    return {"type": "array", "items": schema}


def _par(cle: str, schema: Schema) -> Schema:
    return {"type": "object", "additionalProperties": schema, "description": f"Par {cle}"}


_ADHESION = {"siret": TEXTE, "statut": _un(StatutAdhesion)}
_DEMANDE = {"siret": TEXTE, "statut": _un(StatutDemande)}
_DEVIS = {"devis": TEXTE, "statut": _un(StatutDevis)}
_TICKET = {"ticket": TEXTE, "statut": _un(StatutTicket)}
_REOUVERTURE = {"demande": ENTIER, "statut": _un(StatutReouverture)}
_STATUT = {"inscription": INSCRIPTION, "statut": _un(StatutInscription)}
_SUR_UN_RDV = {"rdv": RDV, "restantes": RESTANTES}

RESULTATS: dict[str, dict[str, Schema]] = {
    **dict.fromkeys(
        (
            "demander-adhesion",
            "accepter-adhesion",
            "refuser-adhesion",
            "valider-identifiants",
            "accepter-conventionnement",
        ),
        _ADHESION,
    ),
    **dict.fromkeys(
        (
            "changer-rgc",
            "confirmer-rgc",
            "refuser-rgc",
            "demander-referencement-qualite",
            "accorder-referencement-qualite",
            "refuser-referencement-qualite",
        ),
        _DEMANDE,
    ),
    "suivre-adhesion": _ADHESION | {"libelle": TEXTE, "minutes_restantes?": ENTIER},
    "declarer-referencement-qualite": {"siret": TEXTE, "date_fin_validite": JOUR},
    "habiliter-collaborateur": {"collaborateur": ENTIER},
    "retirer-habilitation": {"collaborateur": ENTIER},
    "inviter-rgc": {"siret": TEXTE, "collaborateur": ENTIER},
    "importer-organismes": {nom: ENTIER for nom in ("crees", "modifies", "inchanges", "rejetes", "remarques")}
    | {"detail": {"type": "object", "description": "Les SIRET de chaque sorte ; de chaque rejet, ligne et raison"}},
    "mes-sessions": {
        "sessions": _liste(
            _lu("SessionLue")
            | {
                "properties": {
                    "restantes": RESTANTES,
                    "modalites_ouvertes": _liste(_lu("RdvLu")),
                    "a_faire": _liste({"type": "object"}),
                }
            }
        )
    },
    "creer-session-entreprise": {"session": TEXTE, "numero_interne": TEXTE},
    "diagnostiquer-blocage": {
        "cause": TEXTE | {"description": "`rien-ne-bloque`, ou le `code` du refus qui tient"},
        "causes?": _liste(_lu("RefusModel")),
        "source": TEXTE,
        "session": TEXTE_OU_RIEN,
    },
    "importer-lheo": {nom: ENTIER for nom in ("creees", "modifiees", "archivees", "inchangees", "rejetees")}
    | {"modalites": _par("sorte : creees, modifiees, retirees, inchangees, passees, rejetees", ENTIER)}
    | {"detail": {"type": "object", "description": "Les sessions de chaque sorte ; de chaque rejet, ligne et raison"}},
    "creer-ric": {"rdv": RDV},
    "creer-rv": {"groupe": RDV, "rdv": _liste(RDV)},
    "dupliquer-rv": {"groupe": RDV, "rdv": _liste(RDV)},
    "ouvrir-candidature": {"rdv": RDV},
    "modifier-rdv": {"rdv": RDV, "prevenus": ENTIERS},
    "supprimer-rdv": {"rdv": RDV, "prevenus": ENTIERS},
    "inscrire-candidat": _SUR_UN_RDV | {"personnes": _liste(PERSONNE)},
    "prescrire-candidat": _SUR_UN_RDV | {"personnes": _liste(PERSONNE)},
    "se-positionner": _SUR_UN_RDV,
    "se-desister": _SUR_UN_RDV,
    "annuler-rdv-candidat": _SUR_UN_RDV | {"personne": PERSONNE},
    "transferer-candidat": {"rdv": RDV, "origine": RDV, "personne": PERSONNE},
    "proposer-candidature": {"candidature": ENTIER, "plage": RDV},
    "traiter-candidature": {"candidature": ENTIER, "statut": _un(StatutCandidature)},
    "consulter-inscrits": {
        "vue": _un(Vue),
        "session": TEXTE,
        "inscrits": _liste({"type": "object"}),
        "telechargements": {"type": ["object", "array"]},
    },
    "saisir-presences": {"rdv": RDV, "presences": _par("personne", _un(StatutPresence)), "restent": ENTIER},
    "saisir-resultats": {
        "rdv": RDV,
        "resultats": _par("personne", _un(Resultat)),
        "ais": _par("personne", TEXTE),
        "restent": ENTIER,
    },
    "inscrire-en-formation": {
        "session": TEXTE,
        "inscriptions": _par("identifiant", INSCRIPTION),
        "statut": _un(StatutInscription),
        "restantes": RESTANTES,
    },
    "retirer-inscription": _STATUT | {"restantes": RESTANTES},
    "valider-inscription": _STATUT,
    "refuser-inscription": _STATUT,
    "statut-candidat": {"personne": PERSONNE, "dossiers": _liste(_lu("InscriptionLue")), "rdv?": RDV},
    "obtenir-attestation": {
        "inscription": INSCRIPTION,
        "type_attestation": _un(TypeAttestation),
        "numero": TEXTE,
        "code": TEXTE | {"description": "Code de contrôle, pour GET /attestations/{code}"},
        "pdf": TEXTE,
        "verification": TEXTE,
    },
    "saisir-entrees": {
        "session": TEXTE,
        "date": JOUR,
        "entrees": _par("identifiant", _un(StatutInscription)),
        "tardive": OUI_NON,
        "aes": _par("identifiant", TEXTE),
        "restent": ENTIER,
    },
    "corriger-entree": _STATUT | {"date": TEXTE_OU_RIEN, "tardive": OUI_NON, "aes": TEXTE_OU_RIEN},
    "saisir-absence": {"absence": ENTIER, "inscription": INSCRIPTION, "justifiee": OUI_NON},
    "corriger-absence": {
        "absence": ENTIER,
        "debut": JOUR,
        "fin": JOUR,
        "motif": TEXTE,
        "justificatif": TEXTE_OU_RIEN,
        "retiree": OUI_NON,
    },
    "saisir-abandon": _STATUT | {"tardive": OUI_NON},
    "saisir-sortie": _STATUT | {"tardive": OUI_NON},
    "saisir-interruption": {"interruption": ENTIER, "portee": _un(PorteeInterruption), "tardive": OUI_NON},
    "saisir-assiduite-mois": {"session": TEXTE, "mois": MOIS, "declares": ENTIER, "tardif": OUI_NON},
    "reouvrir-assiduite": _REOUVERTURE,
    "accorder-reouverture": _REOUVERTURE | {"mois": MOIS},
    "refuser-reouverture": _REOUVERTURE | {"mois": MOIS},
    "saisir-bilan": {"session": TEXTE, "bilans": _par("personne", TEXTE), "restent": ENTIER},
    "modifier-fin-parcours": {"inscription": INSCRIPTION, "fin_prevue": JOUR, "tardive": OUI_NON},
    **dict.fromkeys(
        ("creer-devis", "transmettre-devis", "accepter-devis", "refuser-devis", "valider-devis", "clore-devis"), _DEVIS
    ),
    "suivre-devis": {"devis": _liste(_lu("DevisLu"))},
    "mes-echeances": {"siret": TEXTE_OU_RIEN, "echeances": _liste({"type": "object"})},
    "annuler-derniere-operation": {"annule": TEXTE, "operation": TEXTE},
    **dict.fromkeys(("contacter-hotline", "prendre-ticket", "repondre-ticket", "clore-ticket"), _TICKET),
    "parler-a-un-conseiller": {"relais": ENTIER, "place": ENTIER, "statut": _un(StatutRelais)},
    "prendre-conversation": {"relais": ENTIER, "conversation": TEXTE, "sujet": TEXTE_OU_RIEN},
    "rendre-conversation": {"relais": ENTIER, "conversation": TEXTE},
    "effacer-personne": {"personne": ENTIER, "lignes": ENTIER, "lettres": ENTIER},
}
REFERENCES = {"consulter-session": _lu("SessionLue"), "suivre-ticket": _lu("TicketLu")}


def schema_du_resultat(operation: str) -> Schema:
    """The schema of `resultat` in the answer of an operation."""
    if operation in REFERENCES:
        return REFERENCES[operation]
    champs = RESULTATS.get(operation, {})
    return {
        "type": "object",
        "properties": {nom.rstrip("?"): schema for nom, schema in champs.items()},
        "required": [nom for nom in champs if not nom.endswith("?")],
    }
