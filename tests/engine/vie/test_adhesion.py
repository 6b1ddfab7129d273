"""An organisme joins: from visiteur to active account, codes of 72 hours, accesses, RGC, requests to the hotline."""

import re

from tests.engine.vie.client import Api
from tests.engine.vie.monde import Monde

SIRET, BOITE = "55203253400646", "rgc@nouveau.example"
DEMANDE = {"siret": SIRET, "raison_sociale": "Nouvel Organisme", "rgc_nom": "Anne Roux", "rgc_courriel": BOITE}
PHRASE = "quatre mots faciles à retenir"
PNG = "iVBORw0KGgo="


def _trouver(motif: str, texte: str) -> str:
    trouve = re.search(motif, texte)
    assert trouve, texte
    return trouve[1]


def _code(api: Api) -> str:
    """The code of the latest letter."""
    return _trouver(r"code provisoire\s*: (\S+)", api.courriels(BOITE, "provisoire")[0]["corps"])


def _invitation(api: Api, a: str) -> str:
    liens = api.attendre(lambda: re.findall(r"/invitations/(\S+)", "".join(un["corps"] for un in api.courriels(a))))
    return str(liens[0])


def test_adhesion(api: Api) -> None:
    m = Monde(api)
    visiteur = m.visiteur

    # ── January 5th: a visiteur asks, the plateforme accepts, a code of 72 hours ──
    visiteur.refuse("demander-adhesion", 422, "siret-incorrect", **DEMANDE | {"siret": "55203253400647"})
    demande = visiteur.faire("demander-adhesion", **DEMANDE)
    assert demande.avertissements == ["sans-referencement-qualite"]
    visiteur.refuse("demander-adhesion", 409, "un-siret-un-compte", **DEMANDE)
    reference = _trouver(r"Référence de la demande\s*: (\S+)", api.courriels(BOITE, "adhésion")[0]["corps"])
    visiteur.refuse("suivre-adhesion", 409, "reference-necessaire", siret=SIRET)
    suivie = visiteur.faire("suivre-adhesion", siret=SIRET, reference_demande=reference)
    assert suivie.resultat["statut"] == "deposee"
    assert SIRET in [une["siret"] for une in m.plateforme.lire("/adhesions", statut="deposee")]
    m.greta.refuse("accepter-adhesion", 403, "droit-insuffisant", siret=SIRET)
    m.plateforme.faire("accepter-adhesion", siret=SIRET)
    api.courriels(BOITE, "provisoire")

    # ── 72 hours later it is dead; a new one; five wrong ones lock it; another ──
    perdu = {"siret": SIRET, "code_provisoire": _code(api)}
    visiteur.faire("redemander-identifiants", siret=SIRET)  # too early: the same answer, nothing sent
    assert len(api.courriels(BOITE, "provisoire")) == 1
    api.avancer("2027-01-08T10:00")
    visiteur.refuse("valider-identifiants", 409, "identifiants-expires", **perdu)
    visiteur.faire("redemander-identifiants", siret=SIRET)
    nouveau = _attendre_un_autre(api, perdu["code_provisoire"])
    visiteur.refuse("valider-identifiants", 409, "code-provisoire-errone", **perdu)
    faux = {"siret": SIRET, "code_provisoire": "FAUX-FAUX"}
    for code in ["code-provisoire-errone"] * 3 + ["identifiants-bloques"]:
        visiteur.refuse("valider-identifiants", 409, code, **faux)
    visiteur.refuse("valider-identifiants", 409, "identifiants-bloques", siret=SIRET, code_provisoire=nouveau)
    visiteur.faire("redemander-identifiants", siret=SIRET)
    visiteur.faire("valider-identifiants", siret=SIRET, code_provisoire=_attendre_un_autre(api, nouveau))

    # ── the RGC chooses a password, accepts the convention, gives and takes back an access ──
    visiteur.repondre(_invitation(api, BOITE), PHRASE)
    rgc = api.connecter(BOITE, PHRASE)
    lea = {"collaborateur_nom": "Léa Morin", "collaborateur_courriel": "lea@nouveau.example"}
    rgc.refuse("habiliter-collaborateur", 409, "compte-organisme-inactif", **lea)
    rgc.faire("accepter-conventionnement")
    collaborateur = rgc.faire("habiliter-collaborateur", **lea).resultat["collaborateur"]
    visiteur.repondre(_invitation(api, "lea@nouveau.example"), PHRASE)
    gestionnaire = api.connecter("lea@nouveau.example", PHRASE)
    rgc.refuse("habiliter-collaborateur", 409, "courriel-deja-pris", **lea)
    assert gestionnaire.faire("mes-sessions").resultat["sessions"] == []
    gestionnaire.refuse("habiliter-collaborateur", 403, "droit-insuffisant", **lea)
    rgc.faire("retirer-habilitation", collaborateur=collaborateur)
    gestionnaire.identite = None  # signing in again is refused too
    gestionnaire.refuse("mes-sessions", 401, "jeton-perime")
    rgc.defaire("retirer-habilitation")
    moi = next(un["collaborateur"] for un in rgc.lire("/comptes") if un["role"] == "rgc")
    rgc.refuse("retirer-habilitation", 409, "rgc-non-retirable", collaborateur=moi)

    # ── the RGC changes, once the Kairos team confirms ──
    api.connecter("lea@nouveau.example", PHRASE).faire(
        "changer-rgc", nouveau_rgc_nom="Yann Kerjean", nouveau_rgc_courriel="yann@nouveau.example"
    )
    assert SIRET in [un["siret"] for un in m.hotline.lire("/changements-rgc")]
    m.hotline.faire("confirmer-rgc", siret=SIRET)
    rgc.identite = None
    rgc.refuse("habiliter-collaborateur", 401, "jeton-perime", **lea)
    visiteur.repondre(_invitation(api, "yann@nouveau.example"), PHRASE)
    yann = api.connecter("yann@nouveau.example", PHRASE)
    assert yann.faire("demander-referencement-qualite", justificatif=PNG).resultat["statut"] == "a_traiter"
    accord = {"siret": SIRET, "reference_qualite": "QUAL-9", "date_fin_validite": "2028-01-01"}
    m.hotline.faire("accorder-referencement-qualite", **accord)
    yann.refuse("demander-referencement-qualite", 409, "deja-reference", justificatif=PNG)

    # ── a request to the hotline, followed with the code of its letter ──
    ticket = visiteur.faire("contacter-hotline", description="Je n’accède plus.", courriel=BOITE).resultat["ticket"]
    code = _trouver(r"code de suivi\s*: (\S+)", api.courriels(BOITE, ticket)[0]["corps"])
    visiteur.refuse("suivre-ticket", 409, "code-ticket-necessaire", ticket=ticket)
    visiteur.refuse("suivre-ticket", 404, "ticket-introuvable", ticket=ticket, code="AAAA-AAAA")
    m.hotline.faire("repondre-ticket", ticket=ticket, reponse="C’est rétabli.")
    suivi = visiteur.faire("suivre-ticket", ticket=ticket, code=code).resultat
    assert (suivi["statut"], suivi["reponses"][0]["texte"]) == ("repondu", "C’est rétabli.")
    m.hotline.faire("clore-ticket", ticket=ticket)


def _attendre_un_autre(api: Api, code: str) -> str:
    """The code of the next letter than the one that held this code."""
    return api.attendre(lambda: autre if (autre := _code(api)) != code else None)
