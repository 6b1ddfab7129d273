"""Months declared and opened again, bilans, planned ends of a path, with what the catalogue says of each."""

from datetime import date, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.engine.comptes import HOTLINE
from tests.engine.modele.a_faire import module_ensuite, ouverture
from tests.engine.modele.bases import Rang
from tests.engine.modele.inscrire import INCONNU, ou_que_ce_soit, qui_que_ce_soit
from tests.engine.modele.jumelles import justesse
from tests.engine.modele.suivre import Suivre
from tests.engine.modele.tableau import ORGANISME, Demande, Parcours, Session, fin_de_mois, mois_entre

RALLONGES = st.sampled_from([-1, 0, 2, 14, 15, 40])
PREAVIS = timedelta(days=15)  # given to the agency before the end of an #Avenir path


class Conclure(Suivre):
    def _pour_declarer(self, session: Session, mois: str) -> set[str]:
        derniere = max([session.fin, *(un.limite for un in self.t.vivants(session))])
        contre = set() if mois in mois_entre(session.debut, derniere) else {"mois-hors-session"}
        if self.jour < ouverture(session, mois):
            contre |= {"assiduite-pas-encore-ouverte"}
        presents = [un for un in self.t.vivants(session) if un.en_formation(mois)]
        if not presents:
            return contre | {"personne-en-formation"}
        reste = any(mois not in un.mois and un.phase != "clos" for un in presents)
        return contre | (set() if reste else {"assiduite-deja-declaree"})

    @rule(ou=ou_que_ce_soit, recul=st.integers(-1, 2), juste=justesse)
    def declarer(self, ou: int, recul: int, juste: bool) -> None:
        """A month, for everyone in training who has not had it declared; closed for good."""
        session = self.t.sessions[ou]
        mois = [f"{self.jour.replace(day=15) - timedelta(days=30 * rang):%Y-%m}" for rang in (recul, 0, 1, 2)]
        self._declarer(session, self.viser(juste, mois, lambda un: self._pour_declarer(session, un)))

    @precondition(lambda self: self.t.parcours)
    @rule(ou=ou_que_ce_soit)
    def declarer_au_plus_tot(self, ou: int) -> None:
        """The minute before the 25th, and the first of it."""
        for saut in ("avant le 25", "le 25"):
            self.aller(saut)
            self._declarer(self.t.sessions[ou], f"{self.jour:%Y-%m}")

    def _declarer(self, session: Session, vise: str) -> None:
        contre = self._pour_declarer(session, vise)
        declares = [un for un in self.t.vivants(session) if un.en_formation(vise) and un.phase != "clos"]
        declares = [un for un in declares if vise not in un.mois]
        dit = {"declares": len(declares), "tardif": self.jour > fin_de_mois(vise)}
        if fait := self.faire("saisir-assiduite-mois", contre, dit=dit, session=session.numero, mois=vise):
            for un in declares:
                un.mois.add(vise)
            fait.raisons = lambda: {"operation-non-annulable"}

    @rule(ou=ou_que_ce_soit, recul=st.integers(0, 2))
    def demander_a_rouvrir(self, ou: int, recul: int) -> None:
        session, mois = self.t.sessions[ou], f"{self.jour.replace(day=15) - timedelta(days=30 * recul):%Y-%m}"
        contre = set() if any(mois in un.mois for un in self.t.vivants(session)) else {"mois-non-declare"}
        attend = ("demandee", session, mois)
        if any((une.statut, une.session, une.mois) == attend for une in self.t.demandes):
            contre |= {"reouverture-deja-demandee"}
        if fait := self.faire("reouvrir-assiduite", contre, session=session.numero, mois=mois, motif="Une absence"):
            une = Demande(len(self.t.demandes), session, mois)
            self.t.demandes.append(une)
            fait.changer(une, statut="demandee")

    @precondition(lambda self: self.t.demandes)
    @rule(rang=st.integers(0, 2), oui=st.booleans())
    def rouvrir(self, rang: int, oui: bool) -> None:
        """The hotline decides, once."""
        une = self.t.demandes[-1 - rang % len(self.t.demandes)]
        contre = set() if une.statut == "demandee" else {"reouverture-deja-decidee"}
        donnees = {"demande": Rang("demande", une.rang)} | ({} if oui else {"reponse": "Rien ne manque"})
        operation = "accorder-reouverture" if oui else "refuser-reouverture"
        if self.faire(operation, contre, acteur=HOTLINE, prevenus=[ORGANISME], **donnees):
            une.statut = "accordee" if oui else "refusee"
            for un in self.t.vivants(une.session) if oui else ():
                un.mois.discard(une.mois)

    def _pour_conclure(self, un: Parcours | None) -> set[str]:
        if un is None or not un.vivant:
            return {"personne-hors-de-la-session"}
        if un.phase == "clos":
            return {"bilan-deja-saisi"}
        contre = self._pas_suivi(un)
        if self.jour <= un.terme:
            contre |= {"formation-pas-finie"}
        if un.statut == "presence_a_regulariser":
            contre |= {"bilan-validation-attendue"}
        return contre | ({"autre-module-ensuite"} if module_ensuite(self.t, un) else set())

    @rule(qui=qui_que_ce_soit, ou=ou_que_ce_soit, juste=justesse)
    def conclure(self, qui: int, ou: int, juste: bool) -> None:
        identifiant, un = self.viser_un(qui, ou, juste, self._pour_conclure)
        personne = next(self.personne(c) for c in self.t.candidats if c.identifiant == identifiant)
        donnees = {"session": self.t.sessions[ou].numero, "obtenue": [personne]}
        prevenus = un.tous_deux if un else ()
        fait = self.faire("saisir-bilan", self._pour_conclure(un), prevenus=prevenus, **donnees)
        if fait and un:
            fait.changer(un, phase="clos")

    def _pour_prolonger(self, un: Parcours | None, fin: date) -> set[str]:
        if un is None:
            return INCONNU | {"pas-un-parcours-avenir"}
        contre = set() if un.session.marche else {"pas-un-parcours-avenir"}
        if un.phase not in {"attendu", "entre"}:
            contre |= {"parcours-deja-fini"}
        if fin < self.jour:
            contre |= {"fin-deja-passee"}
        if fin < (un.entree or un.session.debut):
            contre |= {"periode-a-l-envers"}
        if fin == un.limite:
            contre |= {"fin-deja-ainsi"}
        return contre | self._absente_apres(un, fin)

    def _absente_apres(self, un: Parcours, fin: date) -> set[str]:
        return {"absences-qui-se-chevauchent"} if any(une.fin > fin for une in self.t.absences_de(un)) else set()

    @rule(
        qui=qui_que_ce_soit,
        ou=st.sampled_from([0, 1, 1, 1]),
        ecart=RALLONGES,
        juste=justesse,
    )
    def prolonger(self, qui: int, ou: int, ecart: int, juste: bool) -> None:
        """A new planned end of an #Avenir path, sooner or later."""
        fin = self.jour + timedelta(days=ecart)
        identifiant, un = self.viser_un(qui, ou, juste, lambda un: self._pour_prolonger(un, fin))
        donnees = {"candidat": identifiant, "session": self.t.sessions[ou].numero, "date_fin": fin}
        prevenus = un.tous_deux if un else ()
        contre, dit = self._pour_prolonger(un, fin), {"tardive": self.jour > fin - PREAVIS}
        fait = self.faire("modifier-fin-parcours", contre, prevenus=prevenus, dit=dit, **donnees)
        if fait and un:
            avant = un.limite
            fait.changer(un, fin=fin)
            fait.raisons = lambda: self._pour_rendre_la_fin(un, avant)

    def _pour_rendre_la_fin(self, un: Parcours, fin: date) -> set[str]:
        """Against the planned end being again what it was."""
        parti = set() if un.phase in {"attendu", "entre"} else {"parcours-change-depuis"}
        return parti | self._absente_apres(un, fin)
