"""The account of a job seeker: closed, without a name."""

import sqlalchemy as sa

from engine.adhesion_comptes.models import Utilisateur
from engine.kit.effacement import EFFACEE, Personne, effacement
from engine.kit.operations import Contexte


@effacement
def effacer_compte(personne: Personne, ctx: Contexte) -> None:
    for compte in ctx.db.scalars(sa.select(Utilisateur).where(Utilisateur.demandeur == personne.identifiant)):
        personne.comptes.add(f"utilisateur:{compte.id}")
        personne.objets.add(f"utilisateur:{compte.id}")
        compte.identifiant, compte.nom, compte.courriel = f"effacee-{compte.id}", EFFACEE, ""
        compte.actif, compte.demandeur = False, None
