"""The rules of what happens to one person: cancelling, transferring, calling back, deciding. Pure."""

from datetime import date

from engine.kit.francais import dire_date
from engine.recrutement.models import Candidature, InscriptionRdv, Rdv
from engine.recrutement.refus_personnes import (
    AutreSession,
    CandidatureDejaTraitee,
    ContactIncorrect,
    DejaAnnule,
    MemeRdv,
    PresenceSaisie,
    ResultatDejaSaisi,
    ResultatDUnAbsent,
    TransfertDUnAnnule,
    TransfertDUnPresent,
    TransfertDUnSupprime,
)
from engine.recrutement.statuts import (
    LIBELLES_CANDIDATURE,
    LIBELLES_RESULTAT,
    PASSAGES_CANDIDATURE,
    PASSAGES_RESULTAT,
    EtatRdv,
    Resultat,
    StatutCandidature,
    StatutPresence,
)


def exiger_annulable(inscription: InscriptionRdv) -> None:
    """A registration is cancelled before its presence is entered."""
    faits = {"personne": inscription.demandeur.designation, "rdv": inscription.rdv.libelle}
    if inscription.presence is StatutPresence.ANNULE:
        raise DejaAnnule(**faits)
    if inscription.presence is not StatutPresence.A_SAISIR:
        raise PresenceSaisie(**faits)


def exiger_transferable(inscription: InscriptionRdv) -> None:
    """One leaves an appointment that stands, not cancelled, where one has not been present."""
    faits = {"personne": inscription.demandeur.designation, "rdv": inscription.rdv.libelle}
    if inscription.rdv.etat is EtatRdv.SUPPRIME:
        raise TransfertDUnSupprime(**faits)
    if inscription.presence is StatutPresence.ANNULE:
        raise TransfertDUnAnnule(**faits)
    if inscription.presence is StatutPresence.PRESENT:
        raise TransfertDUnPresent(**faits)


def exiger_meme_session(inscription: InscriptionRdv, cible: Rdv) -> None:
    """A transfer stays in one session, and goes somewhere else."""
    if inscription.rdv_id == cible.id:
        raise MemeRdv(personne=inscription.demandeur.designation, rdv=cible.libelle)
    if inscription.rdv.session_id != cible.session_id:
        raise AutreSession(cible=cible.libelle, origine=inscription.rdv.libelle)


def exiger_contact(contact: date, proposee: date, aujourdhui: date) -> None:
    """A contact is taken up once the candidature is there, and told afterwards."""
    if not proposee <= contact <= aujourdhui:
        raise ContactIncorrect(date=dire_date(contact), debut=dire_date(proposee))


def exiger_passage_candidature(candidature: Candidature, vers: StatutCandidature) -> None:
    """A candidature moves as the table of moves says."""
    if vers not in PASSAGES_CANDIDATURE[candidature.statut]:
        raise CandidatureDejaTraitee(
            personne=candidature.demandeur.designation, statut=LIBELLES_CANDIDATURE[candidature.statut]
        )


def exiger_resultat(personne: str, inscription: InscriptionRdv, vers: Resultat) -> None:
    """Only someone present has a result, and it moves as the table of moves says."""
    if inscription.presence is not StatutPresence.PRESENT:
        raise ResultatDUnAbsent(personne=personne, rdv=inscription.rdv.libelle)
    if vers not in PASSAGES_RESULTAT[inscription.resultat]:
        raise ResultatDejaSaisi(personne=personne, resultat=LIBELLES_RESULTAT[inscription.resultat])
