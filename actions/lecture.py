"""Shares what a sentence says between the data of an operation: values, and references still to settle.

Values are normalised by the understanding; references (« la RIC de mardi », « tous sauf Martin ») wait in `Etat.dit`
until the engine has proposals to compare them with.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from actions import accords, annonces, choix, deduits, donnees, nommes, propos, situer, temps
from actions.catalogue import Donnee, Operation
from actions.deductions import deduire
from actions.donnees import PERSONNES, PROPOSES
from actions.lu import Contexte, Lu
from actions.mots_cles import plat
from actions.tour import Entite, Etat, Tour

ACTES = frozenset({"affirmation", "negation", "corriger", "operation", "annuler"})  # their words are no free answer
REPRISES = ACTES - {"operation"}  # « non, je me suis trompé » is no reason
MOTS_D_UN_NOM = 3
CHIFFRES = frozenset({"montant", "heures", "duree", "siret", "telephone", "courriel", "mois"})
CITABLES = donnees.SEULES | {"demandeurs"}
# Who sends people: « Cap emploi » is no « CAP », « la mission locale de Rouen » no training in Rouen.
RESEAUX = re.compile(
    r"\b(?:cap emploi|mission locale|p[ôo]le emploi|france travail|agence)\b"
    r"(?: (?:de |d['’]|du )?(?-i:[A-ZÀ-Þ])[\w-]+)?",
    re.IGNORECASE,
)


@dataclass
class Recolte:
    """`valeurs` to preview; `dit` the references kept. `utile` when anything was said of the operation."""

    valeurs: dict[str, Any] = field(default_factory=dict)
    dit: dict[str, Any] = field(default_factory=dict)

    @property
    def utile(self) -> bool:
        return bool(self.valeurs or self.dit.keys() - {"cites", "meme_heure", "semaine", "sinon"})


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
        for donnee in ordre:
            dates = deduits.dates_d_un_objet(donnee, self.operation, self.etat, self.tour, restantes)
            if dates:
                self.recolte.dit.setdefault("reperes", {})[donnee.nom] = deduits.reperes_de_dates(dates)
                restantes = dites = [e for e in restantes if e not in dates]
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
        if situer.deplace(self.operation) and (ecart := situer.decalage(self.tour.texte)):
            self.recolte.dit["decalage"] = {"minutes": ecart}
        self.recolte.valeurs |= deduits.completer(self.operation, self.etat, self.tour, self.recolte.valeurs)
        return self.recolte

    def _lire_annoncees(self, restantes: list[Entite]) -> list[Entite]:
        """Free words announced inside the sentence; « Institut Marie Curie » then names nobody."""
        for donnee in self.operation.donnees:
            if donnee.nom in self.etat.donnees and not self.corrige:
                continue
            dite = annonces.lire(donnee, self.operation, self.tour, donnee.nom == self.attendu)
            if donnee.nom == "lieu" and dite is None:
                dite = annonces.lieu(self.tour)
            if dite is not None:
                self.recolte.valeurs[donnee.nom] = dite.valeur
                restantes = [e for e in restantes if e.fin <= dite.debut or e.debut >= dite.fin]
        return restantes

    @property
    def corrige(self) -> bool:
        """Whether what is already there is being put right, rather than what is missing being given."""
        return self.tour.intention in ("corriger", "negation") or self.attendu == "confirmation"

    @property
    def _corrige_qui(self) -> bool:
        """At the recap, where nobody was read by their entities: the people of the proposals are looked for."""
        return self.attendu == "confirmation" and "personnes" not in self.recolte.dit

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
        if lu is None and ancien is None and donnee.nom in propos.LECTURES and self.tour.intention not in REPRISES:
            jours = any(d.type == "date" for d in self.operation.donnees)
            dite = propos.LECTURES[donnee.nom](self.tour.texte, self.tour.entites, jours)
            lu = Lu(dite) if dite else None
        if lu is None:
            return restantes
        if self._sept_chiffres(donnee, lu.valeur):
            self.recolte.dit["numero"] = {"valeur": lu.valeur}
            return [e for e in restantes if e not in lu.uses]
        if lu.partiel is not None:
            self.recolte.dit.setdefault("partiel", {})[donnee.nom] = lu.partiel
        elif lu.valeur != ancien or attendu:
            self.recolte.valeurs[donnee.nom] = lu.valeur
            if donnee.type == "date" and (sinon := temps.autre_semaine(lu)):
                self.recolte.dit.setdefault("sinon", {})[donnee.nom] = sinon
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

    def _nommee(self, donnee: Donnee, restantes: list[Entite]) -> Lu | None:
        """« Le lieu, c’est le CFA d’Elbeuf »: free words after the name of their datum."""
        if donnee.type not in ("texte", "nom", "lieu", "reference"):
            return None
        motif = re.compile(
            rf"\b{re.escape(donnee.titre)}\b\s*[,:]?\s*(?:c['’]est|est|sera|en|par)?\s*(.+)", re.IGNORECASE
        )
        trouve = motif.search(self.tour.texte)
        return Lu(donnees.nettoyer(trouve[1]), tuple(restantes)) if trouve else None

    def _lire_reference(self, donnee: Donnee, restantes: list[Entite]) -> list[Entite]:
        if donnee.type in PERSONNES:
            return self._lire_personnes(donnee, restantes)
        if donnee.nom in self.recolte.valeurs:
            return restantes
        attendu = donnee.nom == self.attendu
        if attendu and accords.est_oui_non((self.etat.attend or {}).get("parmi") or ()):
            if dit := accords.oui_ou_non(self.tour.texte):
                self.recolte.valeurs[donnee.nom] = dit
            return restantes
        if donnee.type == "session" and attendu:
            directe = next((e for e in restantes if e.type == "session"), None)
            if directe is not None:
                self.recolte.valeurs[donnee.nom] = directe.valeur
                return [e for e in restantes if e is not directe]
        if (
            donnee.nom in self.etat.donnees
            and not attendu
            and not (self.corrige and (_situe(restantes) or donnee.type == "choix"))
        ):
            return restantes
        if donnee.nom in self.recolte.dit.get("reperes", {}):
            return restantes
        dits = self._reperes(donnee, restantes, attendu)
        if dits is None:
            return restantes
        self.recolte.dit.setdefault("reperes", {})[donnee.nom] = dits
        parmi = (self.etat.attend or {}).get("parmi") or () if attendu else ()
        if self.deux_rdv and not attendu:
            return restantes
        return [e for e in restantes if not _a_servi(e, parmi, dits)]

    def _reperes(self, donnee: Donnee, restantes: list[Entite], attendu: bool) -> dict[str, Any] | None:
        """What the sentence gives to choose it by among the proposals; None where it gives nothing."""
        siennes = self._siennes(donnee, restantes)
        if self.deux_rdv and donnee.facultatif and not attendu and not situer.INSTANTS & {e.type for e in siennes}:
            return None  # whatever words are left say where one goes
        texte = self._hors_chiffres() if attendu else self._hors_donnees()
        if donnee.type == "session":
            texte = RESEAUX.sub(" ", texte)
        dits = choix.reperes(self._pour(donnee, siennes), texte)
        if donnee.type == "session" and donnee.facultatif and not attendu:
            dits |= {"dates": [], "heures": []}  # « ça ne marche plus depuis ce matin » is no session of that day
        if choix.vides(dits):
            return None
        return dits | ({"texte": self.tour.texte} if donnee.type == "choix" else {})

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

    def _pour(self, donnee: Donnee, restantes: list[Entite]) -> list[Entite]:
        """Beside what is left, the people named: a quote is somebody's, « était bien là » says present."""
        dites = [e for e in self.tour.entites if e.type in ("nom", "personnes") and e.role != "auteur"]
        dites = [e for e in dites if e not in restantes]
        return restantes + (dites if donnee.type == "choix" else [])

    def _hors_chiffres(self) -> str:
        """« CAP cuisine, 2 450 euros »: the numbers of something else are no rank."""
        return nommes.hors(self.tour.texte, [e for e in self.tour.entites if e.type in CHIFFRES])

    def _hors_donnees(self) -> str:
        """The sentence without its data; words taken for names are words where nobody is asked for."""
        personne = not any(d.type in PERSONNES for d in self.operation.donnees)
        des_mots = [e for e in self.tour.entites if e.type == "nom" and (personne or _longue(e))]
        ecartes = [e for e in self.tour.entites if e not in des_mots and e.type != "personnes"]
        texte = nommes.hors(self.tour.texte, ecartes)
        return texte if personne else nommes.sans_listes(texte, self.tour.entites)

    def _lire_personnes(self, donnee: Donnee, restantes: list[Entite]) -> list[Entite]:
        noms = [d.nom for d in self.operation.donnees if d.type in PERSONNES]
        if self.recolte.valeurs.keys() & set(noms):  # a number names them better
            autres = nommes.a_cote(self.tour, restantes) if donnee.nom in self.recolte.valeurs else []
            if autres and donnee.type == "demandeurs":
                listes = {donnee.nom: [str(e.valeur) for e in autres]}
                self.recolte.dit["personnes"] = {"tous": None, "listes": listes}
                return [e for e in restantes if e not in autres]
            return restantes
        dit, lues = nommes.lire(donnee, self.operation, self.tour, self.attendu, restantes)
        if dit["tous"] or dit["listes"]:
            self.recolte.dit["personnes"] = dit
        elif self._corrige_qui or (donnee.type in CITABLES and donnee.nom not in self.etat.donnees):
            self.recolte.dit["cites"] = {**self.recolte.dit.get("cites", {}), donnee.nom: plat(self.tour.texte)}
        return [e for e in restantes if e not in lues]


def _a_servi(entite: Entite, parmi: Sequence[Mapping[str, Any]], dits: Mapping[str, Any]) -> bool:
    """Whether it told one proposal from another: « celle d’Elbeuf », « la 2 » then say nothing else."""
    if entite.type == "lieu":
        return plat(str(entite.valeur)) in {plat(str((c.get("indices") or {}).get("lieu") or "")) for c in parmi}
    if entite.type == "entier":
        return 1 <= (choix.rang_seul(dits) or 0) <= len(parmi)
    return entite.type in ("date", "date_heure", "heure")


def _longue(entite: Entite) -> bool:
    """« Léa Petit Soudure »: a name of so many words may hold what is no name."""
    return entite.type == "nom" and len(entite.texte.split()) >= MOTS_D_UN_NOM


def _situe(entites: Iterable[Entite]) -> bool:
    return any(e.type in ("date", "date_heure", "heure", "session") for e in entites)
