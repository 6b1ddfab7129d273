"""The list of an appointment as a file for a spreadsheet, and an appointment as a file for a calendar.

A cell that starts like a formula is a text: someone's name must not run in the spreadsheet of who opens the list.
"""

import csv
import io
from datetime import UTC, datetime, timedelta

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from engine.recrutement.models import Rdv
from engine.recrutement.statuts import LIBELLES_MODALITE, EtatRdv, Modalite
from engine.recrutement.vues import COLONNES

FORMULE = ("=", "+", "-", "@", "\t", "\r", "\n")
LIGNE_ICS = 75  # octets
Lignes = list[tuple[str, ...]]


def en_texte(cellule: str) -> str:
    """The cell, quoted when a spreadsheet would take it for a formula."""
    return f"'{cellule}" if cellule.lstrip(" ").startswith(FORMULE) or cellule.startswith(FORMULE) else cellule


def en_csv(lignes: Lignes) -> bytes:
    """UTF-8 with its mark and semicolons, as a French spreadsheet opens it."""
    tampon = io.StringIO()
    ecrivain = csv.writer(tampon, delimiter=";", lineterminator="\r\n")
    ecrivain.writerow(COLONNES)
    ecrivain.writerows([en_texte(cellule) for cellule in ligne] for ligne in lignes)
    return tampon.getvalue().encode("utf-8-sig")


def en_xlsx(lignes: Lignes) -> bytes:
    """A workbook of one sheet; every cell is a text, formulas included."""
    classeur = Workbook(write_only=True)
    feuille = classeur.create_sheet("Inscrits")
    feuille.freeze_panes = "A2"
    for rang, ligne in enumerate([COLONNES, *lignes]):
        cellules = []
        for valeur in ligne:
            cellule = WriteOnlyCell(feuille, value=None)
            cellule.value, cellule.data_type = "".join(c for c in valeur if c.isprintable()), "s"
            cellule.font = Font(bold=rang == 0)
            cellules.append(cellule)
        feuille.append(cellules)
    tampon = io.BytesIO()
    classeur.save(tampon)
    return tampon.getvalue()


def en_ics(rdv: Rdv, maintenant: datetime) -> str:
    """One event (RFC 5545), in UTC; cancelled when the appointment was deleted. A range of candidatures is days."""
    formation = rdv.session.formation
    if rdv.modalite is Modalite.CANDIDATURE:
        lendemain = rdv.dernier_jour + timedelta(days=1)
        bornes = [f"DTSTART;VALUE=DATE:{rdv.premier_jour:%Y%m%d}", f"DTEND;VALUE=DATE:{lendemain:%Y%m%d}"]
    else:
        bornes = [f"DTSTART:{_utc(rdv.debut)}", f"DTEND:{_utc(rdv.fin)}"]
    lignes = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//KAIROS//Assistant//FR",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:rdv-{rdv.id}@kairos",
        f"DTSTAMP:{_utc(maintenant)}",
        *bornes,
        f"SUMMARY:{_echapper(f'{_nature(rdv)} : {formation.intitule}')}",
        f"LOCATION:{_echapper(rdv.lieu)}",
        f"DESCRIPTION:{_echapper(f'Session {rdv.session.numero}, {formation.raison_sociale}')}",
        f"STATUS:{'CANCELLED' if rdv.etat is EtatRdv.SUPPRIME else 'CONFIRMED'}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(_plier(ligne) + "\r\n" for ligne in lignes)


def _nature(rdv: Rdv) -> str:
    nature = LIBELLES_MODALITE[rdv.modalite]
    return nature[0].upper() + nature[1:]


def _utc(instant: datetime) -> str:
    return f"{instant.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _echapper(texte: str) -> str:
    for signe in ("\\", ";", ","):
        texte = texte.replace(signe, f"\\{signe}")
    return " ".join(texte.splitlines())


def _plier(ligne: str) -> str:
    """Lines of 75 octets at most, never cut inside a character."""
    plies: list[str] = []
    courante = ""
    for signe in ligne:
        if len((courante + signe).encode()) > LIGNE_ICS - bool(plies):
            plies.append(courante)
            courante = ""
        courante += signe
    return "\r\n ".join([*plies, courante])
