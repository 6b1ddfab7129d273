"""Identifiers, by their pattern alone: the engine says whether they exist and whether their check holds."""

from __future__ import annotations

import re

from bot.donnees.texte import Texte

# Other people's numbers: of a bank, of a tax, of a declaration, of the social security.
ETRANGER = re.compile(
    r"\b(?:iban|rib|tva|nda|nir|secu(?:rite sociale)?|(?:declaration|numero|n°) d'activite)\b"
    r"[^\d.;]{0,15}(?:\d[ .]?){9,}"
)
SCEAU = re.compile(r"⟦sceau:[^⟧]*⟧")
COURRIEL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# « karine point vasseur arobase atelier tiret metiers point fr », as a telephone writes what it hears.
_DICTE = r"[a-z0-9_.+-]+(?: (?:point|tiret(?: du (?:bas|six|huit))?|underscore) [a-z0-9_.+-]+)*"
COURRIEL_DICTE = re.compile(rf"(?<![\w.+-])(?P<nom>{_DICTE}) ?(?:\barobase?\b|@) ?(?P<domaine>{_DICTE})")
_SIGNES_DICTES = (
    (re.compile(r" (?:tiret du (?:bas|six|huit)|underscore) "), "_"),
    (re.compile(r" tiret "), "-"),
    (re.compile(r" point "), "."),
)
ADRESSE = re.compile(r"(?:https?://|www\.)\S+")
# Numbers of our own papers (R-2027-000042, DV-2027-0031) and of the law (L6121-5, décret 2019-1386), « 24h/24 »:
# not data here.
REFERENCE = re.compile(
    r"\b[a-z]{1,4}-20\d\d-\d+\b|\b[lrd]\.? ?\d{4}-\d+(?:-\d+)?\b|\b(?:19|20)\d\d-\d{3,5}\b"
    r"|\b24 ?h?(?:eures)? ?(?:/|sur) ?24(?: ?h)?\b|\b7 ?j?(?:ours)? ?(?:/|sur) ?7(?: ?j)?\b"
)
TELEPHONE = re.compile(r"(?<![\d_])(?:\(?(?:\+|00)33\)?[ .-]?(?:\(0\))?[ .-]?|0)[1-9](?:[ .-]?\d\d){4}(?![\da-z])")
TICKET = re.compile(r"(?:\b|(?<=ticket))hk[ _-]?(?:n°? ?)?(\d{3,8})\b|\bticket (?:n[°o]? ?|numero |hk )?(\d{3,6})\b")
SESSION_CARIF = re.compile(r"(?<![a-z])(?:\d\d[_ -])?se ?[_ -]? ?(\d{5,10})(?!\d)")
SESSION_ABREGEE = re.compile(
    r"\b(?:sessions?|numero de session[^\d]{0,20}) ?(?:n[°o]? ?|numero |num )?(0{3,4}\d{6}|\d{5,6})(?![\d/€]| ?euro)"
)
SIRET = re.compile(
    r"(?<![\d_])(?:\d{14}|\d{9}[ .-]\d{5}|\d{3}[ .-]\d{3}[ .-]\d{3}[ .-]?(?:\d{5}|\d{3}[ .-]\d\d"
    r"|\d\d[ .-]\d{3}))(?![\d_])"
)
SIRET_EPELE = re.compile(r"siret\D{0,12}?(\d(?:[ .-]{0,3}\d){13})(?!\d)")
DEMANDEUR_NATIONAL = re.compile(
    r"(?<![\d_])(?:\d{11}|\d{3}[ .]\d{3}[ .]\d{3}[ .]\d\d|\d\d[ .]\d{3}[ .]\d{3}[ .]\d{3})(?![\d_])(?! ?euro| ?€)"
)
DEMANDEUR_EPELE = re.compile(r"(?<![\d_.,])(?:\d ){7}[a-z](?![a-z0-9'_])")
# « 6 654 321 K », grouped as a number is.
DEMANDEUR_GROUPE = re.compile(r"(?<![\d_.,])(?<!\d )\d[ .]\d{3}[ .]\d{3} ?[a-z](?![a-z0-9'_])")
DEMANDEUR = re.compile(r"(?<![\d_])(?:\d{3})?(\d{7})( ?)([a-z])(?![a-z0-9'_])")
DEMANDEUR_CHIFFRES = re.compile(r"(?<![\d_.,])\d{8}(?![\d_])(?! ?euro| ?€|[.,]\d)")
SEPT_CHIFFRES = re.compile(r"(?<![\d_.,])\d{7}(?![\d_]|[a-z](?![a-z])|-\d)(?! ?euro| ?€|[.,]\d)")
AUTRE_NUMERO = re.compile(r"(?<![\d_.,])\d{9,}(?!\d)(?! ?euro| ?€)")
# Words that a lone letter after a number starts more often than it ends an identifier: « 3565575 à Rouen ».
LETTRES_MOTS = frozenset("ay")


def lire(texte: Texte) -> None:
    """Read the identifiers of `texte`, most certain first."""
    for match in texte.chercher(SCEAU):
        texte.ajouter("sceau", texte.tape(*match.span()), match.start(), match.end())
    for match in texte.chercher(COURRIEL):
        texte.ajouter("courriel", texte.tape(*match.span()).lower(), match.start(), match.end())
    for match in texte.chercher(COURRIEL_DICTE):
        _lire_courriel_dicte(texte, match)
    _ecarter(texte, ADRESSE)
    if not any(signe.isdigit() for signe in texte.libre):
        return
    _ecarter(texte, ETRANGER)
    for match in texte.chercher(TICKET):
        texte.ajouter("ticket", f"HK-{match.group(1) or match.group(2)}", match.start(), match.end())
    for match in texte.chercher(SESSION_CARIF):
        texte.ajouter("session", f"SE_{int(match.group(1)):010d}", match.start(), match.end())
    _lire_siret(texte)
    for match in texte.chercher(TELEPHONE):
        texte.ajouter("telephone", "0" + _chiffres(match.group())[-9:], match.start(), match.end())
    _ecarter(texte, REFERENCE)
    _lire_demandeur(texte)
    for match in texte.chercher(SESSION_ABREGEE):
        texte.ajouter("session", f"SE_{int(match.group(1)):010d}", match.start(1), match.end(1))
    for match in texte.chercher(SEPT_CHIFFRES):
        texte.ajouter("session", match.group(), match.start(), match.end())
    _ecarter(texte, AUTRE_NUMERO)


def _lire_courriel_dicte(texte: Texte, match: re.Match[str]) -> None:
    dit = f"{match['nom']}@{match['domaine']}"
    for motif, signe in _SIGNES_DICTES:
        dit = motif.sub(signe, dit)
    if COURRIEL.fullmatch(dit):
        texte.ajouter("courriel", dit, match.start(), match.end())


def _ecarter(texte: Texte, motif: re.Pattern[str]) -> None:
    for match in texte.chercher(motif):
        texte.prendre(match.start(), match.end())


def _lire_siret(texte: Texte) -> None:
    for match in texte.chercher(SIRET_EPELE):
        texte.ajouter("siret", _chiffres(match.group(1)), match.start(1), match.end(1))
    for match in texte.chercher(SIRET):
        texte.ajouter("siret", _chiffres(match.group()), match.start(), match.end())


def _lire_demandeur(texte: Texte) -> None:
    for motif in (DEMANDEUR_EPELE, DEMANDEUR_GROUPE):
        for match in texte.chercher(motif):
            value = re.sub(r"\W", "", match.group()).upper()
            if value[-1].lower() not in LETTRES_MOTS or texte.capitale(match.end() - 1):
                texte.ajouter("demandeur", value, match.start(), match.end())
    for match in texte.chercher(DEMANDEUR):
        if not match.group(2) or _lettre_detachee(texte, match):
            texte.ajouter("demandeur", (match.group(1) + match.group(3)).upper(), match.start(), match.end())
    for match in texte.chercher(DEMANDEUR_NATIONAL):
        texte.ajouter("demandeur", _chiffres(match.group()), match.start(), match.end())
    for match in texte.chercher(DEMANDEUR_CHIFFRES):
        texte.ajouter("demandeur", match.group(), match.start(), match.end())


def _lettre_detachee(texte: Texte, match: re.Match[str]) -> bool:
    """Tell whether a letter after a space belongs to the number: « 1234567 A », not « 3565575 à Rouen »."""
    suite = texte.plat[match.end() : match.end() + 2]
    isolee = not suite or suite[0] in ",.;:)!?" or (suite[0] == " " and suite[1:2] in ("", ","))
    if not texte.brut[texte.place(match.start(3))].isascii():
        return False
    if match.group().strip() == texte.plat.strip():  # the whole answer
        return True
    if texte.capitale(match.start(3)):
        return isolee or match.group(3) not in LETTRES_MOTS
    return isolee and match.group(3) not in LETTRES_MOTS


def _chiffres(texte: str) -> str:
    return "".join(signe for signe in texte if signe.isdigit())
