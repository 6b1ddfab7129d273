"""Enrolments, the adviser's answers, entries and their corrections, with what the catalogue says of each."""

from collections.abc import Iterable
from datetime import date, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from engine.kit.acteurs import Acteur, Role
from tests.engine.modele.bases import Rang
from tests.engine.modele.faits import Fait
from tests.engine.modele.jumelles import Jumelles, justesse
from tests.engine.modele.tableau import DELAI, ORGANISME, Candidat, Parcours, Session
from tests.engine.toutes import CONSEILLERE

MISSION_LOCALE = Acteur("utilisateur:15", Role.PRESCRIPTEUR, None, "Mission locale de Rouen")
# Nobody of that name in the session; if this person is in another one, its own state may be said first.
INCONNU = {
    "candidat-sans-inscription", "candidat-pas-dans-la-session",
    "pas-en-formation", "parcours-clos", "parcours-deja-fini",
}  # fmt: skip
qui_que_ce_soit, ou_que_ce_soit = st.integers(0, 3), st.sampled_from([0, 0, 0, 1])
JOURS = st.sampled_from([None, -1, 0, 1, 3, 30])
CONSEILLERS = st.sampled_from([CONSEILLERE, MISSION_LOCALE])
POINTAGE = st.lists(st.sampled_from(["present", "absent", ""]), min_size=4, max_size=4)


class Inscrire(Jumelles):
    def _pour_inscrire(self, un: Candidat, session: Session) -> set[str]:
        contre, dernier = self.recrutement_ferme(session), self.t.dernier(un, session)
        if dernier and dernier.vivant:
            contre |= {"deja-inscrit-en-formation"}
        return contre | ({"session-complete"} if self.t.places_libres(session) <= 0 else set())

    @rule(
        qui=qui_que_ce_soit, ou=ou_que_ce_soit, juste=justesse,
        reseau=st.sampled_from([None, "pole_emploi", "mission_locale"]),
    )  # fmt: skip
    def inscrire_en_formation(self, qui: int, ou: int, juste: bool, reseau: str | None) -> None:
        session = self.t.sessions[ou]
        un = self.viser(juste, self.a_partir(qui), lambda un: self._pour_inscrire(un, session))
        parcours = Parcours(len(self.t.parcours), un, session, reseau or "pole_emploi", retenu=False)
        donnees = {"candidat": [un.identifiant], "session": session.numero, "conseiller": reseau or "pole_emploi"}
        contre = self._pour_inscrire(un, session)
        if fait := self.faire("inscrire-en-formation", contre, prevenus=parcours.tous_deux, **donnees):
            self.t.parcours.append(parcours)
            fait.changer(parcours, phase="attendu")
            fait.raisons = lambda: {"conseiller-a-deja-valide"} if parcours.validee else set()

    def _pour_repondre(self, un: Parcours, par: Acteur, non: bool) -> set[str]:
        if par is MISSION_LOCALE and un.reseau != "mission_locale":
            return {"inscription-inconnue"}
        contre = set() if un.vivant else {"inscription-terminee"}
        if un.validee:
            contre |= {"inscription-deja-validee"}
        return contre | (
            {"inscription-passage-impossible"} if non and un.phase in {"abandon", "sorti", "clos"} else set()
        )

    @precondition(lambda self: self.t.parcours)
    @rule(rang=st.integers(0, 9), par=CONSEILLERS, non=st.booleans(), juste=justesse)
    def repondre(self, rang: int, par: Acteur, non: bool, juste: bool) -> None:
        """The adviser validates, or refuses."""
        tous = self.t.parcours[rang % len(self.t.parcours) :] + self.t.parcours
        un = self.viser(juste, tous, lambda un: self._pour_repondre(un, par, non))
        contre, prevenus = self._pour_repondre(un, par, non), [un.qui.courriel, ORGANISME]
        donnees = {"inscription": Rang("inscription", un.rang)} | ({"motif": "Autre projet"} if non else {})
        operation = "refuser-inscription" if non else "valider-inscription"
        if self.faire(operation, contre, acteur=par, prevenus=prevenus, **donnees):
            un.phase, un.validee = ("refuse", un.validee) if non else (un.phase, True)

    def _pour_retirer(self, un: Parcours | None) -> set[str]:
        if un is None:
            return INCONNU
        if not un.vivant:
            return {"inscription-terminee"}
        return set() if un.phase in {"attendu", "absent"} else {"entree-deja-saisie"}

    @rule(qui=qui_que_ce_soit, ou=ou_que_ce_soit, juste=justesse)
    def retirer(self, qui: int, ou: int, juste: bool) -> None:
        session = self.t.sessions[ou]
        qui_donc = self.viser(juste, self.a_partir(qui), lambda un: self._pour_retirer(self.t.dernier(un, session)))
        un = self.t.dernier(qui_donc, session)
        donnees = {"candidat": qui_donc.identifiant, "session": session.numero, "motif": "Désistement"}
        prevenus = un.tous_deux if un else ()
        if (fait := self.faire("retirer-inscription", self._pour_retirer(un), prevenus=prevenus, **donnees)) and un:
            fait.changer(un, phase="retire")
            fait.raisons = lambda: self._pour_inscrire(un.qui, session) - self.recrutement_ferme(session)

    def _pour_ce_jour(self, session: Session, jour: date) -> set[str]:
        """Against an entry on that day, whoever it is."""
        contre = {"entree-avant-le-debut"} if self.jour < session.debut else set()
        if not session.debut <= jour <= session.fin:
            contre |= {"entree-hors-session"}
        return contre | ({"date-entree-a-venir"} if jour > self.jour else set())

    @rule(ou=ou_que_ce_soit, masque=POINTAGE, ecart=JOURS, juste=justesse)
    def entrer(self, ou: int, masque: list[str], ecart: int | None, juste: bool) -> None:
        """Everyone at once; those who cannot are set aside, and it is refused when nobody is left."""
        session = self.t.sessions[ou]
        jours = [session.debut + timedelta(days=un or 0) for un in (ecart, 0)]
        jour = self.viser(juste, jours, lambda un: self._pour_ce_jour(session, un))
        cites = {un: quoi for un, quoi in zip(self.t.candidats, masque, strict=True) if quoi}
        if juste:
            attendus = [un.qui for un in self.t.vivants(session) if un.phase == "attendu"]
            cites = {un: cites.get(un, "present") for un in attendus}
        if not cites:
            return
        siens = {un: self.t.dernier(un, session) for un in cites}
        contre = self._pour_ce_jour(session, jour) | (set() if all(siens.values()) else {"personne-hors-session"})
        faits = [un for un in siens.values() if un and un.phase == "attendu"]
        if not faits:
            contre |= {"aucune-entree-enregistrable", "non-inscrit-n-entre-pas", "deja-entre", "deja-absent-a-l-entree"}
        prevenus = [boite for un in faits if cites[un.qui] == "present" for boite in un.de_l_entree]
        donnees = {
            f"{quoi}s": [self.personne(un) for un in cites if cites[un] == quoi] for quoi in ("present", "absent")
        }
        if ecart is not None or jour != session.debut:
            donnees["date"] = jour
        tardive = self.jour > jour + DELAI and any(cites[un.qui] == "present" for un in faits)
        dit = {"tardive": tardive, "date": jour.isoformat()}
        fait = self.faire("saisir-entrees", contre, prevenus=prevenus, dit=dit, session=session.numero, **donnees)
        if fait is None:
            return
        for un in faits:
            if cites[un.qui] == "present":
                self._present(fait, un, jour, self.jour)
            else:
                fait.changer(un, phase="absent")
        fait.raisons = lambda: self._batie(faits)
        entres = {un: un.de_l_entree for un in faits if un.phase == "entre"}
        fait.reprevenus = lambda: [boite for un, dits in entres.items() for boite in {*dits, *un.de_l_entree}]

    def _present(self, fait: Fait, un: Parcours, jour: date, saisie: date) -> None:
        fait.changer(un, phase="entre", entree=jour)
        fait.changer(un, "suit", saisie=saisie, tardive=saisie > jour + DELAI)

    def _batie(self, faits: Iterable[Parcours]) -> set[str]:
        """Against changing entries on which something was built."""
        contre = {"mois-deja-declare"} if any(un.mois for un in faits) else set()
        if any(self.t.absences_de(un) for un in faits):
            contre |= {"entree-suivie-d-absences"}
        nommes = {un for une in self.t.interruptions if not une.annulee for un in une.nommes}
        return contre | ({"entree-suivie-d-une-interruption"} if nommes & {*faits} else set())

    def _pour_corriger(self, un: Parcours | None, session: Session, present: bool, jour: date | None) -> set[str]:
        jour = jour or (un and un.entree) or session.debut
        contre = self._pour_ce_jour(session, jour) if present else set()
        if un is None:
            return contre | INCONNU
        if not un.vivant:
            return contre | {"non-inscrit-n-entre-pas"}
        if un.phase == "attendu":
            return contre | {"entree-pas-encore-saisie"}
        if un.phase not in {"entre", "absent"}:
            return contre | {"parcours-deja-quitte"}
        pareil = present is (un.phase == "entre") and (not present or un.entree == jour)
        return contre | self._batie([un]) | ({"entree-deja-ainsi"} if pareil else set())

    @rule(qui=qui_que_ce_soit, ou=ou_que_ce_soit, present=st.booleans(), ecart=JOURS, juste=justesse)
    def corriger_entree(self, qui: int, ou: int, present: bool, ecart: int | None, juste: bool) -> None:
        session = self.t.sessions[ou]
        dit = None if ecart is None or not present else session.debut + timedelta(days=ecart)
        derniers = [self.t.dernier(un, session) for un in self.a_partir(qui)]
        un = self.viser(juste, derniers, lambda un: self._pour_corriger(un, session, present, dit))
        contre = self._pour_corriger(un, session, present, dit)
        qui_donc = un.qui if un else self.a_partir(qui)[derniers.index(None)]
        donnees = {"candidat": qui_donc.identifiant, "session": session.numero} | ({"date": dit} if dit else {})
        donnees["present_ou_absent"] = "present" if present else "absent"
        prevenus = un.de_l_entree if un else ()
        fait = self.faire("corriger-entree", contre, prevenus=prevenus, **donnees)
        if fait is None or un is None:
            return
        if present:
            self._present(fait, un, dit or un.entree or session.debut, un.saisie or self.jour)
        else:
            fait.changer(un, phase="absent", entree=None)
            fait.changer(un, "suit", saisie=None, tardive=False)
        fait.raisons = lambda: self._batie([un])
        fait.reprevenus = lambda: {*prevenus, *un.de_l_entree}
