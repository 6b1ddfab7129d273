"""Settles what was said of a session, an appointment, a choice or people, by what the engine proposes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from actions import accords, choix, mots, personnes, situer
from actions.catalogue import Donnee, Operation
from actions.donnees import PERSONNES, PROPOSES, SEULES
from actions.listes import HORS
from actions.mots_cles import mots as mots_de
from actions.tour import Etat


@dataclass
class References:
    """Of one turn. `notes` is what to say of it, `question` the precision to ask when several fit."""

    operation: Operation
    etat: Etat
    notes: list[str]
    question: dict[str, Any] | None = None
    a_cote: set[str] = field(default_factory=set)  # what was said of these fits none: the only one left is not meant

    def regler(self, apercu: Mapping[str, Any], essai: dict[str, Any]) -> dict[str, Any] | None:
        """Settle what the engine's proposals now allow to settle; None when nothing moves."""
        self.question = None
        proposes: Mapping[str, Sequence[Mapping[str, Any]]] = apercu.get("choix") or {}
        manquantes = {m["donnee"] for m in apercu.get("manquantes", ())}
        for donnee in self.operation.donnees:
            if donnee.type in PROPOSES and donnee.nom in proposes:
                attendue = donnee.nom in manquantes or (self.etat.attend or {}).get("donnee") == donnee.nom
                valeur = self._choisir(donnee, proposes[donnee.nom], attendue or donnee.nom in essai)
                if valeur is not None and essai.get(donnee.nom) != valeur:
                    return {**essai, donnee.nom: valeur}
        if (deplace := self._deplace(proposes, essai)) is not None:
            return deplace
        if (self.etat.dit.get("numero") or {}).get("valeur"):
            self._demander_quel_numero(self.etat.dit.pop("numero")["valeur"])
            return None
        return self._placer_personnes(proposes, essai)

    def _deplace(
        self, proposes: Mapping[str, Sequence[Mapping[str, Any]]], essai: dict[str, Any]
    ) -> dict[str, Any] | None:
        """What was said of when an appointment takes place, held against when the one chosen does.

        Its own instant, with another change, only said which one it is; an hour alone is of its own day.
        """
        if not situer.deplace(self.operation):
            return None
        rdv = next(d.nom for d in self.operation.donnees if d.type == "rdv")
        choisi = next((c for c in proposes.get(rdv, ()) if c["valeur"] == essai.get(rdv)), None)
        indices = (choisi or {}).get("indices") or {}
        if not (indices.get("date") and indices.get("heure")):
            return None
        for donnee in self.operation.donnees:
            ecart = self.etat.dit.get("decalage", {}).get("minutes")
            if donnee.type == "date_heure" and donnee.nom not in essai and ecart:
                self.etat.dit.pop("decalage")
                depart = datetime.fromisoformat(f"{indices['date']}T{indices['heure']}")
                return {**essai, donnee.nom: (depart + timedelta(minutes=ecart)).isoformat(timespec="minutes")}
            jour = situer.meme_jour(self.etat.dit.get("semaine"), indices["date"])
            if donnee.type == "date" and situer.sans_borne(donnee) and donnee.nom not in essai and jour:
                self.etat.dit.pop("semaine")
                return {**essai, donnee.nom: jour}
            partiel = self.etat.dit.get("partiel", {}).get(donnee.nom, {})
            moitie = partiel.keys() == {"heure"} or (partiel.keys() == {"date"} and self.etat.dit.get("meme_heure"))
            if donnee.type == "date_heure" and donnee.nom not in essai and moitie:
                instant = {"date": indices["date"], "heure": indices["heure"]} | partiel
                return {**essai, donnee.nom: f"{instant['date']}T{instant['heure']}"}
            meme = essai.get(donnee.nom) == f"{indices['date']}T{indices['heure']}"
            if donnee.type == "date_heure" and meme and essai.keys() - {rdv, donnee.nom}:
                return {nom: valeur for nom, valeur in essai.items() if nom != donnee.nom}
        return None

    def _demander_quel_numero(self, valeur: str) -> None:
        session = next(d for d in self.operation.donnees if d.type == "session")
        candidat = next(d for d in self.operation.donnees if d.type in ("demandeur", "demandeurs"))
        parmi = [
            {"valeur": valeur, "titre": mots.UNE_SESSION},
            {"valeur": valeur, "titre": mots.UN_DEMANDEUR, "donnee": candidat.nom},
        ]
        self.question = {"donnee": session.nom, "type": "session", "parmi": parmi}
        self.question["question"] = mots.sept_chiffres(valeur)

    def _choisir(self, donnee: Donnee, proposes: Sequence[Mapping[str, Any]], manquante: bool) -> Any:
        dits = self.etat.dit.get("reperes", {}).get(donnee.nom)
        if dits is None:
            seule = manquante and len(proposes) == 1 and (donnee.type != "choix" or _est_un_objet(proposes[0]))
            seule = seule and donnee.nom not in self.a_cote
            return proposes[0]["valeur"] if seule else None
        if accords.est_oui_non(proposes):
            self.etat.oublier("reperes", donnee.nom)
            if donnee.nom in self.etat.donnees:
                return None
            return accords.accord(donnee.titre, dits.get("texte", ""))
        attend = self.etat.attend or {}
        montres = [c["valeur"] for c in attend.get("parmi", ())] if attend.get("donnee") == donnee.nom else []
        retenus, utile = choix.retenir(proposes, dits, montres, dates_sures=donnee.type != "session")
        seul = manquante and (donnee.type != "choix" or (bool(retenus) and _est_un_objet(retenus[0])))
        if len(retenus) == 1 and (utile or seul):
            self.etat.oublier("reperes", donnee.nom)
            return retenus[0]["valeur"]
        if utile and retenus and manquante and self.question is None:
            self.question = {"donnee": donnee.nom, "type": donnee.type, "parmi": retenus}
        elif utile and not retenus and manquante:
            self.notes.append(mots.A_COTE)
            self.a_cote.add(donnee.nom)
        if not utile or not retenus or not manquante:
            self.etat.oublier("reperes", donnee.nom)
        return None

    def _placer_personnes(
        self, proposes: Mapping[str, Sequence[Mapping[str, Any]]], essai: dict[str, Any]
    ) -> dict[str, Any] | None:
        noms = [d.nom for d in self.operation.donnees if d.type in PERSONNES]
        if "personnes" not in self.etat.dit and (cites := self._cites(proposes, essai)):
            self.etat.dit["personnes"] = cites  # kept until settled: two people may bear the name
        seules = {d.nom for d in self.operation.donnees if d.type in SEULES}
        dit = self.etat.dit.get("personnes")
        if dit is None or not any(proposes.get(nom) for nom in noms):
            return None
        tous = {nom: proposes.get(nom) or next(iter(p for n, p in proposes.items() if n in noms), ()) for nom in noms}
        deja = {
            nom: [essai[nom]] if d.type in SEULES else essai[nom]
            for d in self.operation.donnees
            if (nom := d.nom) in noms and nom in essai and not (nom in seules and dit["listes"].get(nom))
        }
        dit = personnes.sans_titres(dit, tous, self._titres(proposes))
        qui = personnes.resoudre(dit, noms, tous, deja, self.etat.dit.get("choisis", {}))
        cible = noms[0]
        if qui.ambigu:
            nom, trouves = qui.ambigu
            self.question = {"donnee": cible, "type": "personne", "precise": nom, "parmi": trouves}
            self.question["question"] = mots.ambigu(nom, len(trouves))
            return None
        if qui.inconnu:
            nom, proches = qui.inconnu
            self.question = {"donnee": cible, "type": "personne", "precise": nom, "parmi": proches}
            self.question["question"] = mots.inconnu(nom, [c["titre"] for c in proches])
            return None
        self.etat.dit.pop("personnes", None)
        self.etat.dit.pop("choisis", None)
        return essai | {nom: (v[0] if nom in seules else v) for nom, v in qui.valeurs.items() if v or nom in essai}

    def _corriges(self, nom: str, plusieurs: bool, texte: str, qui: Sequence[str]) -> dict[str, Any] | None:
        """« Non, c’est Garnier », « et aussi Diallo », « pas Petit, Leroy »: said of the people of the recap."""
        ecartes = [dit for dit in qui if personnes.est_ecarte(texte, dit)]
        nommes = [dit for dit in qui if dit not in ecartes]
        if not qui or (not plusieurs and len(nommes) != 1):
            return None
        return {"tous": None, "listes": {nom: nommes} | ({HORS: ecartes} if ecartes and plusieurs else {})}

    def _titres(self, proposes: Mapping[str, Sequence[Mapping[str, Any]]]) -> set[str]:
        """The words of the sessions and appointments that are proposed."""
        choisis = (d.nom for d in self.operation.donnees if d.type in PROPOSES)
        return {mot for nom in choisis for c in proposes.get(nom, ()) for mot in mots_de(str(c["titre"]))}

    def _cites(
        self, proposes: Mapping[str, Sequence[Mapping[str, Any]]], essai: Mapping[str, Any]
    ) -> dict[str, Any] | None:
        """The people of the proposals whom the sentence names with no « Mme », nor often a capital, to be seen by.

        Kept until there are proposals: those of a session are known once it is.
        """
        for nom, texte in list(self.etat.dit.get("cites", {}).items()):
            if not proposes.get(nom):
                continue
            self.etat.oublier("cites", nom)
            donnee = self.operation.donnee(nom)
            plusieurs = donnee is not None and donnee.type not in SEULES
            qui = personnes.cites(texte, proposes[nom])
            if (self.etat.attend or {}).get("donnee") == "confirmation":
                if corriges := self._corriges(nom, plusieurs, texte, qui):
                    self.etat.dit = {cle: dit for cle, dit in self.etat.dit.items() if cle != "cites"}
                    return corriges
                continue
            qui = qui if plusieurs else [dit for dit in qui if " " in dit] or qui
            if nom not in essai and (plusieurs or len(qui) == 1) and qui:
                return {"tous": None, "listes": {nom: qui}}
        return None


def _est_un_objet(choix: Mapping[str, Any]) -> bool:
    """A quote, an absence: there may be one only. The words of a closed list are chosen by whoever speaks."""
    return "session" in (choix.get("indices") or {})
