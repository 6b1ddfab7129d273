"""From what was said to what the engine holds: preview, settle references by its proposals, until nothing moves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from actions import accords, choix, mots, personnes, situer, suites
from actions.catalogue import Catalogue, Donnee, Operation
from actions.donnees import PERSONNES, PROPOSES, SEULES
from actions.lecture import Recolte
from actions.moteur import Moteur, RefusDuMoteur
from actions.mots_cles import mots as mots_de
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
    question: dict[str, Any] | None = None
    progres: bool = False
    a_cote: set[str] = field(default_factory=set)  # what was said of these fits none: the only one left is not meant

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
                suivant = self._avec_references(apercu, essai)
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
            self._oublier("reperes", nom)
        for cle, valeur in recolte.dit.items():
            if cle in ("personnes", "meme_heure", "semaine"):
                self.etat.dit[cle] = valeur
            elif cle == "cites":
                dits = self.etat.dit.get(cle, {})
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

    # -- references

    def _avec_references(self, apercu: Mapping[str, Any], essai: dict[str, Any]) -> dict[str, Any] | None:
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
            self._oublier("reperes", donnee.nom)
            return accords.accord(donnee.titre, dits.get("texte", ""))
        attend = self.etat.attend or {}
        montres = [c["valeur"] for c in attend.get("parmi", ())] if attend.get("donnee") == donnee.nom else []
        retenus, utile = choix.retenir(proposes, dits, montres, dates_sures=donnee.type != "session")
        if len(retenus) == 1 and (utile or manquante):
            self._oublier("reperes", donnee.nom)
            return retenus[0]["valeur"]
        if utile and retenus and manquante and self.question is None:
            self.question = {"donnee": donnee.nom, "type": donnee.type, "parmi": retenus}
        elif utile and not retenus and manquante:
            self.notes.append(mots.A_COTE)
            self.a_cote.add(donnee.nom)
        if not utile or not retenus or not manquante:
            self._oublier("reperes", donnee.nom)
        return None

    def _placer_personnes(
        self, proposes: Mapping[str, Sequence[Mapping[str, Any]]], essai: dict[str, Any]
    ) -> dict[str, Any] | None:
        noms = [d.nom for d in self.operation.donnees if d.type in PERSONNES]
        if "personnes" not in self.etat.dit and (cites := self._cites(proposes, essai)):
            self.etat.dit["personnes"] = cites  # kept until settled: two people may bear the name
        dit = self.etat.dit.get("personnes")
        if dit is None or not any(proposes.get(nom) for nom in noms):
            return None
        tous = {nom: proposes.get(nom) or next(iter(p for n, p in proposes.items() if n in noms), ()) for nom in noms}
        deja = {
            nom: [essai[nom]] if d.type in SEULES else essai[nom]
            for d in self.operation.donnees
            if (nom := d.nom) in noms and nom in essai
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
        seules = {d.nom for d in self.operation.donnees if d.type in SEULES}
        return essai | {nom: (v[0] if nom in seules else v) for nom, v in qui.valeurs.items() if v or nom in essai}

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
            self._oublier("cites", nom)
            donnee = self.operation.donnee(nom)
            plusieurs = donnee is not None and donnee.type not in SEULES
            qui = personnes.cites(texte, proposes[nom])
            qui = qui if plusieurs else [dit for dit in qui if " " in dit] or qui
            if nom not in essai and (plusieurs or len(qui) == 1) and qui:
                return {"tous": None, "listes": {nom: qui}}
        return None

    def _oublier(self, cle: str, nom: str) -> None:
        reste = {k: v for k, v in self.etat.dit.get(cle, {}).items() if k != nom}
        self.etat.dit = {k: v for k, v in self.etat.dit.items() if k != cle} | ({cle: reste} if reste else {})

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
        self.progres = essai != dict(avant) or self.question is not None
        self.etat.donnees = essai
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
        if self.question is not None:
            self.etat.attend = _borne(self.question)
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


def _est_un_objet(choix: Mapping[str, Any]) -> bool:
    """A quote, an absence: there may be one only. The words of a closed list are chosen by whoever speaks."""
    return "session" in (choix.get("indices") or {})


def _borne(attend: dict[str, Any]) -> dict[str, Any]:
    """Keep only the proposals that are shown, and how many there are."""
    parmi = [{k: c[k] for k in ("valeur", "titre", "indices", "donnee") if c.get(k)} for c in attend["parmi"]]
    return {**attend, "parmi": parmi[: mots.BOUTONS_AU_PLUS], "combien": len(parmi)}
