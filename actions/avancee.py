"""From what was said to what the engine holds: preview, settle references by its proposals, until nothing moves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from actions import mots, suites
from actions.catalogue import Catalogue, Donnee, Operation
from actions.donnees import PERSONNES
from actions.lecture import Recolte
from actions.moteur import Moteur, RefusDuMoteur
from actions.references import References
from actions.tour import Etat

APERCUS_AU_PLUS = 8


@dataclass
class Avancee:
    """Moves the state of one operation by one turn. `notes` is what to say of it, `progres` whether it moved."""

    catalogue: Catalogue
    operation: Operation
    etat: Etat
    moteur: Moteur
    conversation: str
    notes: list[str] = field(default_factory=list)
    boutons: list[mots.Bouton] = field(default_factory=list)
    progres: bool = False
    references: References = field(init=False)

    def __post_init__(self) -> None:
        self.references = References(self.operation, self.etat, self.notes)

    async def avancer(self, recolte: Recolte) -> None:
        """Preview with what the turn brings, then set what is awaited next.

        Raises the client's RefusDuMoteur, MoteurInjoignable, IssueInconnue; the state is then as it was.
        """
        avant, libelles = dict(self.etat.donnees), dict((self.etat.apercu or {}).get("libelles", {}))
        self._retenir_dit(recolte)
        essai = avant | recolte.valeurs
        apercu: dict[str, Any] = {}
        for _ in range(APERCUS_AU_PLUS):
            apercu = await self.moteur.apercu(self.conversation, self.operation.id, essai)
            suivant = self._sans_refusees(apercu, essai, avant, libelles)
            if suivant is None:
                suivant = self.references.regler(apercu, essai)
            if suivant is None and apercu.get("refus") and self._retour_possible(essai, avant):
                self._dire_refus(apercu["refus"], essai, avant, libelles)
                suivant = avant
            if suivant is None or suivant == essai:
                break
            essai = suivant
        self._arreter(apercu, essai, avant, libelles)

    def _retenir_dit(self, recolte: Recolte) -> None:
        if any(d.nom in recolte.valeurs for d in self.operation.donnees if d.type in PERSONNES):
            self.etat.dit = {k: v for k, v in self.etat.dit.items() if k not in ("personnes", "choisis")}
        for nom in recolte.valeurs:  # given outright: what had been said to choose by is of no more use
            self.etat.oublier("reperes", nom)
        for cle, valeur in recolte.dit.items():
            if cle in ("personnes", "meme_heure", "semaine"):
                self.etat.dit[cle] = valeur
            elif cle == "cites":
                corrige = (self.etat.attend or {}).get("donnee") == "confirmation"
                dits = {} if corrige else self.etat.dit.get(cle, {})
                self.etat.dit[cle] = {nom: f"{dits.get(nom, '')} {texte}".strip() for nom, texte in valeur.items()}
            else:
                self.etat.dit[cle] = {**self.etat.dit.get(cle, {}), **valeur}

    def _sans_refusees(
        self, apercu: Mapping[str, Any], essai: dict[str, Any], avant: Mapping[str, Any], libelles: Mapping[str, str]
    ) -> dict[str, Any] | None:
        """Take out what the engine refuses, putting back what was there before; None when it refuses nothing."""
        fautives = [r for r in apercu.get("refusees", ()) if r["donnee"] in essai]
        if not fautives:
            return None
        suivant = dict(essai)
        for refusee in fautives:
            nom = refusee["donnee"]
            if (sinon := self.etat.dit.get("sinon", {}).get(nom)) and nom not in avant:
                self.etat.oublier("sinon", nom)
                suivant[nom] = sinon  # « sortie lundi »: next Monday is refused, last Monday was meant
                continue
            texte, boutons = suites.refus(self.catalogue, refusee)
            self.notes.append(texte)
            self.boutons += [b for b in boutons if b not in self.boutons]
            donnee = self.operation.donnee(nom)
            if nom in avant and avant[nom] != essai[nom] and donnee is not None:
                suivant[nom] = avant[nom]
                self.notes.append(mots.je_garde(donnee.titre, libelles.get(nom, str(avant[nom]))))
            else:
                del suivant[nom]
        return suivant

    def _retour_possible(self, essai: Mapping[str, Any], avant: Mapping[str, Any]) -> bool:
        """A rule refuses, and it did not before this turn's corrections."""
        return (self.etat.apercu or {}).get("recap") is not None and essai != avant

    def _dire_refus(
        self,
        probleme: Mapping[str, Any],
        essai: Mapping[str, Any],
        avant: Mapping[str, Any],
        libelles: Mapping[str, str],
    ) -> None:
        texte, boutons = suites.refus(self.catalogue, probleme)
        self.notes.append(texte)
        self.boutons += boutons
        for nom, valeur in avant.items():
            donnee = self.operation.donnee(nom)
            if essai.get(nom) != valeur and donnee is not None:
                self.notes.append(mots.je_garde(donnee.titre, libelles.get(nom, str(valeur))))

    # -- where it stops

    def _arreter(
        self, apercu: Mapping[str, Any], essai: dict[str, Any], avant: Mapping[str, Any], libelles: Mapping[str, str]
    ) -> None:
        rendues: Mapping[str, Any] = apercu.get("donnees") or {}
        nouveaux = {nom: str(rendue["libelle"]) for nom, rendue in rendues.items() if nom in essai}
        for donnee in self.operation.donnees:
            nom = donnee.nom
            if nom in essai and nom in rendues and donnee.type != "secret":
                essai[nom] = rendues[nom]["valeur"]
            if nom in essai and nom in avant and essai[nom] != avant[nom]:
                ancien = libelles.get(nom, str(avant[nom]))
                self.notes.append(mots.corrige(donnee.titre, ancien, nouveaux.get(nom, str(essai[nom]))))
        self.progres = essai != dict(avant) or self.references.question is not None
        self.etat.donnees = essai
        self.etat.dit.pop("sinon", None)
        partiels = {n: p for n, p in self.etat.dit.get("partiel", {}).items() if n not in essai}
        self.progres = self.progres or partiels != self.etat.dit.get("partiel_vu", {})
        self.etat.dit = {k: v for k, v in self.etat.dit.items() if k not in ("partiel", "partiel_vu")}
        if partiels:
            self.etat.dit |= {"partiel": partiels, "partiel_vu": partiels}
        self._attendre(apercu, essai != dict(avant), nouveaux)

    def _attendre(self, apercu: Mapping[str, Any], change: bool, libelles: dict[str, str]) -> None:
        """Say what is awaited now: a precision, the next datum, a change after a refusal, or the yes."""
        ancien_recap = self.etat.apercu or {}
        self.etat.apercu = {"libelles": libelles}
        suivante = self._suivante(apercu)
        if self.references.question is not None:
            self.etat.attend = _borne(self.references.question)
        elif suivante is not None:
            donnee, proposes = suivante
            self.etat.attend = _borne({"donnee": donnee.nom, "type": donnee.type, "parmi": list(proposes)})
            if donnee.nom in self.etat.dit.get("partiel", {}):
                self.etat.attend["partiel"] = self.etat.dit["partiel"][donnee.nom]
        elif apercu.get("refus") and not self.etat.donnees:  # nothing was said that could be put right
            raise RefusDuMoteur(int(apercu["refus"].get("status", 409)), dict(apercu["refus"]))
        elif apercu.get("refus"):
            self.etat.attend = {"donnee": "correction", "type": "correction", "refus": apercu["refus"]}
        else:
            self.etat.attend = {"donnee": "confirmation", "type": "confirmation"}
            garde = not change and ancien_recap.get("recap") == apercu.get("recap")
            self.etat.apercu |= {
                "cle": ancien_recap["cle"] if garde and "cle" in ancien_recap else uuid4().hex,
                "recap": apercu.get("recap"),
                "avertissements": apercu.get("avertissements") or [],
            }

    def _suivante(self, apercu: Mapping[str, Any]) -> tuple[Donnee, Sequence[Mapping[str, Any]]] | None:
        manquantes = {m["donnee"]: m for m in apercu.get("manquantes", ())}
        manquantes |= {r["donnee"]: r for r in apercu.get("refusees", ()) if r["donnee"] not in self.etat.donnees}
        proposes: Mapping[str, Sequence[Mapping[str, Any]]] = apercu.get("choix") or {}
        passees = self.etat.dit.get("passees", {})
        for donnee in self.operation.donnees:
            possibles = proposes.get(donnee.nom) or (manquantes.get(donnee.nom) or {}).get("choix") or ()
            utile = donnee.demander and possibles and donnee.nom not in {*self.etat.donnees, *passees}
            if donnee.nom in manquantes or utile:
                return donnee, possibles
        return None


def _borne(attend: dict[str, Any]) -> dict[str, Any]:
    """Keep only the proposals that are shown, and how many there are."""
    parmi = [{k: c[k] for k in ("valeur", "titre", "indices", "donnee") if c.get(k)} for c in attend["parmi"]]
    return {**attend, "parmi": parmi[: mots.BOUTONS_AU_PLUS], "combien": len(parmi)}
