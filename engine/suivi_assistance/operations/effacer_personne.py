"""The hotline erases what KAIROS knows of a job seeker who asks for it; ids, statuses, receipts and dates stay."""

from pydantic import Field

from engine.kit.acteurs import Role
from engine.kit.clock import a_paris
from engine.kit.donnees import Personne as PersonneId
from engine.kit.effacement import RETENUES, Personne, effacer
from engine.kit.francais import compter, dire_date, enumerer
from engine.kit.operations import Commande, Contexte, Demande, Effet, libelle, operation
from engine.recrutement.models import Demandeur
from engine.suivi_assistance.refus import PersonneDejaEffacee, PersonneEncoreSuivie, PersonneInconnue


class EffacerPersonne(Commande):
    """By the id that `statut-candidat` answers: what the journal keeps of an erasure must not name who was erased."""

    personne: PersonneId = Field(title="Personne à effacer")


@libelle("personne", operation="effacer-personne")
def libelle_personne_a_effacer(valeur: int, demande: Demande) -> str:
    demandeur = demande.ctx.db.get(Demandeur, valeur)
    if demandeur is None:
        raise PersonneInconnue
    return f"{demandeur.designation} ({demandeur.identifiant})"


@operation("effacer-personne", roles={Role.HOTLINE}, annulable="non : ce qui est effacé ne revient pas")
def effacer_personne(commande: EffacerPersonne, ctx: Contexte) -> Effet:
    demandeur = ctx.db.get(Demandeur, commande.personne, with_for_update=True)
    if demandeur is None:
        raise PersonneInconnue
    if demandeur.efface_le is not None:
        raise PersonneDejaEffacee(date=dire_date(a_paris(demandeur.efface_le).date()))
    personne = Personne(demandeur.id, demandeur.identifiant, _mots(demandeur))
    if raisons := [raison for retenue in RETENUES for raison in retenue(personne, ctx)]:
        raise PersonneEncoreSuivie(raisons=enumerer(raisons))
    qui = f"{demandeur.designation} ({demandeur.identifiant})"
    comptes = effacer(personne, ctx)
    return Effet(
        "suivi_assistance.personne_effacee",
        objet=f"demandeur:{demandeur.id}",
        message=(
            f"Les données de cette personne sont effacées : {compter(comptes['lignes'], 'ligne')} du journal et "
            f"{compter(comptes['lettres'], 'lettre')} n’en disent plus rien. "
            "Les statuts, les dates et les reçus restent."
        ),
        apres={"demandeur": demandeur.id} | comptes,
        resultat={"personne": demandeur.id} | comptes,
        recap=(
            ("Personne à effacer", qui),
            ("Sont effacés", "nom, identifiant, courriel, motifs, demandes, lettres et échanges qui la nomment"),
            ("Restent", "statuts, dates, nombres et reçus, sans son nom ; ses attestations ne s’éditent plus"),
            ("Retour en arrière", "aucun"),
        ),
    )


def _mots(demandeur: Demandeur) -> tuple[str, ...]:
    """What texts name this person by."""
    a_l_envers = " ".join(filter(None, (demandeur.nom, demandeur.prenom)))
    dits = (demandeur.identifiant, demandeur.designation, a_l_envers, demandeur.courriel)
    return tuple(sorted({mot for mot in dits if mot}))
