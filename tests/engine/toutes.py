"""One world in which every operation that writes can be carried out, and one valid call of each.

    appels = tous_les_appels(socle)         # fills an empty database, its clock at MAINTENANT
    execute(socle, appel.operation, appel.donnees, appel.acteur, "a key")

Calls stand alone: each is valid in the world as it is, before any other.
"""

import base64
import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.adhesion_comptes.models import Adhesion, Organisme
from engine.adhesion_comptes.statuts import StatutAdhesion
from engine.api.jetons import VISITEUR
from engine.kit.acteurs import SYSTEME, Acteur, Role
from engine.kit.clock import StoppedClock
from engine.kit.door import Socle, execute
from engine.kit.notices import NoticeRow
from engine.recrutement.models import Rdv
from engine.recrutement.statuts import StatutPresence
from engine.suivi_assistance.models import Relais
from tests.engine.adhesions import AUTRE_SIRET, INCONNU, PLATEFORME, SIRET, demande, dernier_code
from tests.engine.comptes import HOTLINE, PAUL, PDF, RGC, VOISINE, dernier_lien, peupler
from tests.engine.inscriptions import S, une_inscription
from tests.engine.monde import GRETA, VOISIN, inscrire, le, un_demandeur, un_rdv, une_session

MAINTENANT = "2027-03-15T09:00"  # Monday
NOUVEAU = "21760540800020"
NOUVELLE_RGC = Acteur("utilisateur:90", Role.RGC, NOUVEAU, "Claire Leroy")
CARIF = Acteur("utilisateur:10", Role.CARIF_OREF, None, "CARIF-OREF de Normandie")
CONSEILLERE = Acteur("utilisateur:11", Role.PRESCRIPTEUR, None, "Pôle emploi Rouen")
LEA = Acteur("utilisateur:12", Role.DEMANDEUR_EMPLOI, None, "Léa Petit", demandeur="7942369Z")
AWA = Acteur("utilisateur:14", Role.DEMANDEUR_EMPLOI, None, "Awa Sow", demandeur="7942370Z")
EN_LIGNE = Acteur("visiteur:conv-1", Role.VISITEUR, nom="Visiteur", conversation="conv-1")
AU_TELEPHONE = Acteur("visiteur:conv-2", Role.VISITEUR, nom="Visiteur", conversation="conv-2")
A_SON_TOUR = Acteur("visiteur:conv-3", Role.VISITEUR, nom="Visiteur", conversation="conv-3")
LHEO = Path(__file__).parent / "offre" / "lheo" / "normandie-2.3.xml"
REPRIS = "35600000000048"
EXPORT = (
    "SIRET|LIBELLE|REGION|Nouvelle région|Nom RGC|Prénom RGC|mail RGC|Téléphone RGC|ASSEDIC|convention|date début|"
    f"date fin\n{REPRIS}|La Poste Formation||Normandie|Roy|Élise|elise@poste.example||28|0128|05/01/2026|04/01/2029\n"
)
DUPRE = Acteur("utilisateur:13", Role.EMPLOYEUR, None, "Entreprise Dupré")
LA_VEILLE = Acteur("visiteur:conv-4", Role.VISITEUR, nom="Visiteur", conversation="conv-4")
CRENEAUX = {"date": "2027-03-26", "heure_debut": "09:00", "heure_fin": "11:00", "duree": 30}
PLAGE = {"date_debut": "2027-03-15", "date_fin": "2027-03-31"}
ENTREPRISE = {
    "type_dispositif": "afpr", "intitule": "Vendeuse en boulangerie", "employeur": "Entreprise Dupré",
    "date_debut": "2027-04-05", "date_fin": "2027-05-14", "heures": 210, "lieu": "Rouen",
}  # fmt: skip


@dataclass(frozen=True)
class Appel:
    """A call that the engine accepts."""

    operation: str
    acteur: Acteur
    donnees: dict[str, Any] = field(default_factory=dict)


def tous_les_appels(socle: Socle) -> list[Appel]:
    """Fill the world, committed, and say one call of each operation that writes."""
    with socle.session() as db:
        peupler(db)
        organisme = db.get_one(Organisme, GRETA)
        organisme.reference_qualite, organisme.date_fin_validite = "QUAL-2026-1", date(2027, 4, 30)
        db.commit()
    return [
        *_adhesions(socle),
        *_comptes(socle),
        *_recrutement(socle),
        *_inscriptions(socle),
        *_assiduite(socle),
        *_financement(socle),
        *_assistance(socle),
    ]


def _fait(socle: Socle, operation: str, acteur: Acteur, quand: str = MAINTENANT, **donnees: Any) -> dict[str, Any]:
    """Carry out at another time of Paris."""
    return execute(Socle(socle.engine, StoppedClock(quand), socle.sceau), operation, donnees, acteur)


def _adhesions(socle: Socle) -> list[Appel]:
    deposee, a_valider, vieille, validee = SIRET, AUTRE_SIRET, "91328457100027", NOUVEAU
    for siret, quand in (
        (deposee, MAINTENANT),
        (a_valider, MAINTENANT),
        (vieille, "2027-03-01T09:00"),
        (validee, MAINTENANT),
    ):
        _fait(socle, "demander-adhesion", VISITEUR, quand, **demande(siret, rgc_courriel=f"{siret}@rgc.example"))
        if siret != deposee:
            _fait(socle, "accepter-adhesion", PLATEFORME, quand, siret=siret)
    _fait(socle, "valider-identifiants", VISITEUR, siret=validee, code_provisoire=dernier_code(socle))
    _fait(socle, "refuser-adhesion", PLATEFORME, siret=deposee, motif="Dossier incomplet")
    _fait(socle, "demander-adhesion", VISITEUR, **demande(deposee))
    with socle.session() as db, db.begin():
        db.add(Organisme(siret=REPRIS, raison_sociale="La Poste"))
        db.flush()
        db.add(
            Adhesion(
                siret=REPRIS, reference="AD-REPRIS", rgc_nom="Élise Roy", rgc_courriel="elise@poste.example",
                statut=StatutAdhesion.ACTIVE, deposee_le=le("2027-01-05T09:00"),
            )
        )  # fmt: skip
        adhesions = {une.siret: une.id for une in db.scalars(sa.select(Adhesion))}
        code = _code_de(db, socle, a_valider)
    return [
        Appel("demander-adhesion", VISITEUR, demande(INCONNU)),
        Appel("accepter-adhesion", PLATEFORME, {"siret": deposee}),
        Appel("refuser-adhesion", PLATEFORME, {"siret": deposee, "motif": "Dossier incomplet"}),
        Appel("redemander-identifiants", VISITEUR, {"siret": vieille}),
        Appel("expirer-identifiants", SYSTEME, {"adhesion": adhesions[vieille], "numero": 1}),
        Appel("valider-identifiants", VISITEUR, {"siret": a_valider, "code_provisoire": code}),
        Appel("accepter-conventionnement", NOUVELLE_RGC),
        Appel("importer-organismes", PLATEFORME, {"fichier": base64.b64encode(EXPORT.encode()).decode()}),
        Appel("inviter-rgc", PLATEFORME, {"siret": REPRIS}),
    ]


def _code_de(db: Session, socle: Socle, siret: str) -> str:
    """The code in the letter to the RGC of this organisme."""
    lettre = sa.select(NoticeRow.corps).where(
        NoticeRow.destinataire == f"{siret}@rgc.example",
        NoticeRow.modele == "adhesion_comptes/identifiants_provisoires",
    )
    trouve = re.search(r"code provisoire\s: (\S+)", socle.sceau.desceller(db.scalars(lettre).one()))
    assert trouve
    return trouve[1]


def _comptes(socle: Socle) -> list[Appel]:
    _fait(socle, "habiliter-collaborateur", RGC, collaborateur_nom="Zoé", collaborateur_courriel="zoe@greta.example")
    lien = dernier_lien(socle)
    _fait(socle, "demander-referencement-qualite", VOISINE, justificatif=PDF)
    nouveau = {"nouveau_rgc_nom": "Yann Kerjean", "nouveau_rgc_courriel": "yann@greta.example"}
    _fait(socle, "changer-rgc", RGC, **nouveau)
    qualite = {"reference_qualite": "QUAL-2027-9", "date_fin_validite": "2028-03-01"}
    return [
        Appel(
            "habiliter-collaborateur", RGC, {"collaborateur_nom": "Ana", "collaborateur_courriel": "ana@greta.example"}
        ),
        Appel("retirer-habilitation", RGC, {"collaborateur": 2}),
        Appel("repondre-invitation", SYSTEME, {"jeton": lien, "mot_de_passe": "un long mot de passe"}),
        Appel("declarer-referencement-qualite", RGC, qualite),
        Appel("demander-referencement-qualite", NOUVELLE_RGC, {"justificatif": PDF}),
        Appel("accorder-referencement-qualite", HOTLINE, {"siret": VOISIN} | qualite),
        Appel("refuser-referencement-qualite", HOTLINE, {"siret": VOISIN, "motif": "Certificat périmé"}),
        Appel("rappeler-referencement-qualite", SYSTEME, {"siret": GRETA, "date_fin_validite": "2027-04-30"}),
        Appel("changer-rgc", NOUVELLE_RGC, nouveau | {"nouveau_rgc_courriel": "ines@havre.example"}),
        Appel("confirmer-rgc", HOTLINE, {"siret": GRETA}),
        Appel("refuser-rgc", HOTLINE, {"siret": GRETA, "motif": "Signature absente"}),
    ]


def _recrutement(socle: Socle) -> list[Appel]:
    with socle.session() as db, db.begin():
        session = une_session("Menuiserie", numero=160071, debut="2027-05-03", fin="2027-09-30")
        passee = un_rdv(session, "2027-03-12T14:00")
        ric, autre = un_rdv(session, "2027-03-22T14:00"), un_rdv(session, "2027-03-23T14:00")
        vide = un_rdv(session, "2027-03-24T14:00")
        for nom in ("Martin", "Diallo"):
            inscrire(passee, un_demandeur(nom))
        present = un_demandeur("Nguyen")
        inscrire(passee, present, StatutPresence.PRESENT)
        lea, awa = un_demandeur("Petit", "Léa", "7942369Z"), un_demandeur("Sow", "Awa", "7942370Z")
        lea.courriel = "lea@demandeur.example"
        inscrire(ric, lea)
        demain = un_rdv(session, "2027-03-16T14:00")
        inscrire(demain, un_demandeur("Noel"))
        db.add_all([passee, ric, autre, vide, awa, demain])
        db.flush()
        ids = {
            "passee": passee.id,
            "ric": ric.id,
            "autre": autre.id,
            "vide": vide.id,
            "demain": demain.id,
            "lea": lea.id,
            "present": present.id,
        }
        absents = [une.demandeur_id for une in passee.inscriptions if une.demandeur_id != present.id]
    groupe = _fait(socle, "creer-rv", PAUL, session="SE_0000160071", lieu="Salle B", **CRENEAUX)["resultat"]
    plage = _fait(socle, "ouvrir-candidature", PAUL, session="SE_0000160071", **PLAGE)["resultat"]["rdv"]
    proposee = {"candidat": "7942371Z", "nom": "Roy", "prenom": "Jo"}
    candidature = _fait(socle, "proposer-candidature", CONSEILLERE, plage=plage, **proposee)["resultat"]["candidature"]
    lheo = base64.b64encode(LHEO.read_bytes()).decode()
    qui = {"candidat": "7942379Z", "nom": "Morin", "prenom": "Ali"}
    ce_jour = {"session": "SE_0000160071", "date_heure": "2027-03-25T14:00", "lieu": "Rouen", "places": 12}
    return [
        Appel("importer-lheo", CARIF, {"fichier": lheo}),
        Appel("creer-session-entreprise", PAUL, ENTREPRISE),
        Appel("creer-ric", PAUL, ce_jour),
        Appel("creer-rv", PAUL, {"session": "SE_0000160071", "lieu": "Salle C"} | CRENEAUX),
        Appel("dupliquer-rv", PAUL, {"groupe_rv": groupe["groupe"], "date": "2027-03-30"}),
        Appel(
            "ouvrir-candidature",
            PAUL,
            {"session": "SE_0000160071", "date_debut": "2027-04-05", "date_fin": "2027-04-09"},
        ),
        Appel("modifier-rdv", PAUL, {"rdv": ids["ric"], "lieu": "Salle D"}),
        Appel("supprimer-rdv", PAUL, {"rdv": ids["vide"], "motif": "Salle prise"}),
        Appel("inscrire-candidat", PAUL, {"candidat": ["7942372Z", "7942373Z"], "rdv": ids["autre"]}),
        Appel("prescrire-candidat", CONSEILLERE, {"rdv": ids["ric"]} | qui),
        Appel("proposer-candidature", CONSEILLERE, {"plage": plage} | qui),
        Appel(
            "traiter-candidature",
            PAUL,
            {"candidature": candidature, "date_contact": "2027-03-15", "resultat": "retenue"},
        ),
        Appel("se-positionner", AWA, {"rdv": ids["ric"]}),
        Appel("se-desister", LEA, {"rdv": ids["ric"]}),
        Appel("annuler-rdv-candidat", PAUL, {"candidat": ids["lea"], "rdv": ids["ric"]}),
        Appel("transferer-candidat", PAUL, {"candidat": ids["lea"], "rdv_cible": ids["autre"]}),
        Appel("lancer-rappels-rdv", SYSTEME, {"jour": "2027-03-15"}),
        Appel("rappeler-rdv", SYSTEME, {"rdv": ids["demain"], "debut": "2027-03-16T14:00"}),
        Appel("saisir-presences", PAUL, {"rdv": ids["passee"], "presents": absents[:1], "absents": absents[1:]}),
        Appel("saisir-resultats", PAUL, {"rdv": ids["passee"], "retenus": [ids["present"]]}),
    ]


def _inscriptions(socle: Socle) -> list[Appel]:
    with socle.session() as db, db.begin():
        session = une_session("Boulangerie", numero=160072, debut="2027-03-15", fin="2027-06-30")
        gens = {nom: un_demandeur(nom) for nom in ("Leroy", "Garnier", "Fabre", "Moreau")}
        statuts = {"Leroy": S.A_VALIDER, "Garnier": S.INSCRIT, "Fabre": S.RETENU, "Moreau": S.ABSENT}
        unes = {nom: une_inscription(db, session, gens[nom], statuts[nom]) for nom in gens}
        inscription, garnier, fabre = unes["Leroy"].id, gens["Garnier"].id, gens["Fabre"].identifiant
        moreau = gens["Moreau"].identifiant
    absente = {"candidat": moreau, "session": "SE_0000160072", "present_ou_absent": "present"}
    return [
        Appel("inscrire-en-formation", PAUL, {"candidat": ["7942374Z"], "session": "SE_0000160071"}),
        Appel("retirer-inscription", PAUL, {"candidat": fabre, "session": "SE_0000160072", "motif": "Désistement"}),
        Appel("valider-inscription", CONSEILLERE, {"inscription": inscription}),
        Appel("refuser-inscription", CONSEILLERE, {"inscription": inscription, "motif": "Autre projet"}),
        Appel("saisir-entrees", PAUL, {"session": "SE_0000160072", "presents": [garnier]}),
        Appel("corriger-entree", PAUL, absente),
    ]


def _assiduite(socle: Socle) -> list[Appel]:
    with socle.session() as db, db.begin():
        hiver = une_session("Anglais", numero=160073, debut="2027-01-04", fin="2027-03-12")
        longue = une_session("CAP Cuisine", numero=160074, debut="2027-02-01", fin="2027-09-30")
        avenir = une_session("#Avenir", numero=160075, debut="2027-03-01", fin="2027-06-30", marche_avenir=2027)
        gens = {nom: un_demandeur(nom) for nom in ("Blanc", "Noir", "Vert")}
        for session, nom in ((hiver, "Blanc"), (longue, "Noir"), (avenir, "Vert")):
            une_inscription(db, session, gens[nom], S.EN_FORMATION)
        blanc, noir, vert = gens["Blanc"].id, gens["Noir"].identifiant, gens["Vert"].identifiant
    absente = {"candidat": noir, "session": "SE_0000160074", "date_debut": "2027-03-03", "date_fin": "2027-03-05"}
    absence = _fait(socle, "saisir-absence", PAUL, motif="maladie", **absente)["resultat"]["absence"]
    for mois in ("2027-01", "2027-02"):
        _fait(socle, "saisir-assiduite-mois", PAUL, session="SE_0000160073", mois=mois)
    demandee = {"session": "SE_0000160073", "mois": "2027-01", "motif": "Il manque une absence"}
    demande_faite = _fait(socle, "reouvrir-assiduite", PAUL, **demandee)["resultat"]["demande"]
    interruption = {"session": "SE_0000160074", "date_debut": "2027-08-01", "date_fin": "2027-08-20"}
    sortie = {"candidat": noir, "session": "SE_0000160074", "date": "2027-03-12"}
    return [
        Appel(
            "saisir-absence", PAUL, absente | {"date_debut": "2027-03-08", "date_fin": "2027-03-08", "motif": "autre"}
        ),
        Appel("corriger-absence", PAUL, {"candidat": noir, "absence": absence, "date_fin": "2027-03-04"}),
        Appel("saisir-abandon", PAUL, sortie | {"motif": "raison de santé"}),
        Appel("saisir-sortie", PAUL, sortie | {"motif": "emploi"}),
        Appel("saisir-interruption", PAUL, interruption),
        Appel("saisir-assiduite-mois", PAUL, {"session": "SE_0000160074", "mois": "2027-02"}),
        Appel("reouvrir-assiduite", PAUL, demandee | {"mois": "2027-02"}),
        Appel("accorder-reouverture", HOTLINE, {"demande": demande_faite}),
        Appel("refuser-reouverture", HOTLINE, {"demande": demande_faite, "reponse": "Rien ne manque"}),
        Appel("saisir-bilan", PAUL, {"session": "SE_0000160073", "obtenue": [blanc]}),
        Appel("modifier-fin-parcours", PAUL, {"candidat": vert, "date_fin": "2027-05-14"}),
        Appel("lancer-campagne-assiduite", SYSTEME, {"mois": "2027-02"}),
        Appel("rappeler-assiduite", SYSTEME, {"siret": GRETA, "mois": "2027-02"}),
    ]


def _financement(socle: Socle) -> list[Appel]:
    def devis(candidat: str, type_devis: str, *etapes: tuple[str, Acteur]) -> str:
        """A quote brought that far."""
        donnees = _devis(candidat, type_devis)
        numero = str(_fait(socle, "creer-devis", PAUL, **donnees)["resultat"]["devis"])
        for operation, acteur in etapes:
            _fait(socle, operation, acteur, devis=numero)
        return numero

    transmettre, accepter, valider = (
        ("transmettre-devis", PAUL),
        ("accepter-devis", DUPRE),
        ("valider-devis", CONSEILLERE),
    )
    _fait(socle, "inscrire-candidat", PAUL, candidat=["7942375Z"], rdv=_une_ric(socle))
    brouillon = devis("7942375Z", "aif")
    transmis = devis("7942369Z", "aif", transmettre)
    accepte = devis("7942369Z", "poei", transmettre, accepter)
    valide = devis("7942369Z", "afpr", transmettre, accepter, valider)
    return [
        Appel("creer-devis", PAUL, _devis("7942375Z", "poei")),
        Appel("transmettre-devis", PAUL, {"devis": brouillon}),
        Appel("accepter-devis", LEA, {"devis": transmis}),
        Appel("refuser-devis", LEA, {"devis": transmis, "motif": "Trop loin"}),
        Appel("valider-devis", CONSEILLERE, {"devis": accepte}),
        Appel("clore-devis", CONSEILLERE, {"devis": valide}),
    ]


def _devis(candidat: str, type_devis: str) -> dict[str, Any]:
    employeur = {} if type_devis == "aif" else {"employeur": "Dupré"}
    donnees = {"session": "SE_0000160071", "montant": "3200.50", "heures": 210}
    return donnees | employeur | {"candidat": candidat, "type_devis": type_devis}


def _une_ric(socle: Socle) -> int:
    with socle.session() as db:
        return db.scalars(sa.select(Rdv.id).where(Rdv.debut > le("2027-03-22T18:00")).order_by(Rdv.debut)).first() or 0


def _assistance(socle: Socle) -> list[Appel]:
    ouverts = [
        _fait(socle, "contacter-hotline", PAUL, description="Je ne vois plus ma session.")["resultat"]["ticket"]
        for _ in range(2)
    ]
    _fait(socle, "prendre-ticket", HOTLINE, ticket=ouverts[0])
    _fait(socle, "parler-a-un-conseiller", AU_TELEPHONE)
    _fait(socle, "prendre-conversation", HOTLINE)
    _fait(socle, "parler-a-un-conseiller", A_SON_TOUR)
    _fait(socle, "parler-a-un-conseiller", LA_VEILLE, "2027-03-12T16:00")
    with socle.session() as db, db.begin():
        oubliee = un_demandeur("Faure")
        db.add(oubliee)
        db.flush()
        oubliee_id = oubliee.id
        veille = db.scalars(sa.select(Relais.id).where(Relais.conversation == LA_VEILLE.conversation)).one()
    return [
        Appel("contacter-hotline", PAUL, {"description": "Un message d’erreur."}),
        Appel("prendre-ticket", HOTLINE, {"ticket": ouverts[1]}),
        Appel("repondre-ticket", HOTLINE, {"ticket": ouverts[0], "reponse": "Elle est revenue."}),
        Appel("clore-ticket", HOTLINE, {"ticket": ouverts[0], "reponse": "C’est rétabli."}),
        Appel("parler-a-un-conseiller", EN_LIGNE),
        Appel("prendre-conversation", HOTLINE, {"conversation": A_SON_TOUR.conversation}),
        Appel("rendre-conversation", HOTLINE, {"conversation": AU_TELEPHONE.conversation}),
        Appel("clore-attente", SYSTEME, {"relais": veille}),
        Appel("effacer-personne", HOTLINE, {"personne": oubliee_id}),
        Appel("lancer-rappels", SYSTEME, {"jour": "2027-03-15"}),
        Appel("rappeler-echeances", SYSTEME, {"siret": GRETA, "jour": "2027-03-15"}),
        Appel("annuler-derniere-operation", PAUL, {"operation": "contacter-hotline"}),
    ]
