"""Leaving a training, by an abandon or an exit: what both do, and how both are taken back."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from engine.assiduite import courrier
from engine.assiduite.absences import mois_declares, raccourcir, rendre
from engine.assiduite.parcours import aujourdhui, etat, exiger_toujours, statut_avant
from engine.assiduite.regles import mois_de
from engine.inscription_entree.inscriptions import verrouillee
from engine.inscription_entree.models import Inscription
from engine.inscription_entree.regles import est_tardive
from engine.inscription_entree.statuts import StatutInscription
from engine.kit.francais import compter, de, dire_date, dire_mois, enumerer
from engine.kit.journal import JournalRow, Mots
from engine.kit.notices import Notice
from engine.kit.operations import Avertissement, Contexte, Effet
from engine.kit.parametres import entier

# The warning that a month already declared does not know of it: its code, and what happened.
DEPART = ("mois-deja-declare-au-depart", "départ")
RETOUR = ("mois-deja-declare-au-retour", "retour")


@dataclass(frozen=True)
class Depart:
    """What a departure changed, for its Effet."""

    avant: dict[str, Any]
    apres: dict[str, Any]
    tardive: bool
    avertissements: tuple[Avertissement, ...]
    notices: tuple[Notice, ...]


def partir(
    ctx: Contexte, inscription: Inscription, statut: StatutInscription, jour: date, modele: str, motif: str
) -> Depart:
    """End an enrolment on its last day, cut the absences written beyond it, say what is late or to open again."""
    personne = str(inscription.demandeur_id)
    ancien = inscription.motif and Mots(inscription.motif)
    avant: dict[str, Any] = {"inscriptions": {personne: etat(inscription)}, "motif": ancien}
    inscription.passer_a(statut, ctx.maintenant)
    inscription.sortie_le, inscription.motif = jour, motif
    coupees = raccourcir(ctx.db, inscription, jour, ctx.maintenant)
    avant["absences"] = {str(absence.id): fin.isoformat() for absence, fin in coupees}
    tardive = est_tardive(jour, aujourdhui(ctx), entier("delai_declaration"))
    delai = compter(entier("delai_declaration"), "jour")
    notices = courrier.aux_deux(
        modele, inscription, date=dire_date(jour), motif=motif, tardive="oui" if tardive else "", delai=delai
    )
    apres = {"inscriptions": {personne: etat(inscription)}, "tardive": tardive, "motif": Mots(motif)}
    avertissements = [
        *_retard(tardive, delai),
        *_mois_a_rouvrir(ctx, inscription, jour, *DEPART),
    ]
    if coupees:
        phrase = f"{compter(len(coupees), 'absence')} allant au-delà du {dire_date(jour)} : je les arrête à ce jour."
        avertissements.append(Avertissement("absences-raccourcies", phrase, "assiduite-au-fil-de-l-eau"))
    return Depart(avant, apres, tardive, tuple(avertissements), notices)


def _retard(tardive: bool, delai: str) -> tuple[Avertissement, ...]:
    if not tardive:
        return ()
    phrase = f"Cette date remonte à plus de {delai} : la déclaration est enregistrée en retard."
    return (Avertissement("declaration-tardive", phrase, "delai-declaration-trois-jours"),)


def _mois_a_rouvrir(
    ctx: Contexte, inscription: Inscription, jour: date, code: str, quoi: str
) -> tuple[Avertissement, ...]:
    """What was declared of the days from that one on is no longer right once there is a departure, or a return."""
    fermes = sorted(d.mois for d in mois_declares(ctx.db, [inscription.id]) if d.mois >= mois_de(jour))
    if not fermes:
        return ()
    mois = enumerer([dire_mois(ferme) for ferme in fermes])
    phrase = (
        f"L’assiduité {de(mois)} est déjà déclarée : demandez sa réouverture pour qu’elle tienne compte de ce {quoi}."
    )
    return (Avertissement(code, phrase, "assiduite-du-mois"),)


def revenir(ligne: JournalRow, ctx: Contexte, quoi: str, evenement: str) -> Effet:
    """Compensation of a departure: in training again, absences as they were, both people told again."""
    ((personne, laisse),) = (ligne.apres or {})["inscriptions"].items()
    avant = (ligne.avant or {})["inscriptions"][personne]
    inscription = verrouillee(ctx.db, laisse["inscription"])
    sortie = date.fromisoformat(laisse["sortie_le"])
    exiger_toujours(inscription, StatutInscription(laisse["statut"]), sortie)
    inscription.revenir_a(statut_avant(inscription, avant["statut"]), ctx.maintenant)
    inscription.sortie_le, inscription.motif = None, (ligne.avant or {}).get("motif")
    rendre(ctx.db, (ligne.avant or {}).get("absences", {}), sortie)
    nom = inscription.demandeur.designation
    return Effet(
        evenement,
        objet=ligne.objet,
        message=(
            f"C’est annulé : {nom} est de nouveau en formation ({inscription.session.libelle}). "
            "Cette personne et son conseiller en sont prévenus."
        ),
        avant={"inscriptions": {personne: laisse}},
        apres={"inscriptions": {personne: etat(inscription)}},
        avertissements=_mois_a_rouvrir(ctx, inscription, sortie, *RETOUR),
        notices=courrier.rectification(inscription, f"{quoi} du {dire_date(sortie)} ne compte plus"),
        siret=ligne.siret,
        annule=ligne.id,
        recap=((f"Annuler {quoi} de", nom), ("Date", dire_date(sortie))),
    )
