"""Reads LHEO 2.2 and 2.3, one formation at a time.

Tolerant of what real files hold (unknown elements, unknown dates, months without a day, an encoding that is not the
one declared), strict on what sessions hang on: SIRET, numbers, dates in order. What cannot be read is told, with its
reason; the rest goes on.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, BinaryIO

from lxml import etree

from engine.offre.lheo.recrutement import (
    ModaliteLue,
    SansEquivalentError,
    lire_information,
    lire_periode,
    lire_recrutement,
)
from engine.offre.lheo.source import Borne, encodage
from engine.offre.lheo.valeurs import (
    IllisibleError,
    extras,
    lire_entier,
    lire_numero,
    lire_numero_interne,
    lire_siret,
    plein,
    texte,
)
from engine.offre.refus import FichierLheoIllisible
from engine.offre.statuts import EtatFiche, EtatRecrutement
from engine.recrutement.statuts import Modalite

ESPACE = re.compile(r"https?://(?:www\.)?lheo\.(?:org|gouv\.fr)/2\.[23](?:\.[0-9])?/?")
PAS_LHEO = "Ce n’est pas un fichier LHEO 2.2 ou 2.3 : l’élément « {} » n’y est pas."
DEMESURE = "Le fichier a une structure démesurée : par sécurité, il n’est pas lu. Rien n’a été importé."
RECRUTEMENTS = {"1": EtatRecrutement.OUVERT, "2": EtatRecrutement.FERME, "3": EtatRecrutement.SUSPENDU}
FICHES = {"saisie": EtatFiche.EN_SAISIE, "diffusee": EtatFiche.PUBLIEE, "archivee": EtatFiche.ARCHIVEE}
NUMERO_MAX = 100  # characters
OUI = ("1", "true", "oui")
SUPPRESSION = "S"  # LHEO `tag`: A added, M modified, S gone


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
    modalites: tuple[ModaliteLue, ...] = ()
    # False when a way of recruiting that KAIROS has could not be read: what the file leaves out may still stand.
    modalites_completes: bool = True


@dataclass(frozen=True, slots=True)
class Rejet:
    """What was left out, where (line of the file), and why."""

    ligne: int
    numero: str
    raison: str

    def as_dict(self) -> dict[str, Any]:
        """As the summary gives it."""
        return {"ligne": self.ligne, "numero": self.numero, "raison": self.raison}


@dataclass(frozen=True, slots=True)
class FormationLue:
    numero: str
    intitule: str
    siret_responsable: str
    raison_sociale: str
    sessions: tuple[SessionLue, ...]
    rejets: tuple[Rejet, ...]
    modalites_rejetees: tuple[Rejet, ...]
    # Every session number the file gives, rejected ones too: these are not gone from the CARIF-OREF.
    citees: frozenset[str]
    # Written by KAIROS for one organisme: the sessions of the others are left out, not gone.
    partielle: bool = False


@dataclass(frozen=True, slots=True)
class Bornes:
    """Sizes in bytes beyond which a file is not read: the whole of it, and what it takes to tell one formation."""

    fichier: int
    formation: int


def lire(source: BinaryIO, bornes: Bornes) -> Iterator[FormationLue | Rejet]:
    """Yields the formations of a file, or a `Rejet` for one that cannot be used; raises FichierLheoIllisible."""
    borne = Borne(source, bornes.fichier, bornes.formation)
    contexte = etree.iterparse(
        borne,
        events=("start", "end"),
        tag=("{*}lheo", "{*}offres", "{*}formation"),
        encoding=encodage(source, bornes.fichier),
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    racine_vue = offres_vues = False
    try:
        for evenement, element in contexte:
            if not racine_vue:
                _verifier_racine(element)
                racine_vue = True
            nom = etree.QName(element).localname
            offres_vues = offres_vues or nom == "offres"
            if evenement == "end" and nom == "formation":
                yield _formation(element)
                element.clear()
                _oublier_les_precedentes(element)
                borne.nouvelle_formation()
    except etree.XMLSyntaxError as erreur:
        if erreur.code in (etree.ErrorTypes.ERR_RESOURCE_LIMIT, etree.ErrorTypes.ERR_NAME_TOO_LONG):
            raise FichierLheoIllisible(raison=DEMESURE) from None
        raison = f"Ce n’est pas du XML bien formé (ligne {erreur.lineno}). Rien n’a été importé."
        raise FichierLheoIllisible(raison=raison) from None
    if not offres_vues:
        raise FichierLheoIllisible(raison=PAS_LHEO.format("offres"))


def _oublier_les_precedentes(element: etree._Element) -> None:
    parent = element.getparent()
    while parent is not None and parent[0] is not element:
        del parent[0]


def _verifier_racine(element: etree._Element) -> None:
    """Refuses another root, another format, and any declared entity."""
    arbre = element.getroottree()
    dtd = arbre.docinfo.internalDTD
    if dtd is not None and next(dtd.iterentities(), None) is not None:
        raise FichierLheoIllisible(raison="Le fichier déclare des entités XML : par sécurité, il n’est pas lu.")
    nom = etree.QName(arbre.getroot())
    if nom.localname != "lheo" or not (nom.namespace is None or ESPACE.fullmatch(nom.namespace)):
        raise FichierLheoIllisible(raison=PAS_LHEO.format("lheo"))


def _formation(formation: etree._Element) -> FormationLue | Rejet:
    numero = texte(formation.get("numero"))
    if not numero:
        return Rejet(formation.sourceline or 0, "", "la formation n’a pas de numéro")
    if len(numero) > NUMERO_MAX:
        return Rejet(formation.sourceline or 0, numero[:NUMERO_MAX], "le numéro de la formation est trop long")
    responsable = "{*}organisme-formation-responsable"
    try:
        siret = lire_siret(
            formation.findtext(f"{responsable}/{{*}}SIRET-organisme-formation/{{*}}SIRET"), "responsable"
        )
    except IllisibleError as raison:
        return Rejet(formation.sourceline or 0, numero, str(raison))
    lecture = _Lecture(formation, siret)
    for action in formation.iterchildren("{*}action"):
        for session in action.iterchildren("{*}session"):
            lecture.lire(session, action)
    dits = lecture.extras
    raison_sociale = plein(formation.findtext(f"{responsable}/{{*}}raison-sociale"))
    return FormationLue(
        numero,
        dits.get("intitule-kairos") or plein(formation.findtext("{*}intitule-formation")) or numero,
        siret,
        dits.get("raison-sociale-kairos")
        or raison_sociale
        or plein(formation.findtext(f"{responsable}/{{*}}nom-organisme")),
        tuple(lecture.sessions),
        tuple(lecture.rejets),
        tuple(lecture.modalites_rejetees),
        frozenset(lecture.citees),
        dits.get("partielle") == "1",
    )


class _Lecture:
    """The sessions of one formation, as they are read."""

    def __init__(self, formation: etree._Element, responsable: str) -> None:
        self._formation, self._responsable = formation, responsable
        self.extras = extras(formation)
        self.sessions: list[SessionLue] = []
        self.rejets: list[Rejet] = []
        self.modalites_rejetees: list[Rejet] = []
        self.citees: set[str] = set()

    def lire(self, session: etree._Element, action: etree._Element) -> None:
        nom = texte(session.get("numero"))
        try:
            numero = lire_numero(nom)
            if numero in self.citees:
                raise IllisibleError("ce numéro de session est déjà dans le fichier")
            self.citees.add(numero)
            self.sessions.append(self._session(session, numero, action))
        except IllisibleError as raison:
            rejete = nom or texte(self._formation.get("numero"))
            self.rejets.append(Rejet(session.sourceline or 0, rejete[:60], str(raison)))

    def _session(self, session: etree._Element, numero: str, action: etree._Element) -> SessionLue:
        debut, fin = lire_periode(session.find("{*}periode"))
        dits = {**self.extras, **extras(action), **extras(session)}
        etat = self._etat(session, action, dits)
        avenir = dits.get("dispositif", "").lower().lstrip("#") == "avenir"
        mandataire = dits.get("siret-mandataire")
        formateur = _formateur(action)
        modalites, completes = self._modalites(session, numero, action)
        return SessionLue(
            ligne=session.sourceline or 0,
            numero=numero,
            numero_interne=lire_numero_interne(dits.get("numero-interne")),
            debut=debut,
            fin=fin,
            lieu=dits.get("lieu-kairos") or _lieu(action, session),
            places=lire_entier(dits.get("places"), "le nombre de places"),
            siret_dispensateur=lire_siret(formateur, "formateur") if formateur else self._responsable,
            etat=etat,
            etat_recrutement=RECRUTEMENTS.get(
                texte(session.findtext("{*}etat-recrutement")) or "1", EtatRecrutement.OUVERT
            ),
            dispositif="avenir" if avenir else dits.get("dispositif"),
            annee_marche=lire_entier(dits.get("annee-marche"), "l’année de marché"),
            brique=lire_entier(dits.get("brique"), "la brique"),
            siret_mandataire=lire_siret(mandataire, "mandataire") if mandataire else None,
            modalites=modalites,
            modalites_completes=completes,
        )

    def _etat(self, session: etree._Element, action: etree._Element, dits: dict[str, str]) -> EtatFiche:
        retiree = any(un.get("tag", "").upper() == SUPPRESSION for un in (session, action, self._formation))
        if retiree or any(dits.get(perimee) in OUI for perimee in ("session-perimee", "action-perimee")):
            return EtatFiche.ARCHIVEE
        etat = FICHES.get(dits.get("etat-fiche", "diffusee"))
        if etat is None:
            raise IllisibleError(f"l’état de fiche « {dits['etat-fiche'][:40]} » est inconnu")
        return etat

    def _modalites(
        self, session: etree._Element, numero: str, action: etree._Element
    ) -> tuple[tuple[ModaliteLue, ...], bool]:
        """What could be read, and whether that is all that the file says of it."""
        lues, completes = [], True
        inscriptions = session.find("{*}periode-inscription")
        for element in session.iterchildren("{*}recrutement"):
            try:
                lues.append(lire_recrutement(element, inscriptions))
            except IllisibleError as raison:
                completes = completes and isinstance(raison, SansEquivalentError)
                self.modalites_rejetees.append(Rejet(element.sourceline or 0, numero, str(raison)))
        if any(lue.modalite is Modalite.RIC for lue in lues):
            return tuple(lues), completes
        for element in action.iterchildren("{*}date-information"):
            try:
                lues += filter(None, [lire_information(element, action.find("{*}adresse-information"))])
            except IllisibleError as raison:
                completes = False
                self.modalites_rejetees.append(Rejet(element.sourceline or 0, numero, str(raison)))
        return tuple(lues), completes


def _formateur(action: etree._Element) -> str:
    """The SIRET of the first organisme-formateur that gives one."""
    sirets = (texte(un.findtext("{*}SIRET-formateur/{*}SIRET")) for un in action.iterchildren("{*}organisme-formateur"))
    return next(filter(None, sirets), "")


def _lieu(action: etree._Element, session: etree._Element) -> str:
    ville = action.findtext("{*}lieu-de-formation/{*}coordonnees/{*}adresse/{*}ville")
    return plein(ville) or plein(session.findtext("{*}adresse-inscription/{*}adresse/{*}ville"))
