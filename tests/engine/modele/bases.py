"""One of the two databases: filled, asked, read."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from engine.adhesion_comptes.models import Organisme, Utilisateur
from engine.inscription_entree.statuts import StatutInscription as S
from engine.kit.acteurs import Acteur
from engine.kit.clock import Clock
from engine.kit.db import create_engine
from engine.kit.door import Socle, execute
from engine.kit.refus import DonneesRefusees, Refus
from engine.kit.sceau import Sceau
from tests.engine.comptes import PAUL, peupler
from tests.engine.echeances import tenir
from tests.engine.inscriptions import une_inscription
from tests.engine.modele.a_faire import Ligne, lues
from tests.engine.modele.lecture import Courrier, Vu, lire
from tests.engine.modele.tableau import Candidat, Place, Session, Tableau
from tests.engine.monde import GRETA, inscrire, un_demandeur, un_rdv, une_session
from tests.engine.toutes import DUPRE

EMPLOYEUR = "dupre@entreprise.example"
Arrivee = tuple[int, S] | Place | None  # enrolled in the n-th session at a status, expected on a RIC, or not yet there
_moteur = cache(create_engine)  # statements are compiled once: most of the time went there


@dataclass(frozen=True)
class Rang:
    """The n-th row of a kind, whatever its id is in each database."""

    genre: str
    rang: int


@dataclass
class Base:
    """`rdvs` and `gens` are ids, the same in both."""

    socle: Socle
    courrier: Courrier = field(default_factory=Courrier)
    rdvs: list[int] = field(default_factory=list)
    gens: list[int] = field(default_factory=list)
    vu: Vu = field(default_factory=lambda: Vu({}, {}, []))
    resultat: dict[str, Any] = field(default_factory=dict)  # of the last thing done

    @classmethod
    def a(cls, url: str, clock: Clock) -> "Base":
        """The database at this address."""
        return cls(Socle(_moteur(url), clock, Sceau("secret du modèle")))

    def peupler(self, tableau: Tableau, rics: Sequence[str], arrivees: Sequence[Arrivee]) -> None:
        """The same sessions, RIC and people as in the model, each where they are when it starts."""
        with self.socle.session() as db:
            peupler(db)
            organisme = db.get_one(Organisme, GRETA)
            organisme.reference_qualite, organisme.date_fin_validite = "QUAL-1", tableau.qualite
            sessions = [_session(une) for une in tableau.sessions]
            rdvs = [un_rdv(sessions[0], quand, places=un.places) for un, quand in zip(tableau.rdvs, rics, strict=True)]
            gens = [_demandeur(un) for un in tableau.candidats]
            compte = Utilisateur(
                identifiant="dupre", mot_de_passe="-", nom=DUPRE.nom, courriel=EMPLOYEUR, role=DUPRE.role.value
            )
            db.add_all([*sessions, *rdvs, *gens, compte])
            db.flush()
            self.rdvs, self.gens = [un.id for un in rdvs], [un.id for un in gens]
            for un, arrivee in zip(gens, arrivees, strict=True):
                if isinstance(arrivee, Place):
                    db.add(inscrire(rdvs[arrivee.rdv], un, prescripteur=None))
                elif arrivee is not None:
                    session = sessions[arrivee[0]]
                    une_inscription(db, session, un, arrivee[1], quand=f"{session.debut}T09:00")
            db.commit()

    def demander(self, operation: str, donnees: dict[str, Any], acteur: Acteur, cle: str) -> tuple[str, str, set[str]]:
        """The receipt, what is said, and the codes of a refusal. A second delivery says the same."""
        donnees = {nom: self._resoudre(valeur) for nom, valeur in donnees.items()}
        try:
            recu = execute(self.socle, operation, donnees, acteur, cle)
        except DonneesRefusees as refus:
            return "", str(refus), {un.code for _, un in refus.erreurs}
        except Refus as refus:
            return "", str(refus), {refus.code}
        assert execute(self.socle, operation, donnees, acteur, cle) == recu | {"rejoue": True}
        self.resultat = recu["resultat"]
        return recu["recu"], recu["message"], set()

    def _resoudre(self, valeur: Any) -> Any:
        if isinstance(valeur, Rang):
            return self.vu.ids[valeur.genre][valeur.rang]
        return valeur.isoformat() if isinstance(valeur, date) else valeur

    def tenir(self) -> None:
        """What the engine does by itself at this hour."""
        tenir(self.socle)

    def relever(self) -> Counter[str | None]:
        """Whom the letters planned since the last time are for."""
        with self.socle.session() as db:
            return self.courrier.relever(db)

    def regarder(self) -> Vu:
        """Everything there is to see."""
        with self.socle.session() as db:
            self.vu = lire(db, self.rdvs)
        return self.vu

    def a_faire(self) -> list[Ligne]:
        """The lines of mes-echeances."""
        return lues(execute(self.socle, "mes-echeances", {}, PAUL)["resultat"]["echeances"], self.rdvs)

    def fermer(self) -> None:
        """No connection is kept."""
        self.socle.engine.dispose()


def _session(une: Session) -> Any:
    dates = {"debut": str(une.debut), "fin": str(une.fin), "publiee_le": "2026-06-01T09:00"}
    session = une_session(numero=int(une.numero[3:]), marche_avenir=une.marche, **dates)
    session.places = une.places
    return session


def _demandeur(un: Candidat) -> Any:
    demandeur = un_demandeur("Petit", "Léa", un.identifiant)
    demandeur.courriel = un.courriel
    return demandeur
