"""One turn of the form: what the user meant, what it changes, what is awaited next.

Every operation of the catalogue goes through here; nothing in this file names one of its data.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from actions import mots, suites
from actions.avancee import Avancee
from actions.catalogue import Catalogue, Donnee, Operation
from actions.donnees import SCEAU
from actions.moteur import IssueInconnue, Moteur, MoteurInjoignable, RefusDuMoteur
from actions.mots_cles import plat
from actions.recolte import Recolte, recolter
from actions.tour import Etat, Tour

# Said aside: their own rules answer them, then the form asks again.
APARTES = frozenset({
    "faq", "hors-perimetre", "salutation", "remerciement", "au-revoir", "qui-es-tu", "aide-capacites", "insulte",
    "satisfaction", "mecontentement",
})  # fmt: skip
ESSAIS_AVANT_AIDE = 2
PILE_AU_PLUS = 5


@dataclass
class Message:
    """One message to say."""

    texte: str | None = None
    boutons: list[mots.Bouton] = field(default_factory=list)
    custom: dict[str, Any] = field(default_factory=dict)
    reponse: str | None = None  # a response of the domain, said instead of `texte`


@dataclass
class Formulaire:
    """The state of one conversation, moved by one turn. `rejete`: a rule answers, then the form asks again."""

    catalogue: Catalogue
    moteur: Moteur
    etat: Etat
    tour: Tour
    messages: list[Message] = field(default_factory=list)
    rejete: bool = False

    @property
    def operation(self) -> Operation:
        return self.catalogue.operations[self.etat.operation or ""]

    @property
    def donnee(self) -> Donnee | None:
        """The datum awaited, when one is."""
        return self.operation.donnee((self.etat.attend or {}).get("donnee", "")) if self.etat.operation else None

    @property
    def demande(self) -> str | None:
        """The slot that the form asks next: None when it ends."""
        if self.etat.operation is None or self.etat.confirmation is not None:
            return None
        return "confirmation" if (self.etat.attend or {}).get("donnee") == "confirmation" else "saisie"

    async def jouer(self) -> None:
        """Deal with the turn, once: Rasa comes back after an aside, and must find it done."""
        deja_vu = self.etat.tour == self.tour.id
        self.etat.tour = self.tour.id
        try:
            if not deja_vu:
                await self._repondre()
            elif self.etat.operation and self.etat.attend is None:
                await self._avancer(Recolte())
        except (MoteurInjoignable, IssueInconnue):  # a preview writes nothing, whatever became of it
            self._dire(mots.panne_apercu(), [mots.REESSAYER, mots.ANNULER])
            if self.etat.operation:
                attend = self.etat.attend or {"donnee": "reprise", "type": "reprise"}
                self.etat.attend = attend | {"muet": True}
        except RefusDuMoteur as refus:
            await self._refuser(refus)

    async def _repondre(self) -> None:
        intention = self.tour.intention
        if intention == "operation":
            return await self._operation()
        if self.etat.operation is None:
            return self.etat.clore()
        if self.etat.attend:
            self.etat.attend = {k: v for k, v in self.etat.attend.items() if k != "muet"}
        if intention in APARTES:
            return await self._aparte()
        gestes: dict[str, Callable[[], Awaitable[None]]] = {
            "annuler": self._annuler,
            "affirmation": self._affirmer,
            "negation": self._nier,
            "corriger": self._corriger,
            "pourquoi-cette-question": self._pourquoi,
            "je-ne-sais-pas": self._aider,
            "repeter": self._repeter,
            "recommencer": self._recommencer,
            "attendre": self._attendre,
            "reprendre": self._reprendre,
        }
        await gestes.get(intention, self._donner)()

    # -- operations

    async def _operation(self) -> None:
        voulue = self.catalogue.operations.get(self.tour.ids[0] if self.tour.ids else "")
        voulue = self.catalogue.operations.get(self.tour.bouton.get("operation", ""), voulue)
        if voulue is None:
            return await self._donner() if self.etat.operation else self.etat.clore()
        if self.etat.operation == voulue.id and not self.tour.bouton.get("operation"):
            return await self._donner()
        if await self._impossible(voulue):
            return self.etat.clore() if self.etat.operation is None else None
        if self.etat.operation:
            self._empiler()
        garde = next((mise for mise in self.etat.pile if mise["operation"] == voulue.id), None)
        if garde:
            self.etat.pile.remove(garde)
            self._dire(mots.reprise(voulue))
        self.etat.commencer(voulue.id, (garde or {}).get("donnees"), (garde or {}).get("dit"))
        recolte = recolter(voulue, self.etat, self.tour)
        recolte.valeurs |= self.tour.bouton.get("donnees") or {}
        await self._avancer(recolte)

    async def _impossible(self, voulue: Operation) -> bool:
        """Say it when the operation cannot start here: known but not done yet, or not for a visiteur."""
        if voulue.a_venir:
            texte = mots.personne() if voulue.id == "parler-a-un-conseiller" else mots.a_venir(voulue)
            self._dire(texte, self._bouton_article(voulue))
            return True
        if await self.moteur.role(self.tour.conversation) == "visiteur" and "visiteur" not in voulue.qui:
            if not voulue.ecrit and voulue.article in self.catalogue.articles:
                self.messages.append(Message(reponse=f"utter_faq/{voulue.article}"))
                self._dire(mots.connexion(voulue))
            else:
                self._dire(mots.connexion(voulue), self._bouton_article(voulue))
            return True
        return False

    def _bouton_article(self, operation: Operation) -> list[mots.Bouton]:
        article = self.catalogue.articles.get(operation.article)
        return [{"title": article.question, "payload": {"article": article.id}}] if article else []

    def _empiler(self) -> None:
        if self.etat.donnees or self.etat.dit:
            mise = {"operation": self.operation.id, "donnees": self.etat.donnees, "dit": self.etat.dit}
            self.etat.pile = [*self.etat.pile, mise][-PILE_AU_PLUS:]
            self._dire(mots.mise_de_cote(self.operation))

    async def depiler(self) -> bool:
        """Take up again what was set aside last. False when nothing was."""
        if not self.etat.pile:
            return False
        *reste, mise = self.etat.pile
        self.etat.pile = reste
        self.etat.commencer(mise["operation"], mise["donnees"], mise["dit"])
        self._dire(mots.reprise(self.operation))
        return True

    # -- what moves the operation forward

    async def _avancer(self, recolte: Recolte) -> bool:
        """Preview with what was said; say what came of it. True when something moved."""
        avant = self.etat.attend
        avancee = Avancee(self.catalogue, self.operation, self.etat, self.moteur, self.tour.conversation)
        await avancee.avancer(recolte)
        if avancee.notes:
            self._dire("\n".join(dict.fromkeys(avancee.notes)), avancee.boutons)
        meme = (avant or {}).get("donnee") == (self.etat.attend or {}).get("donnee")
        if avant and meme and self.etat.attend and not avancee.progres:
            self.etat.attend["essais"] = avant.get("essais", 0)
        if self.demande == "confirmation" and not self.operation.ecrit:
            self.etat.confirmation = "oui"  # a read changes nothing: no recap, no yes
        return avancee.progres or bool(avancee.notes)

    async def _donner(self) -> None:
        """The answer to the question, or anything else said of the operation."""
        recolte = recolter(self.operation, self.etat, self.tour)
        if self.tour.intention == "clarification" and not recolte.valeurs and "?" in self.tour.texte:
            self.rejete = True
            return
        if recolte.utile and await self._avancer(recolte):
            return self._offrir()
        if self.donnee is None and self.etat.attend:
            return self._dire(mots.QUE_CORRIGER if self.demande == "confirmation" else mots.A_COTE)
        self._manquer()

    def _manquer(self) -> None:
        """An answer that could not be used: say so, and after two of them help in another way."""
        attend, donnee = self.etat.attend, self.donnee
        if attend is None or donnee is None:
            return
        attend = self.etat.attend = {**attend, "essais": attend.get("essais", 0) + 1}
        if attend["essais"] >= ESSAIS_AVANT_AIDE:
            self._dire(mots.difficulte(donnee), [mots.PERSONNE, mots.ANNULER])
        else:
            self._dire(mots.pas_compris(donnee))

    def _offrir(self) -> None:
        """A question asked in the same breath is answered after the datum is taken."""
        if self.tour.offre and self.tour.offre.rpartition("/")[2] in self.catalogue.articles:
            self.messages.append(Message(reponse=f"utter_faq/{self.tour.offre.rpartition('/')[2]}"))

    async def _aparte(self) -> None:
        """A question or small talk: its rule answers. What it also says of the operation is taken first."""
        recolte = recolter(self.operation, self.etat, self.tour, entier=False)
        if self.tour.entites and _reponse_et_question(self.tour) and recolte.utile:
            await self._avancer(recolte)
        self.rejete = self.etat.confirmation is None

    # -- acts of the dialogue

    async def _annuler(self) -> None:
        self._dire(mots.abandon(self.operation))
        if await self.depiler():
            await self._avancer(Recolte())
        else:
            self.etat.clore()

    async def _affirmer(self) -> None:
        apercu = self.etat.apercu or {}
        recolte = recolter(self.operation, self.etat, self.tour)
        if self.demande != "confirmation" or "cle" not in apercu:
            parmi: list[dict[str, Any]] = (self.etat.attend or {}).get("parmi") or []
            if not recolte.utile and len(parmi) == 1 and self.donnee is not None:
                recolte.valeurs[self.donnee.nom] = parmi[0]["valeur"]
            if recolte.utile or self.donnee is None:
                await self._avancer(recolte)
                return
            return self._dire(mots.RIEN_ENCORE)
        if recolte.utile:  # « oui mais à 15 h »: a change, hence another recap
            await self._avancer(recolte)
        elif self.tour.bouton.get("cle", apercu["cle"]) != apercu["cle"]:
            self._dire(mots.RECAP_PERIME)
        else:
            self.etat.confirmation = "oui"

    async def _nier(self) -> None:
        recolte = recolter(self.operation, self.etat, self.tour)
        donnee = self.donnee
        if donnee is not None and not recolte.utile and donnee.nom not in self.etat.donnees:
            if donnee.facultatif:
                self.etat.dit["passees"] = {**self.etat.dit.get("passees", {}), donnee.nom: True}
                await self._avancer(Recolte())
                return
            return self._manquer()
        await self._corriger(recolte)

    async def _corriger(self, recolte: Recolte | None = None) -> None:
        recolte = recolte or recolter(self.operation, self.etat, self.tour)
        if recolte.utile:
            if not await self._avancer(recolte):
                self._demander_quoi()
            return
        nommee = self.tour.bouton.get("donnee") or self._nommee()
        donnee = self.operation.donnee(nommee) if nommee else None
        if donnee is None:
            return self._demander_quoi()
        await self._redemander(donnee)

    def _nommee(self) -> str | None:
        """The datum that the sentence names: « je me suis trompé de lieu »."""
        texte = plat(self.tour.texte)
        for donnee in self.operation.donnees:
            if donnee.nom in self.etat.donnees and any(
                mot and mot in texte for mot in (plat(donnee.titre), plat(donnee.nom))
            ):
                return donnee.nom
        return None

    def _demander_quoi(self) -> None:
        boutons = [
            {"title": mots.majuscule(donnee.titre), "payload": {"acte": "corriger", "donnee": donnee.nom}}
            for donnee in self.operation.donnees
            if donnee.nom in self.etat.donnees
        ]
        if not boutons:
            return self._manquer()
        self._dire(mots.QUE_CORRIGER, [*boutons, mots.ANNULER])
        self.etat.attend = {**(self.etat.attend or {}), "muet": True}

    async def _redemander(self, donnee: Donnee) -> None:
        """Ask again a datum already given; its value stays until another is accepted."""
        sans = {nom: valeur for nom, valeur in self.etat.donnees.items() if nom != donnee.nom}
        apercu = await self.moteur.apercu(self.tour.conversation, self.operation.id, sans)
        parmi = (apercu.get("choix") or {}).get(donnee.nom) or []
        self.etat.attend = {
            "donnee": donnee.nom,
            "type": donnee.type,
            "corrige": True,
            "parmi": parmi[: mots.BOUTONS_AU_PLUS],
            "combien": len(parmi),
        }

    async def _pourquoi(self) -> None:
        self._dire(mots.pourquoi(self.donnee) if self.donnee else mots.POURQUOI_CONFIRMER)

    async def _aider(self) -> None:
        donnee, attend = self.donnee, self.etat.attend or {}
        if donnee is None:
            return self._dire(mots.POURQUOI_CONFIRMER)
        self._dire(
            mots.aide(donnee, attend.get("parmi") or ()), [mots.PASSER] if donnee.facultatif else [mots.PERSONNE]
        )

    async def _repeter(self) -> None:
        return None

    async def _recommencer(self) -> None:
        self._dire(mots.recommencer(self.operation))
        self.etat.commencer(self.operation.id)
        await self._avancer(Recolte())

    async def _attendre(self) -> None:
        self._dire(mots.ATTENDRE)
        self.etat.attend = {**(self.etat.attend or {}), "muet": True}

    async def _reprendre(self) -> None:
        self._dire(mots.reprise(self.operation))
        await self._avancer(Recolte())

    # -- saying

    async def _refuser(self, refus: RefusDuMoteur) -> None:
        """The engine refuses the whole operation: a role, an unknown object. Nothing stays half done."""
        texte, boutons = suites.refus(self.catalogue, refus.probleme)
        self._dire(texte, boutons)
        if self.etat.operation is None or not await self.depiler():
            self.etat.clore()

    def _dire(self, texte: str, boutons: Sequence[mots.Bouton] = ()) -> None:
        self.messages.append(Message(texte=SCEAU.sub("••••", texte), boutons=list(boutons)))


def _reponse_et_question(tour: Tour) -> bool:
    """Whether a datum stands in another clause than the question: « 20. D’ailleurs c’est quoi une RIC ? »"""
    premier = min(tour.entites, key=lambda e: e.debut)
    avant, apres = tour.texte[: premier.debut], tour.texte[premier.fin :]
    return "?" not in avant and any(signe in apres for signe in ".,;!") and len(avant.split()) <= 4
