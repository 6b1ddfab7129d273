"""Two routes an operation, execution and preview, with the schema of its Commande."""

import json
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Header, Request
from pydantic import BaseModel

from engine.api.donnees import schema_des_donnees
from engine.api.etat import ActeurCourant, EtatCourant
from engine.api.problemes import REPONSES, SuiteModel
from engine.api.resultats import schema_du_resultat
from engine.kit import door
from engine.kit.acteurs import Role
from engine.kit.catalogue import libelle_de
from engine.kit.operations import OPERATIONS, Operation
from engine.kit.refus import OperationAVenir, OperationInconnue, Refus, Suite


class AvertissementModel(BaseModel):
    code: str
    message: str
    article: str | None = None


class RefusModel(BaseModel):
    code: str
    message: str
    suite: SuiteModel
    source: str
    donnee: str | None = None
    status: int | None = None


class ReponseModel(BaseModel):
    """A receipt, or the answer of a read (`recu` null)."""

    operation: str
    recu: str | None
    message: str
    avertissements: list[AvertissementModel]
    ecartes: list[RefusModel]
    suite: list[SuiteModel]
    resultat: dict[str, Any]
    le: str
    rejoue: bool


class ChoixModel(BaseModel):
    valeur: Any
    titre: str
    indices: dict[str, str]


class ManquanteModel(BaseModel):
    donnee: str
    type: str
    choix: list[ChoixModel]


class ValeurModel(BaseModel):
    valeur: Any
    libelle: str


class ApercuModel(BaseModel):
    """What the operation would do with the data given so far."""

    operation: str
    complet: bool
    donnees: dict[str, ValeurModel]
    refusees: list[RefusModel]
    manquantes: list[ManquanteModel]
    choix: dict[str, list[ChoixModel]]
    refus: RefusModel | None
    recap: str | None
    avertissements: list[AvertissementModel]


class TexteIllisible(Refus, code="texte-illisible", status=422):
    message = "La demande contient des caractères qui n’existent pas."
    suite = Suite("Retapez le texte au lieu de le copier, puis recommencez.")
    source = "Description de l’API"


def _lisibles(donnees: Annotated[dict[str, Any], Body()]) -> dict[str, Any]:
    """The data as sent; half a character can be neither stored nor answered. Raises TexteIllisible."""
    try:
        json.dumps(donnees, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise TexteIllisible from None
    return donnees


Donnees = Annotated[dict[str, Any], Depends(_lisibles)]


def router() -> APIRouter:
    """The routes of every operation that someone may ask for."""
    routes = APIRouter(prefix="/operations", responses=REPONSES)
    for op in OPERATIONS.values():
        if op.roles != {Role.SYSTEME}:
            _add(routes, op)
    for suffixe in ("", "/apercu"):
        routes.add_api_route(f"/{{id}}{suffixe}", _inconnue, methods=["POST"], include_in_schema=False)
    return routes


def _add(routes: APIRouter, op: Operation) -> None:
    schema = schema_des_donnees(op)
    libelle = libelle_de(op.id)

    def executer(
        request: Request,
        donnees: Donnees,
        etat: EtatCourant,
        acteur: ActeurCourant,
        idempotency_key: Annotated[str | None, Header(max_length=200)] = None,
    ) -> dict[str, Any]:
        request.state.operation = op.id
        return door.execute(etat.socle, op.id, donnees, acteur, idempotency_key)

    def apercu(request: Request, donnees: Donnees, etat: EtatCourant, acteur: ActeurCourant) -> dict[str, Any]:
        request.state.operation = op.id
        return door.apercu(etat.socle, op.id, donnees, acteur)

    roles = sorted(role.value for role in Role if role.peut(op.roles))
    qui = f"Rôles\u00a0: {', '.join(roles)}."
    commun: dict[str, Any] = {"methods": ["POST"], "response_model_exclude_unset": True, "tags": ["opérations"]}
    routes.add_api_route(
        f"/{op.id}",
        executer,
        response_model=ReponseModel,
        summary=libelle,
        description=f"{qui} Annulable\u00a0: {op.annulable}." if op.ecrit else f"Lecture. {qui}",
        operation_id=op.id,
        openapi_extra=_body(schema) | _resultat(op) | {"x-roles": roles},
        **commun,
    )
    routes.add_api_route(
        f"/{op.id}/apercu",
        apercu,
        response_model=ApercuModel,
        summary=f"{libelle}\u00a0: aperçu",
        description=f"N’écrit rien ; les données peuvent être partielles. {qui}",
        operation_id=f"{op.id}-apercu",
        openapi_extra=_body(schema | {"required": []}) | {"x-roles": roles},
        **commun,
    )


def _resultat(op: Operation) -> dict[str, Any]:
    """What this operation makes of `resultat`, beside the model that all share."""
    propre = {"properties": {"resultat": schema_du_resultat(op.id)}}
    return {"responses": {"200": {"content": {"application/json": {"schema": propre}}}}}


def _body(schema: dict[str, Any]) -> dict[str, Any]:
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}


def _inconnue(id: str) -> None:
    libelle = libelle_de(id)
    if libelle == id:
        raise OperationInconnue(operation=id[:60])
    raise OperationAVenir(libelle=libelle)
