"""saisir-presences: who came to an appointment and who did not, all at once."""

from pydantic import Field

from engine.kit.acteurs import Role
from engine.kit.donnees import Personnes, Rdv
from engine.kit.francais import compter, de, enumerer
from engine.kit.journal import JournalRow
from engine.kit.operations import Commande, Contexte, Effet, annulation, operation
from engine.kit.refus import DonneeManquante, Refus, Suite
from engine.recrutement.annulations import rdv_de_la_ligne
from engine.recrutement.demandeurs import designer_ensemble
from engine.recrutement.inscriptions import inscriptions_par_personne, noter_presences
from engine.recrutement.models import InscriptionRdv
from engine.recrutement.rdv import trouver_rdv, verrouiller_rdv
from engine.recrutement.refus import AucunePresenceEnregistrable, PresentEtAbsent
from engine.recrutement.refus_personnes import EtatChange, ResultatDejaSaisi
from engine.recrutement.regles import exiger_passage, exiger_rdv_passe
from engine.recrutement.statuts import LIBELLES_RESULTAT, Resultat, StatutPresence


class SaisirPresences(Commande):
    rdv: Rdv = Field(title="Rendez-vous")
    presents: Personnes = Field((), title="Présents")
    absents: Personnes = Field((), title="Absents")


@operation("saisir-presences", roles={Role.GESTIONNAIRE}, annulable="oui, tant qu’aucun résultat n’est saisi")
def saisir_presences(commande: SaisirPresences, ctx: Contexte) -> Effet:
    rdv = verrouiller_rdv(ctx.db, trouver_rdv(ctx.db, commande.rdv, ctx.acteur).id)
    exiger_rdv_passe(rdv, ctx.maintenant)
    if not (commande.presents or commande.absents):
        raise DonneeManquante(titre="qui était là, ou qui a manqué").sur("presents")
    inscriptions = inscriptions_par_personne(rdv)
    noms = designer_ensemble(inscription.demandeur for inscription in rdv.inscriptions)
    absents = set(commande.absents)
    for personne in commande.presents:
        if personne in absents:
            raise PresentEtAbsent(personne=noms[personne]).sur("absents")

    dits: dict[StatutPresence, list[str]] = {StatutPresence.PRESENT: [], StatutPresence.ABSENT: []}
    avant: dict[str, str] = {}
    apres: dict[str, str] = {}
    ecartes: list[Refus] = []
    saisies: dict[InscriptionRdv, StatutPresence] = {}
    cites = [(personne, StatutPresence.PRESENT) for personne in commande.presents]
    cites += [(personne, StatutPresence.ABSENT) for personne in commande.absents]
    for personne, presence in cites:
        inscription = inscriptions[personne]
        try:
            exiger_passage(noms[personne], inscription.presence, presence)
        except Refus as refus:
            ecartes.append(refus)
            continue
        avant[str(personne)] = inscription.presence.value
        apres[str(personne)] = presence.value
        saisies[inscription] = presence
        dits[presence].append(noms[personne])
    if not apres:
        raise (
            ecartes[0]
            if len(ecartes) == 1
            else AucunePresenceEnregistrable(rdv=rdv.libelle, raisons=" ".join(map(str, ecartes)))
        )

    noter_presences(ctx.db, saisies)
    restent = [noms[id] for id, autre in inscriptions.items() if autre.presence is StatutPresence.A_SAISIR]
    lignes = [
        ("Rendez-vous", rdv.libelle_complet),
        ("Présents", enumerer(dits[StatutPresence.PRESENT]) or "personne"),
        ("Absents", enumerer(dits[StatutPresence.ABSENT]) or "personne"),
        ("Restent à saisir", enumerer(restent)),
        ("Mis de côté", " ".join(map(str, ecartes))),
    ]
    return Effet(
        "recrutement.presences_saisies",
        objet=f"rdv:{rdv.id}",
        message=f"C’est enregistré pour ce rendez-vous\u00a0: {rdv.libelle}. {_bilan(dits)}",
        avant={"presences": avant},
        apres={"presences": apres},
        ecartes=tuple(ecartes),
        suite=(Suite("Saisir les résultats", operation="saisir-resultats", donnees={"rdv": rdv.id}),)
        if dits[StatutPresence.PRESENT]
        else (),
        resultat={"rdv": rdv.id, "presences": apres, "restent": len(restent)},
        recap=tuple((titre, valeur) for titre, valeur in lignes if valeur),
    )


@annulation("saisir-presences")
def annuler_saisir_presences(ligne: JournalRow, ctx: Contexte) -> Effet:
    """The presences before, while nobody concerned has a result."""
    rdv = rdv_de_la_ligne(ligne, ctx)
    avant, apres = (ligne.avant or {})["presences"], (ligne.apres or {})["presences"]
    inscriptions = inscriptions_par_personne(rdv)
    noms = designer_ensemble(inscription.demandeur for inscription in rdv.inscriptions)
    for cle, presence in apres.items():
        inscription = inscriptions.get(int(cle))
        if inscription is None or inscription.presence.value != presence:
            raise EtatChange(objet=f"La présence {de(noms.get(int(cle), 'cette personne'))}")
        if inscription.resultat is not Resultat.A_SAISIR:
            raise ResultatDejaSaisi(
                personne=noms[inscription.demandeur_id], resultat=LIBELLES_RESULTAT[inscription.resultat]
            )
        inscription.presence = StatutPresence(avant[cle])
    gens = enumerer([noms[int(cle)] for cle in apres])
    return Effet(
        "recrutement.presences_retirees",
        objet=ligne.objet,
        message=f"C’est annulé, les présences sont de nouveau comme avant pour {gens}. {rdv.libelle}.",
        avant=ligne.apres,
        apres=ligne.avant,
        resultat={"rdv": rdv.id, "presences": avant},
        siret=rdv.session.siret,
        annule=ligne.id,
    )


def _bilan(dits: dict[StatutPresence, list[str]]) -> str:
    presents, absents = dits[StatutPresence.PRESENT], dits[StatutPresence.ABSENT]
    phrases = []
    if presents:
        phrases.append(f"{compter(len(presents), 'présence')}\u00a0: {enumerer(presents)}.")
    if absents:
        phrases.append(f"{compter(len(absents), 'absence')}\u00a0: {enumerer(absents)}.")
    return " ".join(phrases)
