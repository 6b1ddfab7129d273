"""Refusals: what the engine says when it does not do, why, and what to do next.

A refusal is a class named as a state of affairs, with a stable code, one French sentence, a next step and a source:

    class RdvPasEncorePasse(Refus, code="rdv-pas-encore-passe"):
        message = "Les présences de {rdv} se saisissent à partir du {date}."
        suite = Suite("Je peux vous montrer ce que vous avez à faire.", operation="mes-echeances")
        source = "RIC : onglet « Présences/Absences »"

`raise RdvPasEncorePasse(rdv=…, date=…)` rolls everything back. `.sur("date_heure")` says which datum is at fault, so
that the conversation asks that one again. A refusal that must leave a trace is returned in `Effet.refus`, not raised.
"""

from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Self

from engine.kit.francais import elider
from engine.kit.parametres import parametre

HOTLINE = str(parametre("telephone_hotline"))


@dataclass(frozen=True)
class Suite:
    """What to do next: a sentence and, where there is one, the operation or the article behind its button."""

    titre: str
    operation: str | None = None
    article: str | None = None
    donnees: dict[str, Any] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """The contract's shape, without what is absent."""
        valeurs = {"operation": self.operation, "article": self.article, "donnees": self.donnees}
        return {"titre": self.titre} | {cle: valeur for cle, valeur in valeurs.items() if valeur}


REFUS: dict[str, type["Refus"]] = {}


class Refus(Exception):  # noqa: N818 - a state of affairs of the trade, not a failure of the program
    """Base of every refusal. Status 409 a rule, 403 a role, 404 unknown or not yours, 422 malformed."""

    code: ClassVar[str]
    http_status: int = 409
    message: ClassVar[str]
    suite: ClassVar[Suite]
    source: ClassVar[str]

    def __init_subclass__(cls, *, code: str, status: int | None = None, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if code in REFUS:
            raise ValueError(f"refusal {code} declared twice")
        cls.code = code
        if status is not None:
            cls.http_status = status
        REFUS[code] = cls

    def __init__(self, **faits: Any) -> None:
        self.faits = faits
        self.donnee: str | None = None
        super().__init__(elider(self.message, faits).format(**faits))

    def sur(self, donnee: str) -> Self:
        """The same refusal, saying which datum is at fault."""
        self.donnee = donnee
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return (_rebuild, (self.code, self.faits, self.donnee))

    def as_dict(self) -> dict[str, Any]:
        """Code, sentence, next step and source, as previews and answers carry them."""
        return {
            "code": self.code,
            "message": str(self),
            "suite": replace(self.suite, titre=elider(self.suite.titre, self.faits).format(**self.faits)).as_dict(),
            "source": self.source,
        }


def _rebuild(code: str, faits: dict[str, Any], donnee: str | None) -> Refus:
    refus = REFUS[code](**faits)
    refus.donnee = donnee
    return refus


class OperationInconnue(Refus, code="operation-inconnue", status=404):
    message = "Je ne connais pas l’opération « {operation} »."
    suite = Suite("Demandez-moi ce que je sais faire.")
    source = "Catalogue des opérations"


class OperationAVenir(Refus, code="operation-a-venir"):
    message = "« {libelle} » ne se fait pas encore ici : cette opération se fait dans KAIROS."
    suite = Suite(f"Faites-la dans KAIROS ; la hotline vous accompagne au {HOTLINE}.")
    source = "Catalogue des opérations"


class ConnexionRequise(Refus, code="connexion-requise", status=401):
    message = "Il faut être connecté pour cela."
    suite = Suite("Connectez-vous avec votre compte KAIROS, puis recommencez.")
    source = "Accéder à KAIROS"


class JetonPerime(Refus, code="jeton-perime", status=401):
    message = "Votre connexion a pris fin."
    suite = Suite("Connectez-vous de nouveau, puis recommencez.")
    source = "Accéder à KAIROS"


class DroitInsuffisant(Refus, code="droit-insuffisant", status=403):
    message = "Votre compte ne permet pas de faire cela."
    suite = Suite(
        "Demandez l’accès au responsable gestionnaire des comptes (RGC) de votre organisme.", article="rgc-role"
    )
    source = "Accéder à KAIROS"


class CleDejaUtilisee(Refus, code="cle-deja-utilisee"):
    message = "Cette demande a déjà été enregistrée avec d’autres données."
    suite = Suite("Vérifiez ce qui a été fait, puis recommencez avec une nouvelle demande.")
    source = "Fonctionnement de l’assistant"


class DonneeManquante(Refus, code="donnee-manquante", status=422):
    message = "Il manque : {titre}."
    suite = Suite("Indiquez cette information, puis recommencez.")
    source = "Catalogue des opérations"


class DonneeMalFormee(Refus, code="donnee-mal-formee", status=422):
    message = "Je ne comprends pas cette valeur pour « {titre} »."
    suite = Suite("Indiquez-la autrement.")
    source = "Catalogue des opérations"


class DonneeInconnue(Refus, code="donnee-inconnue", status=422):
    message = "L’opération n’attend pas la donnée « {nom} »."
    suite = Suite("Retirez-la, puis recommencez.")
    source = "Catalogue des opérations"


class DonneesRefusees(Refus, code="donnees-refusees", status=422):
    """Several data at fault: `erreurs` holds (name, refusal) for each."""

    message = "{resume}"
    suite = Suite("Corrigez ces informations, puis recommencez.")
    source = "Catalogue des opérations"

    def __init__(self, erreurs: list[tuple[str, Refus]] | None = None, resume: str = "") -> None:
        self.erreurs = erreurs or []
        super().__init__(resume=resume or " ".join(str(refus) for _, refus in self.erreurs))


class RefusRejoue(Refus, code="refus-rejoue"):
    """A refusal that was recorded, said again word for word to the same idempotency key."""

    message = "{message}"
    suite = Suite("Recommencez avec une nouvelle demande.")
    source = "Fonctionnement de l’assistant"

    def __init__(self, dit: dict[str, Any]) -> None:
        self.dit = {cle: valeur for cle, valeur in dit.items() if cle != "status"}
        self.http_status = dit["status"]
        super().__init__(message=dit["message"])

    def as_dict(self) -> dict[str, Any]:
        return self.dit
