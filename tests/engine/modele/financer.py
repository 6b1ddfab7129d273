"""Quotes: made, sent, answered by the job seeker or the employer, then by the adviser."""

from dataclasses import replace

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from engine.kit.acteurs import Acteur
from tests.engine.modele.bases import EMPLOYEUR
from tests.engine.modele.inscrire import ou_que_ce_soit, qui_que_ce_soit
from tests.engine.modele.jumelles import Jumelles, justesse
from tests.engine.modele.tableau import Candidat, Devis, Session
from tests.engine.toutes import CONSEILLERE, DUPRE, LEA

AUTEUR = "paul@greta.example"
EN_COURS, REFUSES = {"brouillon", "transmis", "accepte", "valide"}, {"refuse", "refuse_pe"}
# operation → statuses from which, status to which; each party answers at its own step
REPONSES = {
    "accepter": ({"transmis"}, "accepte"),
    "refuser": ({"transmis"}, "refuse"),
    "refuser-pe": ({"accepte"}, "refuse_pe"),
    "valider": ({"accepte"}, "valide"),
    "clore": ({"valide", *REFUSES}, "clos"),
}


class Financer(Jumelles):
    def _sans_qualite(self, type: str) -> set[str]:
        return {"aif-sans-referencement-qualite"} if type == "aif" and self.jour > self.t.qualite else set()

    def _semblables(self, un: Candidat, session: Session, type: str) -> list[Devis]:
        return [d for d in self.t.devis if (d.qui, d.session, d.type) == (un, session, type)]

    def _pour_creer(self, un: Candidat, session: Session, type: str) -> set[str]:
        contre = self._sans_qualite(type) | self.recrutement_ferme(session)
        deja = any(d.statut in EN_COURS for d in self._semblables(un, session, type))
        return contre | ({"devis-deja-en-cours"} if deja else set())

    def commencer(self) -> None:
        """A quote at each of the first steps."""
        brouillon, transmis, refuse, accepte = self.t.candidats
        for un, type, dite in (
            (brouillon, "aif", None), (transmis, "poei", ""), (refuse, "aif", "refuser"), (accepte, "aif", "accepter"),
        ):  # fmt: skip
            devis = self._creer(un, self.t.sessions[0], type)
            if devis and dite is not None:
                self._transmettre(devis)
                if dite:
                    self._repondre(devis, dite, self._par(devis, dite))

    @rule(qui=qui_que_ce_soit, ou=ou_que_ce_soit, type=st.sampled_from(["aif", "aif", "poei"]), juste=justesse)
    def creer(self, qui: int, ou: int, type: str, juste: bool) -> None:
        session = self.t.sessions[ou]
        self._creer(
            self.viser(juste, self.a_partir(qui), lambda un: self._pour_creer(un, session, type)), session, type
        )

    def _creer(self, un: Candidat, session: Session, type: str) -> Devis | None:
        """A draft; it takes the place of those that were refused."""
        donnees = {"type_devis": type, "candidat": un.identifiant, "session": session.numero, "montant": "3200.50"}
        donnees |= {"employeur": "Dupré"} if type == "poei" else {}
        fait = self.faire("creer-devis", self._pour_creer(un, session, type), heures=210, **donnees)
        if fait is None:
            return None
        annee = f"DV-{self.jour.year}-"
        rang = 1 + sum(d.numero.startswith(annee) for d in self.t.devis)
        for refuse in self._semblables(un, session, type):
            if refuse.statut in REFUSES:
                fait.changer(refuse, statut="clos")
        self.t.devis.append(Devis(f"{annee}{rang:04d}", un, session, type))
        fait.changer(self.t.devis[-1], statut="brouillon")
        return self.t.devis[-1]

    def _pour_transmettre(self, un: Devis) -> set[str]:
        contre = self._sans_qualite(un.type) | self.recrutement_ferme(un.session)
        return contre | (set() if un.statut == "brouillon" else {"devis-passage-impossible"})

    def _beneficiaire(self, un: Devis) -> str:
        return EMPLOYEUR if un.type == "poei" else un.qui.courriel

    @precondition(lambda self: self.t.devis)
    @rule(rang=st.integers(0, 9), juste=justesse)
    def transmettre(self, rang: int, juste: bool) -> None:
        debut = rang % len(self.t.devis)
        un = self.viser(juste, self.t.devis[debut:] + self.t.devis[:debut], self._pour_transmettre)
        self._transmettre(un)

    def _transmettre(self, un: Devis) -> None:
        contre = self._pour_transmettre(un)
        if fait := self.faire("transmettre-devis", contre, prevenus=[self._beneficiaire(un)], devis=un.numero):
            fait.changer(un, statut="transmis")

    def _pour_repondre_au_devis(self, un: Devis, quoi: str, par: Acteur) -> set[str]:
        if un.statut in {"brouillon", "annule"}:
            return {"devis-inconnu"}  # it never left
        if (par is DUPRE and un.type != "poei") or (
            par.demandeur and (un.type == "poei" or par.demandeur != un.qui.identifiant)
        ):
            return {"devis-inconnu"}
        return set() if un.statut in REPONSES[quoi][0] else {"devis-passage-impossible"}

    def _par(self, un: Devis, dite: str) -> Acteur:
        """Who gives this answer."""
        if dite in {"refuser-pe", "valider", "clore"}:
            return CONSEILLERE
        return DUPRE if un.type == "poei" else self._compte(un.qui)

    @precondition(lambda self: self.t.devis)
    @rule(rang=st.integers(0, 9), quoi=st.integers(0, len(REPONSES) - 1), juste=justesse)
    def repondre_au_devis(self, rang: int, quoi: int, juste: bool) -> None:
        debut, reponses = rang % len(self.t.devis), [*list(REPONSES)[quoi:], *list(REPONSES)[:quoi]]
        choix = [(un, dite) for dite in reponses for un in self.t.devis[debut:] + self.t.devis[:debut]]
        un, dite = self.viser(juste, choix, lambda x: self._pour_repondre_au_devis(*x, self._par(*x)))
        self._repondre(un, dite, self._par(un, dite))

    def _repondre(self, un: Devis, dite: str, qui: Acteur) -> None:
        prevenus: dict[str, list[str | None]] = {"accepter": [AUTEUR, None], "refuser": [AUTEUR], "clore": []}
        motif = {"motif": "Trop loin"} if dite.startswith("refuser") else {}
        operation, boites = f"{dite.removesuffix('-pe')}-devis", prevenus.get(dite, [AUTEUR, self._beneficiaire(un)])
        contre = self._pour_repondre_au_devis(un, dite, qui)
        if self.faire(operation, contre, acteur=qui, prevenus=boites, devis=un.numero, **motif):
            un.statut = REPONSES[dite][1]

    @precondition(lambda self: self.t.devis)
    @rule()
    def hors_de_propos(self) -> None:
        """Whatever is not at its step, or not theirs, is refused."""
        for un in self.t.devis[-4:]:
            for dite in REPONSES:
                qui = self._par(un, dite)
                for autre in (qui,) if qui is CONSEILLERE else (DUPRE, self._compte(un.qui)):
                    if self._pour_repondre_au_devis(un, dite, autre):
                        self._repondre(un, dite, autre)

    def _compte(self, qui: Candidat) -> Acteur:
        return replace(LEA, id=f"utilisateur:{qui.identifiant}", demandeur=qui.identifiant)
