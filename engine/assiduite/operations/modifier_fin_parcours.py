"""modifier-fin-parcours: a new planned end for an #Avenir path; the prescribing agency is told."""

from datetime import date
from decimal import Decimal

import sqlalchemy as sa
from pydantic import Field

from engine.assiduite import courrier
from engine.assiduite.absences import absences_de
from engine.assiduite.models import FinDeParcours
from engine.assiduite.parcours import aujourdhui, etat, exiger_toujours, nommer, parcours_de
from engine.assiduite.refus import AbsencesQuiSeChevauchent, ParcoursChangeDepuis, ParcoursDejaFini
from engine.assiduite.regles import exiger_avenir, exiger_nouvelle_fin, fin_de, preavis_manque
from engine.assiduite.statuts import OUI_NON
from engine.inscription_entree.inscriptions import verrouillee
from engine.inscription_entree.models import Inscription
from engine.inscription_entree.statuts import AVANT_ENTREE, PRESENTS_EN_FORMATION, StatutInscription
from engine.kit.acteurs import Role
from engine.kit.donnees import DateCivile, Demandeur, Heures, SessionNumero, choix_parmi
from engine.kit.francais import compter, de, dire_date, dire_heures
from engine.kit.journal import JournalRow
from engine.kit.operations import Avertissement, Commande, Contexte, Effet, annulation, operation
from engine.kit.parametres import entier
from engine.kit.refus import DonneeManquante, Suite

OuiNon = choix_parmi(OUI_NON)
MODIFIABLES = AVANT_ENTREE | PRESENTS_EN_FORMATION


class ModifierFinParcours(Commande):
    candidat: Demandeur = Field(title="Stagiaire")
    session: SessionNumero | None = Field(None, title="Session")
    date_fin: DateCivile = Field(title="Nouvelle date de fin")
    heures_prevues: Heures | None = Field(None, title="Heures prévues")
    accord_agence: OuiNon | None = Field(None, title="Accord de l’agence")  # type: ignore[valid-type]


@operation("modifier-fin-parcours", roles={Role.GESTIONNAIRE}, annulable="compensation")
def modifier_fin_parcours(commande: ModifierFinParcours, ctx: Contexte) -> Effet:
    inscription = parcours_de(ctx, commande.candidat, commande.session, MODIFIABLES)
    exiger_avenir(inscription.session)
    if inscription.statut not in MODIFIABLES:
        depuis = inscription.sortie_le or aujourdhui(ctx)
        nom = inscription.demandeur.designation
        raise ParcoursDejaFini(personne=nom, statut=inscription.libelle, date=dire_date(depuis))
    exiger_nouvelle_fin(inscription, commande.date_fin, aujourdhui(ctx))
    _exiger_sans_absence_apres(ctx, inscription, commande.date_fin)
    depasse = (commande.heures_prevues or 0) > entier("avenir_heures_parcours")
    if depasse and commande.accord_agence is None:
        raise DonneeManquante(titre="l’accord de l’agence, au-delà de ce nombre d’heures").sur("accord_agence")
    tardive = preavis_manque(commande.date_fin, aujourdhui(ctx), entier("avenir_preavis_fin"))
    avant, ancienne = etat(inscription), fin_de(inscription)
    inscription.fin_prevue = commande.date_fin
    ctx.db.add(
        FinDeParcours(
            inscription_id=inscription.id,
            date_fin=commande.date_fin,
            heures_prevues=commande.heures_prevues,
            accord_agence=commande.accord_agence and commande.accord_agence == "oui",
            tardive=tardive,
            saisie_le=ctx.maintenant,
        )
    )
    a_demander = depasse and commande.accord_agence == "non"
    nom, fin = inscription.demandeur.designation, dire_date(commande.date_fin)
    dite = dire_date(ancienne) if ancienne else "non précisée"
    heures = dire_heures(commande.heures_prevues) if commande.heures_prevues else ""
    return Effet(
        "assiduite.fin_de_parcours_modifiee",
        objet=f"inscription:{inscription.id}",
        message=(
            f"Le parcours {de(nom)} finira le {fin} (auparavant : {dite}). L’agence qui l’accompagne en est prévenue."
        ),
        avant={"inscriptions": {str(inscription.demandeur_id): avant}},
        apres={"inscriptions": {str(inscription.demandeur_id): etat(inscription)}, "tardive": tardive},
        avertissements=_avertissements(tardive, a_demander),
        suite=(Suite("Voir où en est ce dossier", "statut-candidat", donnees={"candidat": commande.candidat}),),
        resultat={"inscription": inscription.id, "fin_prevue": commande.date_fin.isoformat(), "tardive": tardive},
        notices=courrier.aux_deux(
            "fin_parcours",
            inscription,
            date=fin,
            avant=dite,
            heures=heures,
            accord_demande="oui" if a_demander else "",
            plafond=dire_heures(Decimal(entier("avenir_heures_parcours"))),
            tardive="oui" if tardive else "",
            preavis=compter(entier("avenir_preavis_fin"), "jour"),
        ),
        recap=tuple(
            (titre, valeur)
            for titre, valeur in (
                ("Parcours de", nommer(inscription)),
                ("Session", inscription.session.libelle),
                ("Nouvelle date de fin", f"{fin} (auparavant : {dite})"),
                ("Heures prévues", heures),
                ("Accord de l’agence", OUI_NON.get(commande.accord_agence or "", "")),
            )
            if valeur
        ),
    )


def _exiger_sans_absence_apres(ctx: Contexte, inscription: Inscription, fin: date) -> None:
    for absence in absences_de(ctx.db, inscription.id):
        if absence.fin > fin:
            raise AbsencesQuiSeChevauchent(personne=inscription.demandeur.designation, autre=absence.libelle)


def _avertissements(tardive: bool, a_demander: bool) -> tuple[Avertissement, ...]:
    dits = []
    if tardive:
        preavis = compter(entier("avenir_preavis_fin"), "jour")
        phrase = f"L’agence devait l’apprendre au moins {preavis} avant la sortie : c’est enregistré en retard."
        dits.append(Avertissement("fin-de-parcours-tardive", phrase, "avenir-fin-modifiee"))
    if a_demander:
        plafond = dire_heures(Decimal(entier("avenir_heures_parcours")))
        phrase = f"Le parcours dépasse {plafond} : l’accord de l’agence lui est demandé, rapprochez-vous d’elle."
        dits.append(Avertissement("accord-de-l-agence-demande", phrase, "avenir-depassement-1000h"))
    return tuple(dits)


@annulation("modifier-fin-parcours")
def annuler_fin_parcours(ligne: JournalRow, ctx: Contexte) -> Effet:
    """Compensation: the planned end that it was, the agency told again."""
    ((personne, laisse),) = (ligne.apres or {})["inscriptions"].items()
    avant = (ligne.avant or {})["inscriptions"][personne]
    inscription = verrouillee(ctx.db, laisse["inscription"])
    sortie = date.fromisoformat(laisse["sortie_le"]) if laisse["sortie_le"] else None
    if (inscription.fin_prevue and inscription.fin_prevue.isoformat()) != laisse["fin_prevue"]:
        raise ParcoursChangeDepuis(personne=inscription.demandeur.designation, statut=inscription.libelle)
    if inscription.statut not in MODIFIABLES:
        exiger_toujours(inscription, StatutInscription(laisse["statut"]), sortie)
    ecrites = sa.select(FinDeParcours).where(
        FinDeParcours.inscription_id == inscription.id, FinDeParcours.annule_le.is_(None)
    )
    derniere = ctx.db.scalars(ecrites.order_by(FinDeParcours.id.desc()).limit(1)).one()
    derniere.annule_le = ctx.maintenant
    inscription.fin_prevue = date.fromisoformat(avant["fin_prevue"]) if avant["fin_prevue"] else None
    fin = fin_de(inscription)
    if fin is not None:
        _exiger_sans_absence_apres(ctx, inscription, fin)
    nom, dite = inscription.demandeur.designation, dire_date(fin) if fin else "non précisée"
    return Effet(
        "assiduite.fin_de_parcours_retablie",
        objet=ligne.objet,
        message=f"La fin du parcours {de(nom)} est de nouveau : {dite}. L’agence en est prévenue.",
        avant={"inscriptions": {personne: laisse}},
        apres={"inscriptions": {personne: etat(inscription)}},
        notices=courrier.rectification(inscription, f"la fin de parcours est de nouveau : {dite}"),
        siret=ligne.siret,
        annule=ligne.id,
        recap=(("Rétablir la fin du parcours de", nom), ("Date de fin", dite)),
    )
