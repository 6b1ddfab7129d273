"""The PDF of an attestation: tagged and accessible (PDF/UA-1), made from what was frozen when it was issued."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import jinja2
import typst

from engine.inscription_entree.models import Attestation
from engine.inscription_entree.refus import AttestationRevoquee, AttestationSansPersonne
from engine.inscription_entree.statuts import TypeAttestation
from engine.kit.clock import a_paris
from engine.kit.francais import INSECABLE, dire_date

MODELES = Path(__file__).parent / "modeles"
_pages = jinja2.Environment(loader=jinja2.FileSystemLoader(MODELES), autoescape=True, undefined=jinja2.StrictUndefined)

TITRES = {
    TypeAttestation.AIS: "Attestation d’inscription en stage (AIS)",
    TypeAttestation.AES: "Attestation d’entrée en stage (AES)",
    TypeAttestation.CERTIFICAT: "Certificat d’inscription en formation",
}
INTRODUCTIONS = {
    TypeAttestation.AIS: "L’organisme de formation atteste avoir retenu la personne désignée ci-dessous "
    "pour l’action de formation suivante.",
    TypeAttestation.AES: "L’organisme de formation atteste que la personne désignée ci-dessous "
    "est réellement entrée dans l’action de formation suivante.",
    TypeAttestation.CERTIFICAT: "L’organisme de formation certifie que la personne désignée ci-dessous "
    "a une inscription dans l’action de formation suivante.",
}
CONCLUSIONS = {
    TypeAttestation.AIS: "Cette attestation est produite automatiquement dès que le candidat est retenu. "
    "Elle ne dit pas que la formation a commencé.",
    TypeAttestation.AES: "Cette attestation vaut déclaration de l’entrée effective en formation.",
    TypeAttestation.CERTIFICAT: "Ce certificat est remis à la personne pour faire valoir ce que de droit.",
}


def rendre(attestation: Attestation) -> bytes:
    """The PDF, ready to print. Raises AttestationRevoquee, AttestationSansPersonne.

    About 0.1 s: never inside a transaction that writes.
    """
    if attestation.revoquee_le is not None:
        raise AttestationRevoquee(
            numero=attestation.numero,
            date=dire_date(a_paris(attestation.revoquee_le).date()),
            motif=attestation.motif_revocation,
        )
    if attestation.inscription.demandeur.efface_le is not None:
        raise AttestationSansPersonne(numero=attestation.numero)
    type, faits = attestation.type, attestation.faits
    emise_le = a_paris(attestation.emise_le)
    document = {
        "titre": TITRES[type],
        "numero": attestation.numero,
        "code": attestation.code,
        "adresse": f"/attestations?code={attestation.code}",
        "organisme": faits["organisme"],
        "siret": faits["siret"],
        "emise_le": dire_date(emise_le.date()),
        "introduction": INTRODUCTIONS[type],
        "titre_personne": "La personne et la formation",
        "lignes": _lignes(attestation),
        "conclusion": CONCLUSIONS[type],
    }
    pdf = typst.compile(
        (MODELES / "attestation.typ").read_bytes(),
        sys_inputs={"document": json.dumps(document, ensure_ascii=False)},
        pdf_standards=["ua-1"],
        timestamp=int(emise_le.timestamp()),
    )
    assert isinstance(pdf, bytes)
    return pdf


def _lignes(attestation: Attestation) -> list[tuple[str, str]]:
    demandeur, faits = attestation.inscription.demandeur, attestation.faits
    lignes = [
        ("Nom et prénom", demandeur.designation if demandeur.nom else ""),
        ("Identifiant", demandeur.identifiant),
        ("Formation", faits["intitule"]),
        ("Session", faits["session"]),
        ("Lieu", faits["lieu"]),
        ("Début", _jour(faits["debut"])),
        ("Fin", _jour(faits["fin"])),
    ]
    if attestation.type is TypeAttestation.AES:
        lignes.append(("Entrée effective", _jour(faits["entree_le"])))
    else:
        lignes.append(("Statut de l’inscription", faits["statut"]))
    return [(f"{titre}{INSECABLE}:", valeur) for titre, valeur in lignes if valeur]


def _jour(iso: str | None) -> str:
    return dire_date(date.fromisoformat(iso)) if iso else ""


def page_de_verification(lu: dict[str, Any] | None) -> str:
    """The check as a page for people, from what `attestations.verifier` tells; None: no such document."""
    dates = {
        nom: dire_date(a_paris(datetime.fromisoformat(lu[nom])).date()) if lu and lu[nom] else ""
        for nom in ("emise_le", "revoquee_le")
    }
    return _pages.get_template("verification.html").render(lu=lu, **dates)
