"""Registrations on the RIC, transfers, presences and results, with what the catalogue says of each."""

from dataclasses import replace

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.engine.modele.jumelles import Jumelles, justesse
from tests.engine.modele.tableau import BOITES, Candidat, Parcours, Place

qui_que_ce_soit, rics = st.integers(0, 3), st.integers(0, 1)
RESULTATS = {"retenus": "retenu", "non_retenus": "non_retenu", "en_attente": "en_attente"}
# Someone who is not on this appointment: never was, or was and cancelled.
PAS_LA = {
    "personne-non-inscrite",
    "inscription-annulee",
    "rdv-deja-annule",
    "candidat-sans-rdv",
    "resultat-d-un-absent",
}


class Recruter(Jumelles):
    def a_venir(self, rdv: int) -> bool:
        return self.t.rdvs[rdv].debut > self.clock.now()

    def plein(self, rdv: int) -> bool:
        return sum(un.place is not None and un.place.rdv == rdv for un in self.t.candidats) >= self.t.rdvs[rdv].places

    def _pour_venir(self, qui: Candidat, rdv: int) -> set[str]:
        """Against being placed on this appointment."""
        contre = set() if self.a_venir(rdv) else {"rdv-deja-passe"}
        if self.plein(rdv):
            contre |= {"places-epuisees"}
        if qui.place and qui.place.rdv == rdv:
            contre |= {"deja-inscrit"}
        elif qui.place and self.a_venir(qui.place.rdv):
            contre |= {"deja-un-rdv-a-venir"}
        return contre

    @rule(qui=qui_que_ce_soit, rdv=rics, juste=justesse)
    def inscrire(self, qui: int, rdv: int, juste: bool) -> None:
        un = self.viser(juste, self.a_partir(qui), lambda un: self._pour_venir(un, rdv))
        contre = self._pour_venir(un, rdv)
        if un.place and not contre:
            return  # someone may come to a second meeting after a first one: left out of this model
        donnees = {"candidat": [un.identifiant], "rdv": self.rdv(rdv)}
        if fait := self.faire("inscrire-candidat", contre, prevenus=[un.courriel], **donnees):
            fait.changer(un, place=Place(rdv))

    def _pour_se_desister(self, un: Candidat, rdv: int) -> set[str]:
        if un.place is None or un.place.rdv != rdv:
            return PAS_LA
        return set() if un.place.presence == "a_saisir" else {"presence-saisie"}

    @rule(qui=qui_que_ce_soit, rdv=rics, juste=justesse)
    def desister(self, qui: int, rdv: int, juste: bool) -> None:
        un = self.viser(juste, self.a_partir(qui), lambda un: self._pour_se_desister(un, rdv))
        contre = self._pour_se_desister(un, rdv)
        donnees = {"candidat": self.personne(un), "rdv": self.rdv(rdv)}
        if fait := self.faire("annuler-rdv-candidat", contre, prevenus=[un.courriel], **donnees):
            fait.changer(un, place=None)
            fait.raisons = lambda: self._pour_venir(un, rdv)

    def _pour_changer(self, un: Candidat, rdv: int) -> set[str]:
        contre = self._pour_venir(un, rdv) - {"deja-inscrit", "deja-un-rdv-a-venir"}
        if un.place is None:
            return contre | PAS_LA | {"aucun-rdv-a-transferer", "transfert-d-un-rdv-annule"}
        if un.place.presence == "present":
            contre |= {"transfert-d-un-present"}
        return contre | ({"meme-rdv"} if un.place.rdv == rdv else set())

    @rule(qui=qui_que_ce_soit, rdv=rics, juste=justesse)
    def transferer(self, qui: int, rdv: int, juste: bool) -> None:
        un = self.viser(juste, self.a_partir(qui), lambda un: self._pour_changer(un, rdv))
        contre, quitte = self._pour_changer(un, rdv), un.place
        donnees = {"candidat": self.personne(un), "rdv_cible": self.rdv(rdv)}
        if (fait := self.faire("transferer-candidat", contre, prevenus=[un.courriel], **donnees)) and quitte:
            fait.changer(un, place=Place(rdv))
            fait.raisons = lambda: {"places-epuisees"} if self.a_venir(quitte.rdv) and self.plein(quitte.rdv) else set()

    def _pour_noter(self, un: Candidat, rdv: int, presence: str) -> set[str]:
        contre = {"rdv-pas-encore-passe"} if self.a_venir(rdv) else set()
        if un.place is None or un.place.rdv != rdv:
            return contre | PAS_LA
        if un.place.presence == "present":
            return contre | {"presence-deja-saisie"}
        return contre | ({"absence-deja-saisie"} if (un.place.presence, presence) == ("absent", "absent") else set())

    @rule(qui=qui_que_ce_soit, rdv=rics, presence=st.sampled_from(["present", "present", "absent"]), juste=justesse)
    def noter(self, qui: int, rdv: int, presence: str, juste: bool) -> None:
        un = self.viser(juste, self.a_partir(qui), lambda un: self._pour_noter(un, rdv, presence))
        contre = self._pour_noter(un, rdv, presence)
        donnees = {"rdv": self.rdv(rdv), f"{presence}s": [self.personne(un)]}
        if (fait := self.faire("saisir-presences", contre, **donnees)) and un.place:
            fait.changer(un, place=replace(un.place, presence=presence))

    def _pour_decider(self, un: Candidat, rdv: int, resultat: str) -> set[str]:
        contre = {"rdv-pas-encore-passe"} if self.a_venir(rdv) else set()
        if un.place is None or un.place.rdv != rdv or un.place.presence != "present":
            return contre | PAS_LA
        if un.place.resultat in {"retenu", resultat}:
            contre |= {"resultat-deja-saisi"}
        dernier = self.t.dernier(un, self.t.sessions[0])
        if resultat == "retenu" and dernier and dernier.vivant:
            contre |= {"deja-inscrit-en-formation"}
        return contre

    @rule(qui=qui_que_ce_soit, rdv=rics, liste=st.sampled_from(["retenus", "retenus", *RESULTATS]), juste=justesse)
    def decider(self, qui: int, rdv: int, liste: str, juste: bool) -> None:
        """« Retenu » starts the enrolment; undoing it cancels that very enrolment, while the adviser said nothing."""
        resultat = RESULTATS[liste]
        un = self.viser(juste, self.a_partir(qui), lambda un: self._pour_decider(un, rdv, resultat))
        contre = self._pour_decider(un, rdv, resultat)
        prevenus = [BOITES["pole_emploi"], un.courriel] if resultat == "retenu" else []
        donnees = {"rdv": self.rdv(rdv), liste: [self.personne(un)]}
        if (fait := self.faire("saisir-resultats", contre, prevenus=prevenus, **donnees)) and un.place:
            fait.changer(un, place=replace(un.place, resultat=resultat))
            if resultat == "retenu":
                parcours = Parcours(len(self.t.parcours), un, self.t.sessions[0], "pole_emploi", retenu=True)
                self.t.parcours.append(parcours)
                fait.changer(parcours, phase="attendu")
                fait.raisons = lambda: {"conseiller-a-deja-valide"} if parcours.validee else set()
