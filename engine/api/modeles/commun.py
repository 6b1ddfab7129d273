"""What every answer shares: days and instants as text, amounts exact to the cent."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Jour = Annotated[str, Field(json_schema_extra={"format": "date"}, examples=["2027-03-01"])]
Instant = Annotated[str, Field(json_schema_extra={"format": "date-time"}, examples=["2027-01-12T13:00:00Z"])]
Mois = Annotated[str, Field(pattern=r"^\d{4}-\d{2}$", examples=["2027-03"])]
NumeroSession = Annotated[str, Field(description="Ce que prennent les données « session »", examples=["SE_0000160070"])]
Identifiant = Annotated[
    str,
    Field(
        description="Numéro du demandeur d’emploi\u00a0: ce que prennent les données « candidat »",
        examples=["1234567A"],
    ),
]
PersonneId = Annotated[
    int,
    Field(description="La personne, chez cet organisme\u00a0: ce que prennent « presents », « absents », « retenus »…"),
]
RdvId = Annotated[int, Field(description="Ce que prennent les données « rdv »", examples=[12])]
InscriptionId = Annotated[int, Field(description="Ce que prennent valider-inscription et refuser-inscription")]


class Lu(BaseModel):
    """An answer of a read. What a family adds to it is passed on; a test asks that it be declared here too."""

    model_config = ConfigDict(extra="allow")
