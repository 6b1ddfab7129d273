"""Quotes: made, sent, answered by the job seeker or the employer, then by the adviser."""

from dataclasses import replace

from hypothesis import strategies as st
from hypothesis.stateful import rule

from engine.kit.acteurs import Acteur
from tests.engine.modele.bases import EMPLOYEUR
from tests.engine.modele.inscrire import Inscrire, ou_que_ce_soit, qui_que_ce_soit
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


class Financer(Inscrire):
    def _sans_qualite(self, type: str) -> set[str]:
        return {"aif-sans-referencement-qualite"} if type == "aif" and self.jour > self.t.qualite else set()

    def _semblables(self, un: Candidat, session: Session, type: str) -> list[Devis]:
        return [d for d in self.t.devis if (d.qui, d.session, d.type) == (un, session, type)]

    def _pour_creer(self, un: Candidat, session: Session, type: str) -> set[str]:
        contre = self._sans_qualite(type) | self.recrutement_ferme(session)
        deja = any(d.statut in EN_COURS for d in self._semblables(un, session, type))
        return contre | ({"devis-deja-en-cours"} if deja else set())

    @rule(qui=qui_que_ce_soit, ou=ou_que_ce_soit, type=st.sampled_from(["aif", "aif", "poei"]), juste=st.booleans())
    def creer(self, qui: int, ou: int, type: str, juste: bool) -> None:
        """A draft; it takes the place of those that were refused."""
        session = self.t.sessions[ou]
        un = self.viser(juste, self.a_partir(qui), lambda un: self._pour_creer(un, session, type))
        contre = self._pour_creer(un, session, type)
        donnees = {"type_devis": type, "candidat": un.identifiant, "session": session.numero, "montant": "3200.50"}
        fait = self.faire("creer-devis", contre, heures=210, employeur="Dupré" if type == "poei" else None, **donnees)
        if fait:
            annee = f"DV-{self.jour.year}-"
            rang = 1 + sum(d.numero.startswith(annee) for d in self.t.devis)
            for refuse in self._semblables(un, session, type):
                if refuse.statut in REFUSES:
                    fait.changer(refuse, statut="clos")
            self.t.devis.append(Devis(f"{annee}{rang:04d}", un, session, type))
            fait.changer(self.t.devis[-1], statut="brouillon")

    def _pour_transmettre(self, un: Devis) -> set[str]:
        contre = self._sans_qualite(un.type) | self.recrutement_ferme(un.session)
        return contre | (set() if un.statut == "brouillon" else {"devis-passage-impossible"})

    def _beneficiaire(self, un: Devis) -> str:
        return EMPLOYEUR if un.type == "poei" else un.qui.courriel

    @rule(rang=st.integers(0, 9), juste=st.booleans())
    def transmettre(self, rang: int, juste: bool) -> None:
        if not self.t.devis:
            return
        debut = rang % len(self.t.devis)
        un = self.viser(juste, self.t.devis[debut:] + self.t.devis[:debut], self._pour_transmettre)
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

    @rule(rang=st.integers(0, 9), quoi=st.sampled_from(list(REPONSES)), juste=st.booleans(), autre=st.booleans())
    def repondre_au_devis(self, rang: int, quoi: str, juste: bool, autre: bool) -> None:
        """By the one who must; or by another of the two, who does not know of it."""
        if not self.t.devis:
            return
        debut = rang % len(self.t.devis)
        choix = self.t.devis[debut:] + self.t.devis[:debut]

        def par(un: Devis) -> Acteur:
            if quoi in {"refuser-pe", "valider", "clore"}:
                return CONSEILLERE
            return DUPRE if (un.type == "poei") is not (autre and not juste) else self._compte(un.qui)

        un = self.viser(juste, choix, lambda un: self._pour_repondre_au_devis(un, quoi, par(un)))
        contre = self._pour_repondre_au_devis(un, quoi, par(un))
        prevenus: dict[str, list[str | None]] = {
            "accepter": [AUTEUR, None], "refuser": [AUTEUR], "clore": [],
        }  # fmt: skip
        motif = {"motif": "Trop loin"} if quoi.startswith("refuser") else {}
        operation, boites = f"{quoi.removesuffix('-pe')}-devis", prevenus.get(quoi, [AUTEUR, self._beneficiaire(un)])
        if self.faire(operation, contre, acteur=par(un), prevenus=boites, devis=un.numero, **motif):
            un.statut = REPONSES[quoi][1]

    def _compte(self, qui: Candidat) -> Acteur:
        return replace(LEA, id=f"utilisateur:{qui.identifiant}", demandeur=qui.identifiant)
