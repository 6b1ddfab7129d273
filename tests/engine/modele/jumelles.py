"""Two databases in step beside the model: what every machine can do (act, undo, wait, restart) and must always show."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, ClassVar, TypeVar
from uuid import uuid4

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from engine.inscription_entree.statuts import StatutInscription as S
from engine.kit.acteurs import SYSTEME, Acteur
from engine.kit.clock import PARIS, StoppedClock, a_paris
from tests.engine.comptes import PAUL
from tests.engine.modele.a_faire import OUVERTURE, attendues, mois_dus
from tests.engine.modele.bases import Arrivee, Base
from tests.engine.modele.faits import Destinataires, Fait
from tests.engine.modele.tableau import ORGANISME, SUIVIES, Candidat, Parcours, Place, Rdv, Session, Tableau
from tests.engine.monde import le

ANNULER = "annuler-derniere-operation"
SAUTS = ["1 h", "1 j", "1 j", "3 j", "3 j", "4 j", "16 j", "début", "avant le 25", "le 25", "fin", "après"]
T = TypeVar("T")
justesse = st.sampled_from([True, True, True, False])


class Jumelles(RuleBasedStateMachine):
    """Four people, two sessions, the gestionnaire, the clock; subclasses say when it starts and who stands where."""

    adresses: ClassVar[Iterator[list[str]]]
    comptes: ClassVar[Counter[str]]  # what was done and refused in all
    DEPART: ClassVar[str]
    SESSIONS: ClassVar[tuple[Session, ...]]
    ARRIVEES: ClassVar[tuple[Arrivee, ...]]
    RICS: ClassVar[tuple[str, ...]] = ()

    def __init__(self) -> None:
        super().__init__()
        self.clock = StoppedClock(self.DEPART)
        self.faits: list[Fait] = []
        self.effets: Counter[tuple[str, str]] = Counter()
        self.campagnes: set[str] = set()
        self.change = True  # since it was last looked at
        self.rien = False  # nothing was to be undone, and it was asked
        rdvs = [Rdv(rang, le(quand), places=2) for rang, quand in enumerate(self.RICS)]
        gens = [Candidat(f"794260{rang}Z") for rang in range(4)]
        self.t = Tableau(list(self.SESSIONS), rdvs, gens, qualite=date(2027, 4, 30))
        self.bases = [Base.a(url, self.clock) for url in next(self.adresses)]

    @property
    def jour(self) -> date:
        return a_paris(self.clock.now()).date()

    @initialize(tirage=st.lists(st.integers(0, 11), min_size=4, max_size=4))
    def arriver(self, tirage: list[int]) -> None:
        """Each person where chance puts them."""
        arrivees = [self.ARRIVEES[un % len(self.ARRIVEES)] for un in tirage]
        for base in self.bases:
            base.peupler(self.t, self.RICS, arrivees)
        for qui, arrivee in zip(self.t.candidats, arrivees, strict=True):
            if isinstance(arrivee, Place):
                qui.place = arrivee
            elif arrivee is not None:
                self.t.parcours.append(self._parcours(qui, *arrivee))
        self._tour(self.clock.now() - timedelta(days=31))
        self.commencer()

    def commencer(self) -> None:
        """What is done before chance takes over."""

    def _parcours(self, qui: Candidat, rang: int, statut: S) -> Parcours:
        session = self.t.sessions[rang]
        un = Parcours(len(self.t.parcours), qui, session, "mission_locale", retenu=statut is not S.A_VALIDER)
        un.validee = statut in {S.INSCRIT, S.EN_FORMATION, S.ABSENT}
        un.phase = {S.EN_FORMATION: "entre", S.A_REGULARISER: "entre", S.ABSENT: "absent"}.get(statut, "attendu")
        un.entree = un.saisie = session.debut if un.phase == "entre" else None
        return un

    def recrutement_ferme(self, session: Session) -> set[str]:
        """Against recruiting in a session now."""
        contre = {"session-terminee"} if self.jour > session.fin else set()
        return contre | ({"marche-avenir-passe"} if session.marche and session.marche < self.jour.year else set())

    def viser(self, juste: bool, choix: Sequence[T], raisons: Callable[[T], set[str]]) -> T:
        """The first of these, or, when it must be `juste`, the first for which the model sees no objection."""
        possibles = [un for un in choix if not raisons(un)] if juste else []
        return (possibles or choix)[0]

    def a_partir(self, qui: int) -> list[Candidat]:
        """Everyone, beginning with this one."""
        return [*self.t.candidats[qui:], *self.t.candidats[:qui]]

    def personne(self, qui: Candidat) -> int:
        """Their id."""
        return self.bases[0].gens[self.t.candidats.index(qui)]

    def rdv(self, rang: int) -> int:
        """The id of a RIC."""
        return self.bases[0].rdvs[rang]

    def faire(
        self,
        operation: str,
        contre: set[str],
        /,
        acteur: Acteur = PAUL,
        prevenus: Destinataires = (),
        dit: dict[str, Any] | None = None,
        **donnees: Any,
    ) -> Fait | None:
        """On both: one answer; done, and these told, when nothing is against it, refused for one of the reasons.

        `dit` is in the result.
        """
        cle = uuid4().hex
        dits = [base.demander(operation, donnees, acteur, cle) for base in self.bases]
        assert dits[0] == dits[1], "two histories"
        recu, message, codes = dits[0]
        fait = f"{operation} {donnees} le {a_paris(self.clock.now()):%Y-%m-%dT%H:%M}: {message} {codes}"
        assert bool(codes) is bool(contre), f"{fait}; the model: {contre or 'nothing against it'}"
        assert codes <= contre, f"{fait}; the model: {contre}"
        self.comptes[f"{operation} refusé" if codes else operation] += 1
        attendus: Counter[str | None] = Counter() if codes else Counter(prevenus)
        assert (lus := self._relever()) == attendus, f"{fait}; told {lus}, the model: {attendus}"
        if codes:
            return None
        for base in self.bases:
            assert base.resultat | (dit or {}) == base.resultat, f"{fait}; {base.resultat}, the model: {dit}"
        self.change = True
        self.effets[acteur.id, operation] += 1
        if acteur is not PAUL or operation == ANNULER:
            return Fait(operation, recu, attendus)
        self.faits.append(Fait(operation, recu, attendus))
        return self.faits[-1]

    def _relever(self) -> Counter[str | None]:
        """Whom the new letters are for, the same letters in both."""
        une, autre = (base.relever() for base in self.bases)
        assert self.bases[0].courrier.nouveaux == self.bases[1].courrier.nouveaux
        assert une == autre
        return une

    @precondition(lambda self: not self.faits and not self.rien)
    @rule()
    def annuler_rien(self) -> None:
        self.rien = True
        self.faire(ANNULER, {"rien-a-annuler"})

    @precondition(lambda self: self.faits)
    @rule(rang=st.integers(0, 5))
    def annuler(self, rang: int) -> None:
        """The last thing done that stands, or one of the last by its receipt."""
        debout = [un for un in self.faits if not un.defait]
        if not rang and not debout:
            return self.annuler_rien()
        fait = self.faits[-rang:][0] if rang else debout[-1]
        contre = fait.contre()
        prevenus = () if contre else fait.reprevenus() if fait.reprevenus else fait.prevenus.elements()
        dit = {"annule": fait.recu, "operation": fait.operation}
        if self.faire(ANNULER, contre, prevenus=prevenus, dit=dit, **({"operation": fait.recu} if rang else {})):
            self.comptes[f"{fait.operation} annulé"] += 1
            fait.defaire()

    @rule(saut=st.sampled_from(SAUTS), redemarre=st.booleans())
    def attendre(self, saut: str, redemarre: bool) -> None:
        for base in self.bases if redemarre else ():
            base.fermer()
        self.aller(saut)

    def aller(self, saut: str) -> None:
        """It is that time, and the engine has done what it does by itself."""
        avant = self.clock.now()
        self.clock.advance(seconds=max(0.0, (self._vise(saut) - avant).total_seconds()))
        self._tour(avant)

    def _tour(self, avant: datetime) -> None:
        """What the engine does by itself once it is that late: quotes closed, the month announced."""
        self.change = True
        for base in self.bases:
            base.tenir()
        for un in self.t.devis:
            if un.statut == "valide" and un.session.fin < self.jour:
                un.statut = "clos"
                self.effets[SYSTEME.id, "clore-devis"] += 1
        lettres = list(self._lettres_de_campagne(avant))
        self._relever()
        du_mois = [un for un in self.bases[0].courrier.nouveaux if un[0] == "assiduite/mois_a_declarer"]
        assert [un[1] for un in du_mois] == lettres, f"{du_mois}; the model: {lettres}"

    def _vise(self, saut: str) -> datetime:
        """The instant waited for."""
        maintenant, session = self.clock.now(), self.t.sessions[0]
        nombre, _, unite = saut.partition(" ")
        if nombre.isdigit():
            return maintenant + timedelta(**{"hours" if unite == "h" else "days": int(nombre)})
        le_25 = next(un for un in _les_25(self.jour) if un > maintenant)
        return {
            "début": _a(session.debut, 9), "avant le 25": le_25 - timedelta(minutes=1), "le 25": le_25,
            "fin": _a(session.fin, 9), "après": _a(session.fin + timedelta(days=1)),
        }[saut]  # fmt: skip

    def _lettres_de_campagne(self, avant: datetime) -> Iterator[str]:
        """One to the organisme for each 25th that came and was not announced, while a month is to be declared.

        Those that came: the one that was awaited, and the last one, were it missed.
        """
        maintenant = self.clock.now()
        venus = [un for un in _les_25(a_paris(avant).date()) if avant < un <= maintenant][:1]
        venus += [un for un in _les_25(self.jour) if un <= maintenant][-1:]
        for un in dict.fromkeys(venus):
            mois = f"{a_paris(un):%Y-%m}"
            suivis = any(p.phase in SUIVIES for p in self.t.parcours)
            if mois not in self.campagnes and suivis and any(mois_dus(self.t, s, self.jour) for s in self.t.sessions):
                yield ORGANISME
            self.campagnes.add(mois)

    @invariant()
    def une_seule_histoire(self) -> None:
        """Both show what the model foresees, and nothing else: states, journal, receipts, things to do."""
        for base in self.bases:
            vue = base.regarder().vue
            for quoi, attendu in self.t.vue().items():
                assert vue[quoi] == attendu, f"{quoi}: {vue[quoi]}; the model: {attendu}"
        if self.change:
            a_faire = attendues(self.t, self.clock.now())
            for base in self.bases:
                assert (dit := base.a_faire()) == a_faire, f"{dit}; the model: {a_faire}"
        self.change = False
        histoire = self.bases[0].vu.histoire
        assert histoire == self.bases[1].vu.histoire
        comptes = Counter((acteur, operation) for _, _, acteur, operation in histoire)
        des_gens = {cle: nombre for cle, nombre in comptes.items() if cle in self.effets or cle[0] != SYSTEME.id}
        assert des_gens == dict(self.effets), f"{des_gens}; the model: {self.effets}"
        suites: dict[str, list[int]] = {}
        for _, recu, _, _ in histoire:
            lu = re.fullmatch(r"R-(\d{4})-(\d{6})", recu)
            assert lu
            suites.setdefault(lu[1], []).append(int(lu[2]))
        for suite in suites.values():
            assert suite == list(range(1, len(suite) + 1)), "receipts with a gap"

    def teardown(self) -> None:
        for base in self.bases:
            base.fermer()


def _a(jour: date, heure: int = 0) -> datetime:
    """That hour of Paris, in UTC."""
    return datetime.combine(jour, time(heure), PARIS).astimezone(UTC)


def _les_25(jour: date) -> list[datetime]:
    """Midnight on the 25th of the month before, of this one and of the next."""
    premier = jour.replace(day=1)
    mois = (premier - timedelta(days=1), premier, premier + timedelta(days=31))
    return [_a(un.replace(day=OUVERTURE)) for un in mois]
