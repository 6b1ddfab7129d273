"""Reads LHEO, the exchange format of the CARIF-OREF, versions 2.2 and 2.3, one formation at a time.

Tolerant of what real files hold (unknown elements, unknown dates, months without a day), strict on what sessions
hang on: SIRET, numbers, dates in order. What cannot be read is told, with its reason; the rest goes on.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from lxml import etree

from engine.kit.identifiers import FormeSession, NumeroSessionIncorrect, lire_session, siret_est_correct
from engine.offre.refus import TROP_GRAND, FichierLheoIllisible
from engine.offre.statuts import EtatFiche, EtatRecrutement

ESPACES = ("http://www.lheo.org/2.2", "http://lheo.gouv.fr/2.3")
RECRUTEMENTS = {"1": EtatRecrutement.OUVERT, "2": EtatRecrutement.FERME, "3": EtatRecrutement.SUSPENDU}
FICHES = {"saisie": EtatFiche.EN_SAISIE, "diffusee": EtatFiche.PUBLIEE, "archivee": EtatFiche.ARCHIVEE}


@dataclass(frozen=True, slots=True)
class SessionLue:
    """A session as the file tells it; dates are None when the file says they are unknown."""

    ligne: int
    numero: str
    numero_interne: str | None
    debut: date | None
    fin: date | None
    lieu: str
    places: int | None
    siret_dispensateur: str
    etat: EtatFiche
    etat_recrutement: EtatRecrutement
    dispositif: str | None
    annee_marche: int | None
    brique: int | None
    siret_mandataire: str | None


@dataclass(frozen=True, slots=True)
class Rejet:
    """What was left out, where (line of the file), and why."""

    ligne: int
    numero: str
    raison: str


@dataclass(frozen=True, slots=True)
class FormationLue:
    numero: str
    intitule: str
    siret_responsable: str
    raison_sociale: str
    sessions: tuple[SessionLue, ...]
    rejets: tuple[Rejet, ...]
    # Every session number the file gives, rejected ones too: these are not gone from the CARIF-OREF.
    citees: frozenset[str]


class _RejetError(ValueError):
    """A value that cannot be read; becomes the reason of a `Rejet`."""


class _Borne:
    """A reader that refuses to give more than so many bytes."""

    def __init__(self, source: BinaryIO, octets_max: int) -> None:
        self._source, self._reste = source, octets_max

    def read(self, taille: int = -1) -> bytes:
        bloc = self._source.read(taille if taille > 0 else 65536)
        self._reste -= len(bloc)
        if self._reste < 0:
            raise FichierLheoIllisible(raison=TROP_GRAND)
        return bloc


def lire(source: BinaryIO, octets_max: int) -> Iterator[FormationLue | Rejet]:
    """Yields the formations of a file, or a `Rejet` for one that cannot be used; raises FichierLheoIllisible."""
    contexte = etree.iterparse(
        _Borne(source, octets_max),
        events=("start", "end"),
        tag=("{*}lheo", "{*}formation"),
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    espace: str | None = None
    try:
        for evenement, element in contexte:
            if espace is None:
                espace = _verifier_racine(element)
            if evenement == "end" and etree.QName(element).localname == "formation":
                yield _formation(element, f"{{{espace}}}")
                element.clear()
                _oublier_les_precedentes(element)
    except etree.XMLSyntaxError as erreur:
        raison = f"Ce n’est pas du XML bien formé (ligne {erreur.lineno}). Rien n’a été importé."
        raise FichierLheoIllisible(raison=raison) from None
    if espace is None:
        raise FichierLheoIllisible(raison="Ce n’est pas un fichier LHEO 2.2 ou 2.3 : l’élément « lheo » n’y est pas.")


def _oublier_les_precedentes(element: etree._Element) -> None:
    parent = element.getparent()
    while parent is not None and parent[0] is not element:
        del parent[0]


def _verifier_racine(element: etree._Element) -> str:
    """The namespace of the file; refuses another root, another format, and any declared entity."""
    arbre = element.getroottree()
    dtd = arbre.docinfo.internalDTD
    if dtd is not None and next(dtd.iterentities(), None) is not None:
        raise FichierLheoIllisible(raison="Le fichier déclare des entités XML : par sécurité, il n’est pas lu.")
    nom = etree.QName(arbre.getroot())
    if nom.localname != "lheo" or nom.namespace not in ESPACES:
        raise FichierLheoIllisible(raison="Ce n’est pas un fichier LHEO 2.2 ou 2.3 : l’élément « lheo » n’y est pas.")
    return str(nom.namespace)


def _formation(formation: etree._Element, ns: str) -> FormationLue | Rejet:
    numero = (formation.get("numero") or "").strip()
    if not numero:
        return Rejet(formation.sourceline or 0, "", "la formation n’a pas de numéro")
    responsable = f"{ns}organisme-formation-responsable"
    try:
        siret = _siret(formation.findtext(f"{responsable}/{ns}SIRET-organisme-formation/{ns}SIRET"), "responsable")
    except _RejetError as raison:
        return Rejet(formation.sourceline or 0, numero, str(raison))
    sessions, rejets, citees = [], [], set()
    for action in formation.iterfind(f"{ns}action"):
        for session in action.iterfind(f"{ns}session"):
            nom = (session.get("numero") or "").strip()
            try:
                canonique = _numero(nom)
                if canonique in citees:
                    raise _RejetError("ce numéro de session est déjà dans le fichier")
                citees.add(canonique)
                sessions.append(_session(session, canonique, action, formation, siret, ns))
            except _RejetError as raison:
                rejets.append(Rejet(session.sourceline or 0, nom or numero, str(raison)))
    return FormationLue(
        numero,
        _texte(formation.findtext(f"{ns}intitule-formation")) or numero,
        siret,
        _texte(formation.findtext(f"{responsable}/{ns}raison-sociale")),
        tuple(sessions),
        tuple(rejets),
        frozenset(citees),
    )


def _session(
    session: etree._Element, numero: str, action: etree._Element, formation: etree._Element, responsable: str, ns: str
) -> SessionLue:
    debut = _date(session.findtext(f"{ns}periode/{ns}debut"), fin=False)
    fin = _date(session.findtext(f"{ns}periode/{ns}fin"), fin=True)
    if debut and fin and fin < debut:
        raise _RejetError(f"la fin ({fin:%d/%m/%Y}) est avant le début ({debut:%d/%m/%Y})")
    formateur = action.findtext(f"{ns}organisme-formateur/{ns}SIRET-formateur/{ns}SIRET")
    extras = {**_extras(formation, ns), **_extras(action, ns), **_extras(session, ns)}
    perimee = extras.get("session-perimee") in ("1", "true", "oui") or session.get("tag") == "S"
    etat = EtatFiche.ARCHIVEE if perimee else FICHES.get(extras.get("etat-fiche", "diffusee"))
    if etat is None:
        raise _RejetError(f"l’état de fiche « {extras['etat-fiche']} » est inconnu")
    avenir = extras.get("dispositif", "").lower().lstrip("#") == "avenir"
    mandataire = extras.get("siret-mandataire")
    return SessionLue(
        ligne=session.sourceline or 0,
        numero=numero,
        numero_interne=_numero_interne(extras.get("numero-interne")),
        debut=debut,
        fin=fin,
        lieu=_lieu(action, session, ns),
        places=_entier(extras.get("places"), "le nombre de places"),
        siret_dispensateur=_siret(formateur, "formateur") if formateur else responsable,
        etat=etat,
        etat_recrutement=RECRUTEMENTS.get(
            (session.findtext(f"{ns}etat-recrutement") or "1").strip(), EtatRecrutement.OUVERT
        ),
        dispositif="avenir" if avenir else extras.get("dispositif"),
        annee_marche=_entier(extras.get("annee-marche"), "l’année de marché"),
        brique=_entier(extras.get("brique"), "la brique"),
        siret_mandataire=_siret(mandataire, "mandataire") if mandataire else None,
    )


def _extras(element: etree._Element, ns: str) -> dict[str, str]:
    """The direct `extras/extra` of an element, by their `info`."""
    return {
        extra.get("info", ""): _texte(extra.text)
        for extra in element.iterfind(f"{ns}extras/{ns}extra")
        if _texte(extra.text)
    }


def _lieu(action: etree._Element, session: etree._Element, ns: str) -> str:
    ville = action.findtext(f"{ns}lieu-de-formation/{ns}coordonnees/{ns}adresse/{ns}ville")
    return _texte(ville or session.findtext(f"{ns}adresse-inscription/{ns}adresse/{ns}ville"))


def _texte(valeur: str | None) -> str:
    return " ".join((valeur or "").split())


def _siret(valeur: str | None, de_qui: str) -> str:
    siret = "".join((valeur or "").split())
    if not siret_est_correct(siret):
        raise _RejetError(f"le SIRET de l’organisme {de_qui} « {siret} » n’est pas valable")
    return siret


def _entier(valeur: str | None, quoi: str) -> int | None:
    if valeur is None:
        return None
    if not (valeur.isdecimal() and valeur.isascii() and len(valeur) <= 6):
        raise _RejetError(f"{quoi} « {valeur} » n’est pas un nombre entier")
    return int(valeur)


def _numero(valeur: str) -> str:
    try:
        forme, numero = lire_session(valeur)
    except NumeroSessionIncorrect:
        forme, numero = FormeSession.KAIROS, ""
    if forme is not FormeSession.CARIF:
        raise _RejetError("le numéro de session n’a pas la forme SE_0000160070")
    return numero


def _numero_interne(valeur: str | None) -> str | None:
    if valeur is None:
        return None
    if len(valeur) != 7 or not (valeur.isdecimal() and valeur.isascii()):
        raise _RejetError(f"le numéro interne « {valeur} » n’a pas 7 chiffres")
    return valeur


def _date(valeur: str | None, *, fin: bool) -> date | None:
    """`AAAAMMJJ`; a month (`AAAAMM00`) or a year (`AAAA0000`) is its first day, or its last for an end."""
    brut = (valeur or "").strip()
    if brut in ("", "00000000", "99999999"):
        return None
    try:
        if len(brut) != 8 or not (brut.isdecimal() and brut.isascii()):
            raise ValueError
        annee, mois, jour = int(brut[:4]), int(brut[4:6]), int(brut[6:])
        mois = mois or (12 if fin else 1)
        return date(annee, mois, jour or (monthrange(annee, mois)[1] if fin else 1))
    except ValueError:
        raise _RejetError(f"la date « {brut} » n’existe pas") from None
