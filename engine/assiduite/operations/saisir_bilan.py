"""saisir-bilan: the result of each person once the training is over; their enrolment is closed."""

from datetime import date
from typing import Any

from pydantic import Field

from engine.assiduite import courrier
from engine.assiduite.bilans import bilan_de
from engine.assiduite.models import Bilan
from engine.assiduite.parcours import aujourdhui, etat, exiger_toujours, module_suivant
from engine.assiduite.refus import AucunBilanEnregistrable, BilanDejaSaisi, DeuxResultats
from engine.assiduite.regles import exiger_bilan_possible
from engine.assiduite.statuts import RESULTATS_BILAN, SUIVIS
from engine.inscription_entree.inscriptions import inscriptions_de_la_session, verrouiller_session
from engine.inscription_entree.models import Inscription
from engine.inscription_entree.statuts import StatutInscription
from engine.kit.acteurs import Role
from engine.kit.donnees import Personnes, SessionNumero
from engine.kit.francais import compter, enumerer
from engine.kit.journal import JournalRow
from engine.kit.operations import Avertissement, Commande, Contexte, Effet, annulation, operation
from engine.kit.refus import DonneeManquante, Refus, Suite
from engine.offre.sessions import trouver_session
from engine.recrutement.demandeurs import designer_ensemble


class SaisirBilan(Commande):
    session: SessionNumero = Field(title="Session")
    obtenue: Personnes = Field((), title="Certification obtenue")
    partielle: Personnes = Field((), title="Certification partiellement obtenue")
    non_obtenue: Personnes = Field((), title="Certification non obtenue")
    sans_certification: Personnes = Field((), title="Formation sans certification")


@operation("saisir-bilan", roles={Role.GESTIONNAIRE}, annulable="compensation")
def saisir_bilan(commande: SaisirBilan, ctx: Contexte) -> Effet:
    session = trouver_session(ctx.db, commande.session, ctx.acteur)
    verrouiller_session(ctx.db, session.id)
    toutes = inscriptions_de_la_session(ctx.db, session.id)
    inscrits = {une.demandeur_id: une for une in toutes}
    noms = designer_ensemble(une.demandeur for une in toutes)
    cites = _cites(commande, noms)
    avant: dict[str, Any] = {}
    apres: dict[str, Any] = {}
    dits: dict[str, list[str]] = {}
    ecartes: list[Refus] = []
    faits: list[tuple[Inscription, str]] = []
    for personne, resultat in cites:
        inscription = inscrits[personne]
        try:
            _exiger(ctx, inscription)
        except Refus as refus:
            ecartes.append(refus)
            continue
        avant[str(personne)] = etat(inscription)
        inscription.passer_a(StatutInscription.CLOS, ctx.maintenant)
        ctx.db.add(Bilan(inscription_id=inscription.id, resultat=resultat, saisi_le=ctx.maintenant))
        apres[str(personne)] = etat(inscription) | {"resultat": resultat}
        dits.setdefault(resultat, []).append(noms[personne])
        faits.append((inscription, resultat))
    if not faits:
        raisons = " ".join(map(str, ecartes))
        raise ecartes[0] if len(ecartes) == 1 else AucunBilanEnregistrable(session=session.libelle, raisons=raisons)
    ctx.db.flush()
    restent = [noms[une.demandeur_id] for une in toutes if une.statut in SUIVIS]
    return Effet(
        "assiduite.bilan_saisi",
        objet=f"session:{session.id}",
        message=(
            f"Le bilan est enregistré pour {compter(len(faits), 'stagiaire')}, session {session.libelle}. "
            f"{_phrase(dits)}"
        ),
        avant={"inscriptions": avant},
        apres={"inscriptions": apres},
        avertissements=(RAPPEL,),
        ecartes=tuple(ecartes),
        suite=(Suite("Saisir les autres résultats", "saisir-bilan", donnees={"session": session.numero}),)
        if restent
        else (),
        resultat={
            "session": session.numero,
            "bilans": {p: e["resultat"] for p, e in apres.items()},
            "restent": len(restent),
        },
        notices=tuple(
            notice
            for une, resultat in faits
            for notice in courrier.aux_deux("bilan", une, resultat=RESULTATS_BILAN[resultat])
        ),
        recap=tuple(
            (titre, valeur)
            for titre, valeur in (
                ("Session", session.libelle),
                *((RESULTATS_BILAN[resultat].capitalize(), enumerer(qui)) for resultat, qui in dits.items()),
                ("Restent à saisir", enumerer(restent)),
                ("Mis de côté", " ".join(map(str, ecartes))),
            )
            if valeur
        ),
    )


RAPPEL = Avertissement(
    "bilan-apres-le-dernier-module",
    "Le bilan se saisit seulement s’il n’y a pas d’autre module ensuite : il clôt le parcours.",
    "bilan-formation",
)


def _cites(commande: SaisirBilan, noms: dict[int, str]) -> list[tuple[int, str]]:
    cites = [(personne, resultat) for resultat in RESULTATS_BILAN for personne in getattr(commande, resultat)]
    if not cites:
        raise DonneeManquante(titre="le résultat de chaque stagiaire").sur("obtenue")
    vus: set[int] = set()
    for personne, resultat in cites:
        if personne in vus:
            raise DeuxResultats(personne=noms[personne]).sur(resultat)
        vus.add(personne)
    return cites


def _exiger(ctx: Contexte, inscription: Inscription) -> None:
    if bilan := bilan_de(ctx.db, inscription.id):
        raise BilanDejaSaisi(personne=inscription.demandeur.designation, resultat=RESULTATS_BILAN[bilan.resultat])
    exiger_bilan_possible(inscription, aujourdhui(ctx), module_suivant(ctx.db, inscription))


def _phrase(dits: dict[str, list[str]]) -> str:
    return " ".join(f"{RESULTATS_BILAN[resultat].capitalize()} : {enumerer(qui)}." for resultat, qui in dits.items())


@annulation("saisir-bilan")
def annuler_bilan(ligne: JournalRow, ctx: Contexte) -> Effet:
    """Compensation: the enrolments stand again where they stood, everyone told again."""
    laisses, avant = (ligne.apres or {})["inscriptions"], (ligne.avant or {})["inscriptions"]
    session_id = int(ligne.objet.split(":")[1])
    verrouiller_session(ctx.db, session_id)
    inscriptions = {str(une.demandeur_id): une for une in inscriptions_de_la_session(ctx.db, session_id)}
    concernees = [inscriptions[personne] for personne in laisses]
    apres = {}
    for personne, inscription in zip(laisses, concernees, strict=True):
        sortie = avant[personne]["sortie_le"]
        exiger_toujours(inscription, StatutInscription.CLOS, date.fromisoformat(sortie) if sortie else None)
        inscription.revenir_a(StatutInscription(avant[personne]["statut"]), ctx.maintenant)
        bilan = bilan_de(ctx.db, inscription.id)
        assert bilan is not None
        bilan.annule_le = ctx.maintenant
        apres[personne] = etat(inscription)
    noms = designer_ensemble(une.demandeur for une in concernees)
    qui = enumerer([noms[une.demandeur_id] for une in concernees])
    return Effet(
        "assiduite.bilan_annule",
        objet=ligne.objet,
        message=f"Le bilan est annulé pour {qui}. Chaque personne et son conseiller en sont prévenus.",
        avant={"inscriptions": laisses},
        apres={"inscriptions": apres},
        notices=tuple(n for une in concernees for n in courrier.rectification(une, "le bilan saisi ne compte plus")),
        siret=ligne.siret,
        annule=ligne.id,
        recap=(("Annuler le bilan de", qui),),
    )
