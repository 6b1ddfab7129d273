"""What one turn brings to an operation: values read from the sentence, and references still to settle.

Values are normalised by the understanding; references (« la RIC de mardi », « tous sauf Martin ») wait in `Etat.dit`
until the engine has proposals to compare them with.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from actions import annonces, choix, donnees, personnes, situer
from actions.catalogue import Donnee, Operation
from actions.deductions import deduire
from actions.donnees import PERSONNES, PROPOSES, Contexte
from actions.mots_cles import mots, plat
from actions.tour import Entite, Etat, Tour

ACTES = frozenset({"affirmation", "negation", "corriger", "operation", "annuler"})  # their words are no free answer
LISTES = frozenset({"presents", "absents", "retenus", "non_retenus", "en_attente"})
PERSONNE_SEULE = 3  # words: a longer clause is not a name


@dataclass
class Recolte:
    """`valeurs` to preview; `dit` the references kept. `utile` when anything was said of the operation."""

    valeurs: dict[str, Any] = field(default_factory=dict)
    dit: dict[str, Any] = field(default_factory=dict)

    @property
    def utile(self) -> bool:
        return bool(self.valeurs or self.dit.keys() - {"cites", "meme_heure", "semaine"})


def recolter(operation: Operation, etat: Etat, tour: Tour) -> Recolte:
    """Read the turn: what it gives of the operation."""
    if tour.bouton.get("valeur"):
        return _du_bouton(operation, etat, tour.bouton)
    attendu = (etat.attend or {}).get("donnee")
    if (etat.attend or {}).get("precise") and attendu:
        precise = _precision(etat, tour)
        if precise.utile:
            return precise
    return Lecture(operation, etat, tour, attendu).lire()


def _du_bouton(operation: Operation, etat: Etat, bouton: Mapping[str, Any]) -> Recolte:
    recolte = Recolte()
    for nom, valeur in bouton["valeur"].items():
        if bouton.get("precise"):
            recolte.dit["choisis"] = {plat(bouton["precise"]): valeur if isinstance(valeur, list) else [valeur]}
        elif operation.donnee(nom) is not None:
            recolte.valeurs[nom] = valeur
    return recolte


def _precision(etat: Etat, tour: Tour) -> Recolte:
    """The answer to « deux personnes s’appellent Martin : laquelle ? » or to an unknown name."""
    attend = etat.attend or {}
    parmi: Sequence[Mapping[str, Any]] = attend.get("parmi", ())
    texte = plat(tour.texte)
    if len(parmi) > 1 and re.search(r"\b(les deux|les trois|toutes|tous)\b", texte):
        trouves = list(parmi)
    else:
        trouves = personnes.candidats(tour.texte, parmi)
        if len(trouves) != 1:
            montres = [c["valeur"] for c in parmi]
            trouves = choix.retenir(parmi, choix.reperes(tour.entites, tour.texte), montres)[0]
        if len(trouves) != 1 and not (texte in ("oui", "c est ca") and len(parmi) == 1):
            return Recolte()
    return Recolte(dit={"choisis": {plat(attend["precise"]): [c["valeur"] for c in trouves]}})


@dataclass
class Lecture:
    """Shares the entities of a sentence between the data of an operation, each used once."""

    operation: Operation
    etat: Etat
    tour: Tour
    attendu: str | None
    recolte: Recolte = field(default_factory=Recolte)
    reference: Entite | None = None  # the day that says which appointment, when another says where it moves

    def lire(self) -> Recolte:
        """A reference that is awaited first, then values, people, free words, and what is left to choose by."""
        restantes = self._lire_annoncees(list(donnees.affirmees(self.tour.entites)))
        types = {d.type for d in self.operation.donnees}
        if "heure" in types and "date_heure" not in types:
            restantes = situer.separer(restantes)
        if situer.deplace(self.operation) and not self.attendu:
            restantes = situer.dedoubler(restantes, self.tour.texte)
            self.reference = situer.reference(restantes, self.tour.texte)
        dites, ordre = restantes, self._ordre()
        references = [d for d in ordre if d.type in PROPOSES or d.type in PERSONNES]
        premieres = [d for d in references if d.nom == self.attendu and d.type not in donnees.LECTEURS]
        premieres += [d for d in references if d.nom == self.attendu and d.type == "session"]
        valeurs = [d for d in ordre if d.type in donnees.LECTEURS and d not in premieres]
        libres = [d for d in valeurs if d.type in donnees.NOMMEES and d.nom != self.attendu]
        etapes = [
            *((self._lire_reference, d) for d in premieres),
            *((self._lire_valeur, d) for d in valeurs if d not in libres),
            *((self._lire_reference, d) for d in references if d not in premieres and d.type in PERSONNES),
            *((self._lire_valeur, d) for d in libres),
            *((self._lire_reference, d) for d in references if d not in premieres and d.type in PROPOSES),
        ]
        for lire, donnee in etapes:
            restantes = lire(donnee, restantes)
        deduire(self.operation, self.etat, self.tour, dites, self.recolte.valeurs)
        if lundi := situer.semaine(self.operation, dites):
            self.recolte.dit["semaine"] = lundi.isoformat()
        if situer.meme_heure(self.operation, self.tour):
            self.recolte.dit["meme_heure"] = True
        return self.recolte

    def _lire_annoncees(self, restantes: list[Entite]) -> list[Entite]:
        """Free words announced inside the sentence; « Institut Marie Curie » then names nobody."""
        for donnee in self.operation.donnees:
            if donnee.nom in self.etat.donnees and not self.corrige:
                continue
            dite = annonces.lire(donnee, self.operation, self.tour, donnee.nom == self.attendu)
            if dite is not None:
                self.recolte.valeurs[donnee.nom] = dite.valeur
                restantes = [e for e in restantes if e.fin <= dite.debut or e.debut >= dite.fin]
        return restantes

    @property
    def corrige(self) -> bool:
        """Whether what is already there is being put right, rather than what is missing being given."""
        return self.tour.intention in ("corriger", "negation") or self.attendu == "confirmation"

    def _ordre(self) -> list[Donnee]:
        """What is awaited, then what is missing, then what is there; the other way round in a correction."""
        place = {True: (0, 2, 1), False: (0, 1, 2)}[self.corrige]

        def rang(donnee: Donnee) -> int:
            if donnee.nom == self.attendu:
                return place[0]
            return place[2] if donnee.nom in self.etat.donnees else place[1]

        return sorted(self.operation.donnees, key=rang)

    def _lire_valeur(self, donnee: Donnee, restantes: list[Entite]) -> list[Entite]:
        if donnee.dit and donnee.nom in self.recolte.valeurs:
            return restantes
        attendu = donnee.nom == self.attendu and self.tour.intention not in ACTES
        if donnee.nom == self.attendu and self.tour.intention == "corriger":
            attendu = bool((self.etat.attend or {}).get("corrige"))
        if donnee.dit == "firme" and any(e.type == "courriel" for e in self.tour.entites):
            attendu = False  # « moi-même, Corinne Tesson, ctesson@… » names no firm
        partiel = self.etat.dit.get("partiel", {}).get(donnee.nom)
        ancien = self.etat.donnees.get(donnee.nom)
        contexte = Contexte(donnee, self.tour.texte, attendu, ancien, partiel)
        lu = donnees.LECTEURS[donnee.type](contexte, self._lisibles(donnee, restantes))
        if lu is None and self.corrige and not attendu:
            lu = self._nommee(donnee, restantes)
        if lu is None:
            return restantes
        if self._sept_chiffres(donnee, lu.valeur):
            self.recolte.dit["numero"] = {"valeur": lu.valeur}
            return [e for e in restantes if e not in lu.uses]
        if lu.partiel is not None:
            self.recolte.dit.setdefault("partiel", {})[donnee.nom] = lu.partiel
        elif lu.valeur != ancien or attendu:
            self.recolte.valeurs[donnee.nom] = lu.valeur
        return [e for e in restantes if e not in lu.uses]

    def _lisibles(self, donnee: Donnee, restantes: list[Entite]) -> list[Entite]:
        """Not the day that says which appointment; nor an end where another datum is one: « jusqu’au 12 »."""
        lues = [e for e in restantes if e is not self.reference]
        bornee = any(d.type == "date" and d.nom.endswith("fin") for d in self.operation.donnees)
        if situer.sans_borne(donnee) and situer.semaine(self.operation, lues):
            lues = [e for e in lues if e.type != "periode"]  # a week is no day
        if situer.sans_borne(donnee) and bornee and not self.attendu:
            lues = [e for e in lues if e.role != "fin"]
        return lues

    def _sept_chiffres(self, donnee: Donnee, valeur: Any) -> bool:
        """A session's internal number, or a job seeker's without its letter: nothing in the sentence says which."""
        candidats = any(d.type in ("demandeur", "demandeurs") for d in self.operation.donnees)
        nu = donnee.type == "session" and re.fullmatch(r"\d{7}", str(valeur)) is not None
        return nu and candidats and donnee.nom != self.attendu and "session" not in plat(self.tour.texte)

    def _nommee(self, donnee: Donnee, restantes: list[Entite]) -> donnees.Lu | None:
        """« Le lieu, c’est le CFA d’Elbeuf »: free words after the name of their datum."""
        if donnee.type not in ("texte", "nom", "lieu", "reference"):
            return None
        motif = re.compile(
            rf"\b{re.escape(donnee.titre)}\b\s*[,:]?\s*(?:c['’]est|est|sera|en|par)?\s*(.+)", re.IGNORECASE
        )
        trouve = motif.search(self.tour.texte)
        return donnees.Lu(donnees.nettoyer(trouve[1]), tuple(restantes)) if trouve else None

    def _lire_reference(self, donnee: Donnee, restantes: list[Entite]) -> list[Entite]:
        if donnee.type in PERSONNES:
            return self._lire_personnes(donnee, restantes)
        if donnee.nom in self.recolte.valeurs:
            return restantes
        attendu = donnee.nom == self.attendu
        if donnee.type == "session" and attendu:
            directe = next((e for e in restantes if e.type == "session"), None)
            if directe is not None:
                self.recolte.valeurs[donnee.nom] = directe.valeur
                return [e for e in restantes if e is not directe]
        if donnee.nom in self.etat.donnees and not attendu and not (self.corrige and _situe(restantes)):
            return restantes
        siennes = self._siennes(donnee, restantes)
        if donnee.type == "choix":  # « pas retenue » was taken as said of people
            siennes = [*siennes, *(e for e in self.tour.entites if e.type == "personnes" and e not in siennes)]
        if self.deux_rdv and donnee.facultatif and not attendu and not situer.INSTANTS & {e.type for e in siennes}:
            return restantes  # whatever words are left say where one goes
        dits = choix.reperes(siennes, self.tour.texte if attendu else _hors(self.tour.texte, self.tour.entites))
        if choix.vides(dits):
            return restantes
        self.recolte.dit.setdefault("reperes", {})[donnee.nom] = dits
        parmi = (self.etat.attend or {}).get("parmi") or () if attendu else ()
        if self.deux_rdv and not attendu:
            return restantes
        return [e for e in restantes if not _a_servi(e, parmi, dits)]

    @property
    def deux_rdv(self) -> bool:
        """Whether one appointment is left for another."""
        return len([d for d in self.operation.donnees if d.type == "rdv"]) > 1

    def _siennes(self, donnee: Donnee, restantes: list[Entite]) -> list[Entite]:
        """Of two appointments, the days and hours said of this one: the first is left, the second is gone to."""
        if donnee.type != "rdv" or not self.deux_rdv or donnee.nom == self.attendu:
            return restantes
        quitte = donnee.nom == next(d.nom for d in self.operation.donnees if d.type == "rdv")
        temps = situer.partager(restantes, self.tour.texte)[0 if quitte else 1]
        return [*temps, *(e for e in restantes if e.type not in situer.INSTANTS | {"heure"})]

    def _lire_personnes(self, donnee: Donnee, restantes: list[Entite]) -> list[Entite]:
        noms = [d.nom for d in self.operation.donnees if d.type in PERSONNES]
        dit: dict[str, Any] = {"tous": None, "listes": {}}
        if self.recolte.valeurs.keys() & set(noms):  # a number names them better
            return restantes
        types = {"personnes", "nom"} | ({"demandeur", "courriel"} if donnee.type == "personne" else set())
        types -= {d.type for d in self.operation.donnees if d.type == "courriel"}
        lues = _nommant([e for e in restantes if e.type in types], donnee.type in donnees.SEULES)
        cible = self.attendu if self.attendu in noms else noms[0]
        for entite in lues:
            if entite.type != "personnes" or not isinstance(entite.valeur, dict):
                if not any(e.type == "personnes" for e in lues):
                    _ajouter(dit, str(cible), [str(entite.valeur)])
            else:
                placer(dit, entite.valeur, noms, str(cible))
        # Beside other data, words are perhaps no name: one person must then be among the proposals (`cites`).
        tapes = not lues and not (self.tour.entites and donnee.type in donnees.SEULES)
        if tapes and donnee.nom == self.attendu:
            _ajouter(dit, donnee.nom, _noms_tapes(_hors(self.tour.texte, self.tour.entites)))
        if dit["tous"] or dit["listes"]:
            self.recolte.dit["personnes"] = dit
        elif donnee.type in donnees.SEULES and donnee.nom not in self.etat.donnees:
            self.recolte.dit["cites"] = {donnee.nom: plat(self.tour.texte)}
        return [e for e in restantes if e not in lues]


def _nommant(entites: list[Entite], seule: bool) -> list[Entite]:
    """Those that name people: a list understood as such holds its numbers, and one number says better who one is."""
    for type_ in ("personnes", *(("demandeur", "courriel") if seule else ())):
        if dites := [e for e in entites if e.type == type_]:
            return dites + [e for e in entites if e.type == "nom" and type_ == "personnes"]
    return entites


def placer(dit: dict[str, Any], valeur: Mapping[str, Any], noms: Sequence[str], cible: str) -> None:
    """Turn what was understood of people into lists by datum: « tous sauf Martin » of presents and absents."""
    for nom in noms:
        _ajouter(dit, nom, valeur.get(nom) or ())
    if not LISTES & set(noms):  # « Mme Petit absente »: who it is about, where there is no such list
        for liste in sorted(LISTES):
            _ajouter(dit, cible, valeur.get(liste) or ())
    tous = valeur.get("reste") or valeur.get("tous")  # those who are not named
    if tous:
        dit["tous"] = tous if tous in noms else cible
    autres = [nom for nom in noms if nom != (dit["tous"] or cible)]
    _ajouter(dit, autres[0] if autres else cible, valeur.get("sauf") or ())
    _ajouter(dit, cible, valeur.get("noms") or ())


def _ajouter(dit: dict[str, Any], nom: str, noms: Iterable[str]) -> None:
    for texte in noms:
        liste = dit["listes"].setdefault(nom, [])
        if texte not in liste:
            liste.append(texte)


def _noms_tapes(texte: str) -> list[str]:
    """« petit, leroy et nguyen » as three names."""
    morceaux = re.split(r",|;|\bet\b|\bni\b|\bainsi que\b", donnees.nettoyer(texte))
    return [m.strip() for m in morceaux if m.strip() and len(mots(m)) <= PERSONNE_SEULE and mots(m)]


def sans_verbe(tour: Tour) -> bool:
    """Whether the message is nothing but data: it asks for no other operation."""
    return bool(tour.entites) and not mots(_hors(tour.texte, tour.entites))


def _a_servi(entite: Entite, parmi: Sequence[Mapping[str, Any]], dits: Mapping[str, Any]) -> bool:
    """Whether it told one proposal from another: « celle d’Elbeuf », « la 2 » then say nothing else."""
    if entite.type == "lieu":
        return plat(str(entite.valeur)) in {plat(str((c.get("indices") or {}).get("lieu") or "")) for c in parmi}
    if entite.type == "entier":
        return 1 <= (choix.rang_seul(dits) or 0) <= len(parmi)
    return entite.type in ("date", "date_heure", "heure")


def _situe(entites: Iterable[Entite]) -> bool:
    return any(e.type in ("date", "date_heure", "heure", "session") for e in entites)


def _hors(texte: str, entites: Iterable[Entite]) -> str:
    """The sentence without the data found in it."""
    for entite in sorted(entites, key=lambda e: -e.debut):
        if entite.fin > entite.debut:
            texte = texte[: entite.debut] + " " + texte[entite.fin :]
    return texte
