"""One sentence, or a few, in a fresh conversation of the demo world: what is read of it, neither less nor more.

Each line of premiers_mots/*.yml is a case:

    {dit: "…" or [turns], compte (visiteur, or an account of the demo), operation, donnees: what is said,
     libres: [data that the assistant may deduce], attend: what is asked next, confirmation unless said otherwise,
     repond: words of the answer, for a read}

Appointments are told as « ric SE_0000160070 2027-01-12T14:00 », people by their job seeker number or their account, and
a secret by « * ». Nothing is ever confirmed: the demo world stays as it is.
"""

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
import yaml
from sqlalchemy.orm import Session, sessionmaker

from engine.adhesion_comptes.models import Utilisateur
from engine.familles import load_operations
from engine.kit.clock import a_paris
from engine.kit.db import create_engine
from engine.recrutement.models import Candidature, Demandeur, Rdv
from tests.parcours.test_parcours import en_texte, simple
from tests.pile import Pile

RACINE = Path(__file__).resolve().parents[2]
FICHIERS = sorted((Path(__file__).parent / "premiers_mots").glob("*.yml"))
TYPES = {
    (operation["id"], donnee["nom"]): donnee["type"]
    for famille in yaml.safe_load((RACINE / "catalogue" / "operations.yml").read_text()).values()
    for operation in famille
    for donnee in operation.get("donnees", ())
}
ENSEMBLE = 3  # conversations at once
Noms = Mapping[str, Mapping[int, str]]


@pytest.fixture(scope="module")
def noms(pile: Pile) -> Iterator[Noms]:
    """What the ids of the demo world stand for, by kind."""
    load_operations()
    engine = create_engine(f"sqlite:///{pile.var / 'kairos.db'}")
    with sessionmaker(engine)() as db:
        yield {
            "rdv": {rdv.id: _rdv(rdv) for rdv in db.scalars(sa.select(Rdv))},
            "personne": dict(_paires(db, Demandeur.id, Demandeur.identifiant)),
            "retirer-habilitation": dict(_paires(db, Utilisateur.id, Utilisateur.identifiant)),
            "traiter-candidature": {c.id: c.demandeur.identifiant for c in db.scalars(sa.select(Candidature))},
        }
    engine.dispose()


def _rdv(rdv: Rdv) -> str:
    return f"{rdv.modalite.value} {rdv.session.numero} {a_paris(rdv.debut):%Y-%m-%dT%H:%M}"


def _paires(db: Session, cle: Any, valeur: Any) -> list[tuple[int, str]]:
    return [(ligne[0], ligne[1]) for ligne in db.execute(sa.select(cle, valeur))]


@pytest.mark.parametrize("fichier", FICHIERS, ids=lambda fichier: fichier.stem)
def test_all_that_is_said_is_read(fichier: Path, pile: Pile, noms: Noms) -> None:
    cas = yaml.safe_load(fichier.read_text())
    comptes = {un["compte"] for un in cas} - {"visiteur"}
    jetons = {compte: pile.connexion(compte, "kairos-demo") for compte in comptes}
    with ThreadPoolExecutor(ENSEMBLE) as a_la_fois:
        ecarts = list(a_la_fois.map(lambda un: _ecarts(un, pile, jetons.get(un["compte"]), noms), cas))
    assert [ecart for ecart in ecarts if ecart] == []


def _ecarts(cas: dict[str, Any], pile: Pile, jeton: str | None, noms: Noms) -> str:
    """What is not as the case says, in words; empty when all is."""
    conversation, reponse = pile.conversation(jeton), {}
    for dit in [cas["dit"]] if isinstance(cas["dit"], str) else cas["dit"]:
        reponse = conversation.dire(dit)
    if "repond" in cas:
        texte = simple(en_texte(reponse))
        manquent = [mots for mots in cas["repond"] if simple(mots) not in texte]
        return f"{cas['dit']} : {manquent} absent de {texte}" if manquent else ""
    etat = reponse["etat"]
    if etat.get("operation") != cas["operation"]:
        return f"{cas['dit']} : {etat.get('operation')}"
    lues = {nom: _nommee(cas["operation"], nom, v, noms) for nom, v in (etat.get("donnees") or {}).items()}
    voulues = cas.get("donnees") or {}
    trop = lues.keys() - voulues.keys() - set(cas.get("libres", ()))
    faux = {nom: lues.get(nom) for nom, v in voulues.items() if _forme(lues.get(nom)) != _forme(v) and v != "*"}
    faux |= {nom: None for nom, v in voulues.items() if v == "*" and not lues.get(nom)} | {
        nom: lues[nom] for nom in trop
    }
    attend = (etat.get("attend") or {}).get("donnee")
    if attend != cas.get("attend", "confirmation"):
        faux["attend"] = attend
    return f"{cas['dit']} : {faux}" if faux else ""


def _nommee(operation: str, nom: str, valeur: Any, noms: Noms) -> Any:
    type_ = TYPES[operation, nom]
    if type_ == "rdv":
        return noms["rdv"][valeur]
    if type_ in ("personne", "personnes"):
        qui = noms.get(operation, noms["personne"])
        return [qui[une] for une in valeur] if isinstance(valeur, list) else qui[valeur]
    return valeur


def _forme(valeur: Any) -> Any:
    """Lists in any order; free words whatever their apostrophes."""
    if isinstance(valeur, list):
        return sorted(str(une) for une in valeur)
    return valeur.replace("’", "'") if isinstance(valeur, str) else valeur
