"""saisir-resultats: what becomes of those who came, all at once; « retenu » starts the enrolment."""

from pydantic import Field

from engine.inscription_entree.inscriptions import defaire_retenue, retenir
from engine.kit.acteurs import Role
from engine.kit.donnees import Personnes, Rdv
from engine.kit.francais import compter, de, enumerer
from engine.kit.journal import JournalRow
from engine.kit.notices import Notice
from engine.kit.operations import (
    Avertissement,
    Choix,
    Commande,
    Contexte,
    Demande,
    Effet,
    annulation,
    libelle,
    operation,
    propositions,
)
from engine.kit.refus import DonneeManquante, Refus, Suite
from engine.recrutement.annulations import rdv_de_la_ligne
from engine.recrutement.choix import libelle_personnes, libelle_rdv_passe, personne_en_choix, rdv_en_choix
from engine.recrutement.demandeurs import designer_ensemble
from engine.recrutement.inscriptions import inscriptions_par_personne
from engine.recrutement.models import InscriptionRdv
from engine.recrutement.models import Rdv as RdvRow
from engine.recrutement.rdv import rdv_visibles, trouver_rdv, verrouiller_rdv
from engine.recrutement.refus_personnes import AucunResultatEnregistrable, DeuxResultats, EtatChange
from engine.recrutement.regles import exiger_rdv_passe
from engine.recrutement.regles_personnes import exiger_resultat
from engine.recrutement.statuts import EtatRdv, Resultat, StatutPresence
from engine.recrutement.vues import RESTE_A_DECIDER

TITRES = {
    Resultat.RETENU: "Retenus",
    Resultat.NON_RETENU: "Non retenus",
    Resultat.EN_ATTENTE: "En attente",
}


class SaisirResultats(Commande):
    rdv: Rdv = Field(title="Rendez-vous")
    retenus: Personnes = Field((), title="Retenus")
    non_retenus: Personnes = Field((), title="Non retenus")
    en_attente: Personnes = Field((), title="En attente")


libelle("rdv", operation="saisir-resultats")(libelle_rdv_passe)
libelle("personnes", operation="saisir-resultats")(libelle_personnes)


@propositions("rdv", operation="saisir-resultats")
def rdv_a_conclure(demande: Demande) -> list[Choix]:
    """Those with people present who are not retained yet; first those with results to enter, the latest first."""
    if demande.ctx.acteur.siret is None:
        return []
    presents = (InscriptionRdv.presence == StatutPresence.PRESENT) & InscriptionRdv.resultat.in_(RESTE_A_DECIDER)
    choisis = (
        rdv_visibles(demande.ctx.acteur)
        .where(RdvRow.etat == EtatRdv.OUVERT, RdvRow.debut <= demande.ctx.maintenant, RdvRow.inscriptions.any(presents))
        .order_by(RdvRow.debut.desc(), RdvRow.id)
    )
    trouves = list(demande.ctx.db.scalars(choisis))
    return [rdv_en_choix(rdv) for rdv in sorted(trouves, key=lambda rdv: not _a_saisir(rdv))]


@propositions("personnes", operation="saisir-resultats")
def personnes_a_decider(demande: Demande) -> list[Choix]:
    """Who is in the list « résultats »: present, and not retained so far."""
    if "rdv" not in demande.donnees:
        return []
    rdv = trouver_rdv(demande.ctx.db, demande.donnees["rdv"], demande.ctx.acteur)
    liste = [
        une for une in rdv.inscriptions if une.presence is StatutPresence.PRESENT and une.resultat in RESTE_A_DECIDER
    ]
    noms = designer_ensemble(une.demandeur for une in liste)
    return [personne_en_choix(une, noms[une.demandeur_id]) for une in liste]


@operation(
    "saisir-resultats",
    roles={Role.GESTIONNAIRE},
    annulable="compensation : l’AIS est révoquée, tant que le conseiller n’a pas validé",
)
def saisir_resultats(commande: SaisirResultats, ctx: Contexte) -> Effet:
    rdv = verrouiller_rdv(ctx.db, trouver_rdv(ctx.db, commande.rdv, ctx.acteur).id)
    exiger_rdv_passe(rdv, ctx.maintenant)
    cites = [
        (personne, resultat)
        for resultat, personnes in (
            (Resultat.RETENU, commande.retenus),
            (Resultat.NON_RETENU, commande.non_retenus),
            (Resultat.EN_ATTENTE, commande.en_attente),
        )
        for personne in personnes
    ]
    if not cites:
        raise DonneeManquante(titre="qui est retenu, non retenu ou en attente").sur("retenus")
    inscriptions = inscriptions_par_personne(rdv)
    noms = designer_ensemble(inscription.demandeur for inscription in rdv.inscriptions)
    _exiger_un_seul_resultat(cites, noms)

    dits: dict[Resultat, list[str]] = {resultat: [] for resultat in TITRES}
    avant: dict[str, str] = {}
    apres: dict[str, str] = {}
    ecartes: list[Refus] = []
    notices: list[Notice] = []
    avertissements: dict[str, Avertissement] = {}
    ais: dict[str, str] = {}
    for personne, resultat in cites:
        inscription = inscriptions[personne]
        try:
            exiger_resultat(noms[personne], inscription, resultat)
            if resultat is Resultat.RETENU:
                retenue = retenir(ctx, personne, rdv.session, rdv.id, prescripteur=inscription.prescripteur)
                notices += retenue.notices
                avertissements |= {un.code: un for un in retenue.avertissements}
                ais[str(personne)] = retenue.ais.numero
        except Refus as refus:
            ecartes.append(refus)
            continue
        avant[str(personne)], apres[str(personne)] = inscription.resultat.value, resultat.value
        inscription.resultat = resultat
        dits[resultat].append(noms[personne])
    if not apres:
        raise (
            ecartes[0]
            if len(ecartes) == 1
            else AucunResultatEnregistrable(rdv=rdv.libelle, raisons=" ".join(map(str, ecartes)))
        )
    restent = [noms[une.demandeur_id] for une in inscriptions.values() if _est_a_decider(une)]
    lignes = [
        ("Rendez-vous", rdv.libelle_complet),
        *((TITRES[resultat], enumerer(dits[resultat]) or "personne") for resultat in TITRES),
        ("Restent à décider", enumerer(restent)),
        ("Mis de côté", " ".join(map(str, ecartes))),
    ]
    return Effet(
        "recrutement.resultats_saisis",
        objet=f"rdv:{rdv.id}",
        message=f"C’est enregistré pour ce rendez-vous\u00a0: {rdv.libelle}. {_bilan(dits)}",
        avant={"resultats": avant},
        apres={"resultats": apres, "ais": ais},
        avertissements=tuple(avertissements.values()),
        ecartes=tuple(ecartes),
        suite=_suite(rdv, bool(ais)),
        resultat={"rdv": rdv.id, "resultats": apres, "ais": ais, "restent": len(restent)},
        notices=tuple(notices),
        recap=tuple((titre, valeur) for titre, valeur in lignes if valeur),
    )


@annulation("saisir-resultats")
def annuler_saisir_resultats(ligne: JournalRow, ctx: Contexte) -> Effet:
    """The results before; the enrolments started are cancelled and their AIS revoked, before any adviser validates."""
    rdv = rdv_de_la_ligne(ligne, ctx)
    avant, apres = (ligne.avant or {})["resultats"], (ligne.apres or {})["resultats"]
    inscriptions = inscriptions_par_personne(rdv)
    noms = designer_ensemble(une.demandeur for une in rdv.inscriptions)
    notices: list[Notice] = []
    for cle, resultat in apres.items():
        inscription = inscriptions.get(int(cle))
        if inscription is None or inscription.resultat.value != resultat:
            raise EtatChange(objet=f"Le résultat {de(noms.get(int(cle), 'cette personne'))}")
        if inscription.resultat is Resultat.RETENU:
            notices += defaire_retenue(ctx, inscription.demandeur_id, rdv.session, rdv.id)
        inscription.resultat = Resultat(avant[cle])
    gens = enumerer([noms[int(cle)] for cle in apres])
    retenus = [cle for cle, resultat in apres.items() if resultat == Resultat.RETENU]
    revoquees = f" {compter(len(retenus), 'AIS est révoquée', 'AIS sont révoquées')}." if retenus else ""
    return Effet(
        "recrutement.resultats_retires",
        objet=ligne.objet,
        message=f"C’est annulé, les résultats sont de nouveau comme avant pour {gens}.{revoquees}",
        avant=ligne.apres,
        apres={"resultats": avant},
        resultat={"rdv": rdv.id, "resultats": avant},
        notices=tuple(notices),
        siret=rdv.session.siret,
        annule=ligne.id,
    )


def _exiger_un_seul_resultat(cites: list[tuple[int, Resultat]], noms: dict[int, str]) -> None:
    vus: set[int] = set()
    for personne, resultat in cites:
        if personne in vus:
            noms_des_listes = {Resultat.NON_RETENU: "non_retenus", Resultat.EN_ATTENTE: "en_attente"}
            raise DeuxResultats(personne=noms[personne]).sur(noms_des_listes[resultat])
        vus.add(personne)


def _est_a_decider(inscription: InscriptionRdv) -> bool:
    return inscription.presence is StatutPresence.PRESENT and inscription.resultat is Resultat.A_SAISIR


def _a_saisir(rdv: RdvRow) -> bool:
    return any(_est_a_decider(inscription) for inscription in rdv.inscriptions)


def _bilan(dits: dict[Resultat, list[str]]) -> str:
    phrases = [f"{TITRES[resultat]}\u00a0: {enumerer(noms)}." for resultat, noms in dits.items() if noms]
    if dits[Resultat.RETENU]:
        phrases.append("Leur inscription commence et leur AIS est émise\u00a0; leur conseiller va la valider.")
    return " ".join(phrases)


def _suite(rdv: RdvRow, retenus: bool) -> tuple[Suite, ...]:
    if not retenus:
        return ()
    donnees = {"session": rdv.session.numero}
    return (Suite("Voir les inscrits", operation="consulter-inscrits", donnees=donnees),)
