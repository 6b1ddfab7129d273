"""Absences, departures and interruptions, with what the catalogue says of each."""

from collections.abc import Callable
from datetime import date, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.engine.modele.bases import Rang
from tests.engine.modele.inscrire import INCONNU, ou_que_ce_soit, qui_que_ce_soit
from tests.engine.modele.jumelles import Jumelles, justesse
from tests.engine.modele.tableau import (
    DELAI,
    INTERRUPTION,
    SUIVIES,
    Absence,
    Interruption,
    Parcours,
    Session,
    se_touchent,
)

ecarts = st.sampled_from([-40, -8, -4, -3, -2, -1, 0, 1, 5])
durees = st.sampled_from([-1, 1, 1, 3, 12])

Contre = Callable[[Parcours | None, date], set[str]]


class Suivre(Jumelles):
    def viser_ce_jour(
        self, qui: int, ou: int, ecart: int, juste: bool, contre: Contre
    ) -> tuple[str, Parcours | None, date]:
        """The same with a day, this far from today; another one when it must be `juste` and this one is not."""
        jours = [self.jour + timedelta(days=un) for un in (ecart, -3, -1, 0)]
        choix = [(un, jour) for jour in jours for un in self.a_partir(qui)]
        un, jour = self.viser(juste, choix, lambda x: contre(self.t.dernier(x[0], self.t.sessions[ou]), x[1]))
        return un.identifiant, self.t.dernier(un, self.t.sessions[ou]), jour

    def viser_un(
        self, qui: int, ou: int, juste: bool, contre: Callable[[Parcours | None], set[str]]
    ) -> tuple[str, Parcours | None]:
        """Someone's identifiant and enrolment in a session."""
        gens = self.a_partir(qui)
        un = self.viser(juste, gens, lambda un: contre(self.t.dernier(un, self.t.sessions[ou])))
        return un.identifiant, self.t.dernier(un, self.t.sessions[ou])

    def _pas_suivi(self, un: Parcours | None) -> set[str]:
        if un is None:
            return INCONNU
        if un.phase == "clos":
            return {"parcours-clos"}
        return set() if un.phase in SUIVIES else {"pas-en-formation"}

    def _hors_du_parcours(self, un: Parcours, debut: date, fin: date) -> set[str]:
        contre = {"avant-l-entree"} if un.entree and debut < un.entree else set()
        if un.sortie and fin > un.sortie:
            contre |= {"apres-la-sortie"}
        return contre | ({"apres-la-formation"} if fin > un.limite else set())

    def _absence(self, un: Parcours | None, debut: date, fin: date, sauf: Absence | None = None) -> set[str]:
        """Against being absent on these days, `sauf` being the one that changes."""
        contre = {"periode-a-l-envers"} if fin < debut else set()
        if un is None or self._pas_suivi(un):
            return contre | self._pas_suivi(un)
        contre |= self._hors_du_parcours(un, debut, fin)
        if self.t.fermes(un, debut, fin):
            contre |= {"mois-ferme"}
        autres = [une for une in self.t.absences_de(un) if une is not sauf]
        return contre | (
            {"absences-qui-se-chevauchent"} if any(se_touchent(debut, fin, une) for une in autres) else set()
        )

    @rule(qui=qui_que_ce_soit, ou=ou_que_ce_soit, ecart=ecarts, duree=durees, juste=justesse,
          motif=st.sampled_from(["maladie", "autre"]))  # fmt: skip
    def manquer(self, qui: int, ou: int, ecart: int, duree: int, juste: bool, motif: str) -> None:
        long = timedelta(days=duree - 1)
        identifiant, un, debut = self.viser_ce_jour(
            qui, ou, ecart, juste, lambda un, le: self._absence(un, le, le + long)
        )
        fin = debut + long
        donnees = {"candidat": identifiant, "session": self.t.sessions[ou].numero, "motif": motif}
        contre = self._absence(un, debut, fin)
        dit = {"justifiee": motif == "maladie"}
        if (fait := self.faire("saisir-absence", contre, dit=dit, date_debut=debut, date_fin=fin, **donnees)) and un:
            absence = Absence(len(self.t.absences), un, debut, fin, motif)
            self.t.absences.append(absence)
            fait.changer(absence, retiree=False)
            fait.raisons = lambda: {"mois-ferme"} if self.t.fermes(un, absence.debut, absence.fin) else set()

    def _pour_corriger_absence(self, une: Absence, debut: date, fin: date, motif: str, retirer: bool) -> set[str]:
        contre = self._pas_suivi(une.parcours)
        if une.retiree or contre:
            return contre | {"absence-inconnue", "aucune-absence"}
        if self.t.fermes(une.parcours, une.debut, une.fin):
            contre |= {"mois-ferme"}
        if retirer:
            return contre
        pareille = (debut, fin, motif) == (une.debut, une.fin, une.motif)
        return (
            contre | self._absence(une.parcours, debut, fin, une) | ({"absence-rien-a-corriger"} if pareille else set())
        )

    @precondition(lambda self: self.t.absences)
    @rule(rang=st.integers(0, 5), decale=st.sampled_from([-1, 0, 1]), duree=durees, retirer=st.booleans(),
          motif=st.sampled_from(["maladie", "autre"]))  # fmt: skip
    def corriger_absence(self, rang: int, decale: int, duree: int, retirer: bool, motif: str) -> None:
        une = self.t.absences[-1 - rang % len(self.t.absences)]
        debut = une.debut + timedelta(days=decale)
        fin = debut + timedelta(days=duree - 1)
        contre = self._pour_corriger_absence(une, debut, fin, motif, retirer)
        change = {"suppression": "oui"} if retirer else {"date_debut": debut, "date_fin": fin, "motif": motif}
        donnees = {"candidat": une.parcours.qui.identifiant, "absence": Rang("absence", une.rang)}
        if fait := self.faire("corriger-absence", contre, **donnees, **change):
            avant = (une.debut, une.fin)
            fait.changer(une, **({"retiree": True} if retirer else {"debut": debut, "fin": fin, "motif": motif}))
            fait.raisons = lambda: self._pour_rendre(une, *avant)

    def _pour_rendre(self, une: Absence, debut: date, fin: date) -> set[str]:
        """Against an absence being again as it was: by what it is now, and by what it was."""
        contre = {"mois-ferme"} if self.t.fermes(une.parcours, une.debut, une.fin) else set()
        return contre | self._absence(une.parcours, debut, fin, une)

    def _pour_partir(self, un: Parcours | None, jour: date, abandon: bool) -> set[str]:
        contre = self._pas_suivi(un)
        if un is None or contre:
            return contre
        if un.phase != "entre":
            contre |= {"parcours-deja-fini"}
        if abandon and jour > self.jour:
            contre |= {"abandon-a-venir"}
        return contre | self._hors_du_parcours(un, jour, jour)

    @rule(qui=qui_que_ce_soit, ou=ou_que_ce_soit, ecart=ecarts, abandon=st.booleans(), juste=justesse)
    def partir(self, qui: int, ou: int, ecart: int, abandon: bool, juste: bool) -> None:
        """An abandon or an exit; absences written beyond it stop there, and come back with it."""
        identifiant, un, jour = self.viser_ce_jour(
            qui, ou, ecart, juste, lambda un, le: self._pour_partir(un, le, abandon)
        )
        donnees = {"candidat": identifiant, "session": self.t.sessions[ou].numero, "date": jour}
        donnees["motif"] = "raison de santé" if abandon else "emploi"
        contre = self._pour_partir(un, jour, abandon)
        prevenus = un.tous_deux if un else ()
        operation, dit = "saisir-abandon" if abandon else "saisir-sortie", {"tardive": self.jour > jour + DELAI}
        fait = self.faire(operation, contre, prevenus=prevenus, dit=dit, **donnees)
        if fait and un:
            fait.changer(un, phase="abandon" if abandon else "sorti", sortie=jour)
            for une in self.t.absences_de(un):
                if une.debut > jour:
                    fait.changer(une, "souple", retiree=True)
                elif une.fin > jour:
                    fait.changer(une, "souple", fin=jour)

    def _pour_interrompre(self, session: Session, debut: date, fin: date, nomme: Parcours | None) -> set[str]:
        contre = {"interruption-trop-courte"} if (fin - debut).days + 1 < INTERRUPTION else set()
        vivants = self.t.vivants(session)
        if debut < session.debut or fin > max([session.fin, *(un.limite for un in vivants)]):
            contre |= {"interruption-hors-session"}
        concernes = [nomme] if nomme else self._concernes(session, debut)
        if any(self.t.fermes(un, debut, fin) for un in concernes):
            contre |= {"mois-ferme"}
        autres = [une for une in self.t.interruptions if une.session is session and not une.annulee]
        if any(se_touchent(debut, fin, une) and (nomme is None or une.concerne(nomme)) for une in autres):
            contre |= {"interruptions-qui-se-chevauchent"}
        return contre | (self._pour_nommer(nomme, debut, fin) if nomme else set())

    def _pour_nommer(self, un: Parcours, debut: date, fin: date) -> set[str]:
        """What is said of named people has begun, during their training."""
        contre = {"interruption-a-venir-pour-une-personne"} if debut > self.jour else set()
        if not un.vivant:
            return contre | {"candidat-pas-dans-la-session"}
        contre |= self._pas_suivi(un) or (set() if un.phase == "entre" else {"parcours-deja-fini"})
        return contre | self._hors_du_parcours(un, debut, fin)

    def _concernes(self, session: Session, debut: date) -> list[Parcours]:
        """Those whose training an interruption of the session breaks."""
        suivis = [un for un in self.t.vivants(session) if un.phase in SUIVIES]
        return [un for un in suivis if un.sortie is None or un.sortie >= debut]

    @precondition(lambda self: self.t.parcours)
    @rule(ou=ou_que_ce_soit, ecart=st.sampled_from([-20, -4, -3, 0, 3, 20]), jours=st.sampled_from([15, 16, 16, 17]),
          nomme=st.sampled_from([None, None, 0, 1, 2, 3]))  # fmt: skip
    def interrompre(self, ou: int, ecart: int, jours: int, nomme: int | None) -> None:
        """15 days are nothing to declare, 16 are; for the session, or for someone in it."""
        session, debut = self.t.sessions[ou], self.jour + timedelta(days=ecart)
        fin = debut + timedelta(days=jours - 1)
        un = None if nomme is None else self.t.dernier(self.t.candidats[nomme], session)
        contre = self._pour_interrompre(session, debut, fin, un)
        concernes = [un] if un else self._concernes(session, debut)
        prevenus = [boite for un in concernes for boite in un.tous_deux]
        donnees = {"session": session.numero, "date_debut": debut, "date_fin": fin}
        donnees |= {"candidats": [un.qui.identifiant]} if un else {}
        dit = {"tardive": un is not None and self.jour > debut + DELAI}
        if fait := self.faire("saisir-interruption", contre, prevenus=prevenus, dit=dit, **donnees):
            une = Interruption(session, debut, fin, (un,) if un else ())
            self.t.interruptions.append(une)
            fait.changer(une, annulee=False)
            fait.raisons = lambda: self._declaree(une)
            fait.reprevenus = lambda: [boite for un in concernes if un.vivant for boite in un.tous_deux]

    def _declaree(self, une: Interruption) -> set[str]:
        """Whether a declared month of someone holds this interruption."""
        concernes = [un for un in self.t.vivants(une.session) if une.concerne(un)]
        return {"mois-ferme"} if any(self.t.fermes(un, une.debut, une.fin) for un in concernes) else set()
