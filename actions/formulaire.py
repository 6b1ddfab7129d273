"""The form: one operation at a time, moved forward by what is said, others waiting on the pile.

Every operation of the catalogue goes through here; nothing in this file names one of its data. `actions.gestes` says
what each kind of message does to it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from actions import aides, complements, mots, suites
from actions.avancee import Avancee
from actions.catalogue import Catalogue, Donnee, Operation
from actions.donnees import SCEAU
from actions.lecture import Recolte
from actions.moteur import Moteur, RefusDuMoteur
from actions.mots_cles import plat
from actions.recolte import recolter
from actions.tour import Etat, Tour

ESSAIS_AVANT_AIDE = 2
PILE_AU_PLUS = 5
PRONOM = re.compile(r"(?:non |oui |en fait |finalement )*(?:il|elle|ils|elles)\b")


@dataclass
class Message:
    """One message to say."""

    texte: str | None = None
    boutons: list[mots.Bouton] = field(default_factory=list)
    custom: dict[str, Any] = field(default_factory=dict)
    reponse: str | None = None  # a response of the domain, said instead of `texte`


@dataclass
class Formulaire:
    """The state of one conversation during one turn. `rejete`: a rule answers, then the form asks again."""

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

    # -- operations

    async def demarrer(self) -> None:
        voulue = self.catalogue.operations.get(self.tour.ids[0] if self.tour.ids else "")
        voulue = self.catalogue.operations.get(self.tour.bouton.get("operation", ""), voulue)
        if voulue is None:
            return await self.donner() if self.etat.operation else self.etat.clore()
        if self.etat.operation and not self.tour.bouton and (voulue.id == self.etat.operation or self._continue()):
            return await self.donner()
        if await self._impossible(voulue):
            return self.etat.clore() if self.etat.operation is None else None
        if self.etat.operation:
            self._empiler()
        garde = next((mise for mise in self.etat.pile if mise["operation"] == voulue.id), None)
        if garde:
            self.etat.pile.remove(garde)
            self.dire(mots.reprise(voulue))
        proposees = self._proposees(voulue)
        self.etat.commencer(voulue.id, (garde or {}).get("donnees"), (garde or {}).get("dit"))
        recolte = recolter(voulue, self.etat, self.tour)
        deduites = {nom: v for nom, v in proposees.items() if nom not in recolte.dit.get("reperes", {})}
        recolte.valeurs = deduites | recolte.valeurs | (self.tour.bouton.get("donnees") or {})
        await self.avancer(recolte)

    def _continue(self) -> bool:
        """Whether what was taken for another operation goes on with this one: data, « elle … » of its person."""
        if complements.que_des_donnees(self.operation, self.tour):
            return True
        if not PRONOM.match(plat(self.tour.texte)) or not self.etat.donnees:
            return False
        return bool(recolter(self.operation, self.etat, self.tour).valeurs)

    def _proposees(self, voulue: Operation) -> dict[str, Any]:
        """What the receipt just given already says of its next step: « on retient Petit » is about that appointment."""
        proposition = self.etat.proposition or {}
        suit = proposition.get("operation") == voulue.id and proposition.get("apres") == self.tour.precedent
        return dict(proposition.get("donnees") or {}) if suit else {}

    async def _impossible(self, voulue: Operation) -> bool:
        """Say it when the operation cannot start here: known but not done yet, or not for a visiteur."""
        if voulue.a_venir:
            texte = mots.personne() if voulue.id == "parler-a-un-conseiller" else mots.a_venir(voulue)
            self.dire(texte, self._bouton_article(voulue))
            return True
        if await self.moteur.role(self.tour.conversation) == "visiteur" and "visiteur" not in voulue.qui:
            if not voulue.ecrit and voulue.article in self.catalogue.articles:
                self.messages.append(Message(reponse=f"utter_faq/{voulue.article}"))
                self.dire(mots.connexion(voulue))
            else:
                self.dire(mots.connexion(voulue), self._bouton_article(voulue))
            return True
        return False

    def _bouton_article(self, operation: Operation) -> list[mots.Bouton]:
        article = self.catalogue.articles.get(operation.article)
        return [{"title": article.question, "payload": {"article": article.id}}] if article else []

    def _empiler(self) -> None:
        if self.etat.donnees or self.etat.dit:
            mise = {"operation": self.operation.id, "donnees": self.etat.donnees, "dit": self.etat.dit}
            self.etat.pile = [*self.etat.pile, mise][-PILE_AU_PLUS:]
            self.dire(mots.mise_de_cote(self.operation))

    async def depiler(self) -> bool:
        """Take up again what was set aside last. False when nothing was."""
        if not self.etat.pile:
            return False
        *reste, mise = self.etat.pile
        self.etat.pile = reste
        self.etat.commencer(mise["operation"], mise["donnees"], mise["dit"])
        self.dire(mots.reprise(self.operation))
        return True

    # -- what moves the operation forward

    async def avancer(self, recolte: Recolte) -> bool:
        """Preview with what was said; say what came of it. True when something moved."""
        avant = self.etat.attend
        avancee = Avancee(self.catalogue, self.operation, self.etat, self.moteur, self.tour.conversation)
        await avancee.avancer(recolte)
        if avancee.notes:
            self.dire("\n".join(dict.fromkeys(avancee.notes)), avancee.boutons)
        meme = (avant or {}).get("donnee") == (self.etat.attend or {}).get("donnee")
        if avant and meme and self.etat.attend and not avancee.progres:
            self.etat.attend["essais"] = avant.get("essais", 0)
        if self.demande == "confirmation" and not self.operation.ecrit:
            self.etat.confirmation = "oui"  # a read changes nothing: no recap, no yes
        return avancee.progres or bool(avancee.notes)

    async def donner(self) -> None:
        """The answer to the question, or anything else said of the operation."""
        recolte = recolter(self.operation, self.etat, self.tour)
        if self.tour.intention == "clarification" and not recolte.valeurs and "?" in self.tour.texte:
            self.rejete = True
            return
        if recolte.utile and await self.avancer(recolte):
            return self._offrir()
        if self.donnee is not None:
            return self.manquer()
        nommee = self.operation.donnee(self.nommee() or "")
        if nommee is not None:  # « le lieu », once the recap is shown
            await self.redemander(nommee)
        elif self.demande == "confirmation":
            self.dire(mots.OUI_OU_CORRIGER)

    def manquer(self) -> None:
        """An answer that could not be used: say so, and after two of them help in another way."""
        attend, donnee = self.etat.attend, self.donnee
        if attend is None or donnee is None:
            return
        attend = self.etat.attend = {**attend, "essais": attend.get("essais", 0) + 1}
        if attend["essais"] >= ESSAIS_AVANT_AIDE:
            self.dire(aides.difficulte(donnee), [mots.PERSONNE, mots.ANNULER])
        else:
            self.dire(aides.pas_compris(donnee))

    def _offrir(self) -> None:
        """A question asked in the same breath is answered after the datum is taken."""
        if self.tour.offre and self.tour.offre.rpartition("/")[2] in self.catalogue.articles:
            self.messages.append(Message(reponse=f"utter_faq/{self.tour.offre.rpartition('/')[2]}"))

    def nommee(self) -> str | None:
        """The datum that the sentence names: « je me suis trompé de lieu »."""
        texte = plat(self.tour.texte)
        for donnee in self.operation.donnees:
            if donnee.nom in self.etat.donnees and any(
                mot and mot in texte for mot in (plat(donnee.titre), plat(donnee.nom))
            ):
                return donnee.nom
        return None

    async def redemander(self, donnee: Donnee) -> None:
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

    # -- saying

    async def refuser(self, refus: RefusDuMoteur) -> None:
        """The engine refuses the whole operation: a role, an unknown object. Nothing stays half done."""
        texte, boutons = suites.refus(self.catalogue, refus.probleme)
        self.dire(texte, boutons)
        if self.etat.operation is None or not await self.depiler():
            return self.etat.clore()
        try:
            await self.avancer(Recolte())
        except RefusDuMoteur as autre:
            await self.refuser(autre)

    def dire(self, texte: str, boutons: Sequence[mots.Bouton] = ()) -> None:
        self.messages.append(Message(texte=SCEAU.sub("••••", texte), boutons=list(boutons)))
