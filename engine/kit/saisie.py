"""From what was sent to a Commande: values read, named, refused, missing, and what may be chosen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cache
from typing import Annotated, Any

from pydantic import SecretStr, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from engine.kit.francais import (
    dire_date,
    dire_duree,
    dire_heure,
    dire_heures,
    dire_instant,
    dire_mois,
    dire_montant,
    enumerer,
)
from engine.kit.operations import (
    LIBELLEURS,
    MAX_CHOIX,
    PROPOSEURS,
    Choix,
    Commande,
    Contexte,
    Demande,
    Effet,
    Lecture,
    Operation,
    Valeur,
    donnee_de,
)
from engine.kit.refus import DonneeInconnue, DonneeMalFormee, DonneeManquante, DonneesRefusees, Refus
from engine.kit.sceau import MASQUE


@dataclass
class Saisie:
    """The reading of the data given for an operation; `refusees` keep the sentence of each one at fault."""

    op: Operation
    valeurs: dict[str, Any] = field(default_factory=dict)
    libelles: dict[str, str] = field(default_factory=dict)
    refusees: list[tuple[str, Refus]] = field(default_factory=list)
    manquantes: list[str] = field(default_factory=list)
    choix: dict[str, list[Choix]] = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        return not self.manquantes and not self.refusees

    def commande(self) -> Commande:
        """The command, once every datum was read."""
        return self.op.commande.model_construct(**self.valeurs)

    def as_dict(self) -> dict[str, Any]:
        """The answer of a preview, before the rules had their say."""
        return {
            "operation": self.op.id,
            "complet": False,
            "donnees": {
                nom: {
                    "valeur": _adapter(self.op.commande, nom).dump_python(self.valeurs[nom], mode="json"),
                    "libelle": libelle,
                }
                for nom, libelle in self.libelles.items()
            },
            "refusees": [_refusee(nom, refus) for nom, refus in self.refusees],
            "manquantes": [self._manquante(nom) for nom in self.manquantes],
            "choix": {nom: [choix.as_dict() for choix in proposes] for nom, proposes in self.choix.items()},
            "refus": None,
            "recap": None,
            "avertissements": [],
        }

    def recap(self, effet: Effet | Lecture) -> dict[str, Any]:
        """What a complete preview adds: the lines shown before the yes, and the warnings."""
        lignes = effet.recap if isinstance(effet, Effet) and effet.recap else self._lignes()
        return {
            "complet": True,
            "recap": "\n".join(f"{titre}\u00a0: {valeur}" for titre, valeur in lignes),
            "avertissements": [avertissement.as_dict() for avertissement in effet.avertissements],
        }

    def refusee(self, refus: Refus) -> dict[str, Any]:
        """What a rule's refusal adds: on the datum at fault (or still missing) when it names one, else on the whole."""
        if isinstance(refus, DonneeManquante) and refus.donnee in self.op.champs:
            return {"manquantes": [self._manquante(refus.donnee)]}
        if refus.donnee in self.op.champs:
            return {"refusees": [_refusee(str(refus.donnee), refus)]}
        return {"refus": refus.as_dict() | {"status": refus.http_status}}

    def _manquante(self, nom: str) -> dict[str, Any]:
        return {
            "donnee": nom,
            "type": donnee_de(self.op.champs[nom]).type,
            "choix": [choix.as_dict() for choix in self.choix.get(nom, [])],
        }

    def _lignes(self) -> list[tuple[str, str]]:
        return [(titre_de(nom, self.op.champs[nom]), libelle) for nom, libelle in self.libelles.items()]


def titre_de(nom: str, champ: FieldInfo) -> str:
    """The words for a datum in recaps and refusals."""
    return champ.title or nom.replace("_", " ").capitalize()


def lire(op: Operation, donnees: Mapping[str, Any], ctx: Contexte) -> Commande:
    """The command made of these data. Raises the Refus of the datum at fault, or DonneesRefusees for several."""
    lue = lire_partiellement(op, donnees, ctx, choix=False)
    erreurs = [*lue.refusees]
    for nom in lue.manquantes:
        erreurs.append((nom, DonneeManquante(titre=titre_de(nom, op.champs[nom]))))
    if len(erreurs) == 1:
        nom, refus = erreurs[0]
        raise refus.sur(nom)
    if erreurs:
        raise DonneesRefusees(erreurs)
    return lue.commande()


def lire_partiellement(op: Operation, donnees: Mapping[str, Any], ctx: Contexte, *, choix: bool = True) -> Saisie:
    """Read any part of the data, in the order of the fields; `choix` adds what may be chosen, given what is known."""
    lue = Saisie(op)
    for nom in donnees:
        if nom not in op.champs:
            lue.refusees.append((nom, DonneeInconnue(nom=nom[:40])))
    for nom, champ in op.champs.items():
        demande = Demande(ctx, op.id, dict(lue.valeurs), nom)
        if choix:
            _proposer(lue, nom, champ, demande)
        if donnees.get(nom) is None:
            if champ.is_required():
                lue.manquantes.append(nom)
            else:
                lue.valeurs[nom] = champ.get_default(call_default_factory=True)
            continue
        try:
            valeur = _adapter(op.commande, nom).validate_python(donnees[nom], context={"sceau": ctx.sceau})
            nommee = _nommer(champ, valeur, demande)
        except Refus as refus:
            lue.refusees.append((nom, refus))
        except ValidationError:
            lue.refusees.append((nom, DonneeMalFormee(titre=titre_de(nom, champ))))
        else:
            lue.valeurs[nom], lue.libelles[nom] = nommee.valeur, nommee.libelle
    return lue


@cache
def _adapter(commande: type[Commande], nom: str) -> TypeAdapter[Any]:
    champ = commande.model_fields[nom]
    return TypeAdapter(Annotated[(champ.annotation, *champ.metadata)] if champ.metadata else champ.annotation)


def _proposer(lue: Saisie, nom: str, champ: FieldInfo, demande: Demande) -> None:
    donnee = donnee_de(champ)
    if donnee.choix:
        dits = dict(donnee.dits)
        lue.choix[nom] = [
            Choix(valeur, titre, {"mots": dits[valeur]} if valeur in dits else {}) for valeur, titre in donnee.choix
        ]
        return
    proposeur = PROPOSEURS.get((donnee.type, demande.operation)) or PROPOSEURS.get((donnee.type, None))
    if proposeur:
        lue.choix[nom] = proposeur(demande)[:MAX_CHOIX]


def _nommer(champ: FieldInfo, valeur: Any, demande: Demande) -> Valeur:
    donnee = donnee_de(champ)
    if donnee.choix:
        return Valeur(valeur, dict(donnee.choix)[valeur])
    libelleur = LIBELLEURS.get((donnee.type, demande.operation)) or LIBELLEURS.get((donnee.type, None))
    if libelleur:
        nommee = libelleur(valeur, demande)
        return nommee if isinstance(nommee, Valeur) else Valeur(valeur, nommee)
    return Valeur(valeur, dire(donnee.type, valeur))


def dire(type: str, valeur: Any) -> str:
    """What is said of a value that needs no look at the database."""
    if isinstance(valeur, SecretStr):
        return MASQUE
    if isinstance(valeur, datetime):
        return dire_instant(valeur)
    if isinstance(valeur, date):
        return dire_date(valeur)
    if isinstance(valeur, time):
        return dire_heure(valeur)
    if type == "mois":
        return dire_mois(valeur)
    if type == "montant":
        return dire_montant(valeur)
    if type == "heures":
        return dire_heures(valeur)
    if type == "duree":
        return dire_duree(valeur)
    if isinstance(valeur, tuple):
        return enumerer([str(element) for element in valeur])
    return str(valeur)


def _refusee(nom: str, refus: Refus) -> dict[str, Any]:
    return {"donnee": nom} | refus.as_dict()
