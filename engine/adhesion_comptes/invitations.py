"""Accounts opened for someone else, and the link by which that person chooses a password."""

import os
import secrets
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from engine.adhesion_comptes.comptes import hacher
from engine.adhesion_comptes.models import Invitation, Utilisateur
from engine.adhesion_comptes.queries import organisme
from engine.adhesion_comptes.refus_comptes import CourrielDejaPris, InvitationPerimee
from engine.kit.acteurs import Role
from engine.kit.francais import dire_instant
from engine.kit.notices import Notice
from engine.kit.operations import Contexte
from engine.kit.parametres import entier

# A password that nobody knows: the account waits for its invitation to be answered.
_INCONNU = hacher(secrets.token_urlsafe(32))


def compte_du_courriel(db: Session, courriel: str) -> Utilisateur | None:
    """The account of an e-mail address, locked until the commit, whatever the organisme."""
    celui = sa.or_(Utilisateur.identifiant == courriel, Utilisateur.courriel == courriel)
    return db.scalars(sa.select(Utilisateur).where(celui).order_by(Utilisateur.id).with_for_update()).first()


def ouvrir_compte(ctx: Contexte, *, nom: str, courriel: str, role: Role, siret: str) -> tuple[Utilisateur, bool]:
    """An open account for this address in this role, and whether it needs an invitation.

    A closed account is opened again, for whichever organisme; a gestionnaire may become the RGC of the same organisme;
    someone who has not answered is invited again. Any other open account raises CourrielDejaPris.
    """
    compte = compte_du_courriel(ctx.db, courriel)
    if compte is None:
        compte = Utilisateur(
            identifiant=courriel,
            mot_de_passe=_INCONNU,
            nom=nom,
            courriel=courriel,
            role=role.value,
            siret=siret,
            actif=True,
        )
        ctx.db.add(compte)
        ctx.db.flush()
        return compte, True
    if compte.actif and compte.siret == siret and role is Role.RGC and compte.role == Role.GESTIONNAIRE.value:
        compte.role, compte.nom = role.value, nom
        return compte, attend_son_mot_de_passe(ctx.db, compte)
    la_sienne = compte.siret == siret and compte.role == role.value and attend_son_mot_de_passe(ctx.db, compte)
    if compte.actif and not la_sienne:
        raise CourrielDejaPris(courriel=courriel)
    compte.nom, compte.role, compte.siret, compte.actif = nom, role.value, siret, True
    compte.mot_de_passe = _INCONNU
    return compte, True


def attend_son_mot_de_passe(db: Session, compte: Utilisateur) -> bool:
    """Whether this person was invited and has not answered yet."""
    derniere = db.scalars(
        sa.select(Invitation).where(Invitation.utilisateur_id == compte.id).order_by(Invitation.id.desc()).limit(1)
    ).first()
    return derniere is not None and derniere.utilisee_le is None


def inviter(compte: Utilisateur, modele: str, ctx: Contexte) -> Notice:
    """A new link, which replaces those sent before; the letter that carries it."""
    oublier_les_invitations(compte, ctx)
    jeton = secrets.token_urlsafe(32)
    expire_le = ctx.maintenant + timedelta(days=entier("duree_invitation"))
    ctx.db.add(Invitation(utilisateur_id=compte.id, empreinte=_empreinte(jeton, ctx), expire_le=expire_le))
    connu = organisme(ctx.db, compte.siret or "")
    faits = {
        "nom": compte.nom,
        "organisme": connu.raison_sociale if connu else "",
        "siret": compte.siret,
        "identifiant": compte.identifiant,
        "expire_le": dire_instant(expire_le),
    }
    return Notice(modele, compte.courriel, faits, secrets={"lien": f"{_site()}/invitations/{jeton}"})


def oublier_les_invitations(compte: Utilisateur, ctx: Contexte) -> None:
    """The links sent to this account open nothing any more."""
    en_cours = Invitation.utilisateur_id == compte.id, Invitation.utilisee_le.is_(None)
    ctx.db.execute(sa.update(Invitation).where(*en_cours).values(expire_le=ctx.maintenant))


def trouver_invitation(jeton: str, ctx: Contexte) -> tuple[Invitation, Utilisateur]:
    """The invitation behind a link that is still good, and its account, locked. Raises InvitationPerimee."""
    invitation = ctx.db.scalars(
        sa.select(Invitation).where(Invitation.empreinte == _empreinte(jeton, ctx)).with_for_update()
    ).one_or_none()
    if invitation is None or invitation.utilisee_le is not None or ctx.maintenant >= invitation.expire_le:
        raise InvitationPerimee
    compte = ctx.db.get_one(Utilisateur, invitation.utilisateur_id, with_for_update=True)
    if not compte.actif:
        raise InvitationPerimee
    return invitation, compte


def _empreinte(jeton: str, ctx: Contexte) -> str:
    return ctx.sceau.empreinte(f"invitation:{jeton}")


def _site() -> str:
    return (
        os.environ.get("KAIROS_URL_PUBLIQUE") or os.environ.get("KAIROS_WEB_URL") or "http://127.0.0.1:8080"
    ).rstrip("/")
