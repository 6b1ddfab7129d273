"""Writes sessions as LHEO 2.3, one formation at a time.

What the format requires and KAIROS does not know is said with a dash or its neutral code. What it would cut or cannot
hold goes beside, in `extras info="kairos"`, so that a file written here says the same when it is read here.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from io import BytesIO

from lxml import etree

from engine.kit.clock import a_paris
from engine.offre.models import Formation, SessionFormation
from engine.offre.statuts import EtatFiche, EtatRecrutement
from engine.recrutement.models import Rdv
from engine.recrutement.statuts import Modalite

ESPACE = "http://lheo.gouv.fr/2.3"
RIEN = "-"
TOUT_PUBLIC = "83056"  # FORMACODE
INTITULE_MAX, RAISON_MAX, VILLE_MAX, COMMENTAIRE_MAX = 255, 250, 50, 500
RECRUTEMENTS = {EtatRecrutement.OUVERT: "1", EtatRecrutement.FERME: "2", EtatRecrutement.SUSPENDU: "3"}
FICHES = {EtatFiche.EN_SAISIE: "saisie", EtatFiche.PUBLIEE: "diffusee", EtatFiche.ARCHIVEE: "archivee"}
MODALITES = {
    Modalite.RIC: "9",
    Modalite.GROUPE_RV: "8",
    Modalite.RV_INDIVIDUEL: "8",
    Modalite.CANDIDATURE: "7",
}
DE_KAIROS = "KAIROS-"  # the number under which KAIROS writes an appointment
INTERDITS = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # characters that XML cannot hold


@dataclass(frozen=True)
class AEcrire:
    """A formation, its sessions with what they open to recruit, and whether sessions of it are left out."""

    formation: Formation
    sessions: Sequence[tuple[SessionFormation, Sequence[Rdv]]]
    partielle: bool = False


def ecrire(formations: Iterable[AEcrire]) -> Iterator[bytes]:
    """The file, UTF-8, piece by piece."""
    tampon = BytesIO()
    with etree.xmlfile(tampon, encoding="utf-8") as fichier:
        fichier.write_declaration()
        with fichier.element(_nom("lheo"), nsmap={None: ESPACE}), fichier.element(_nom("offres")):
            for une in formations:
                fichier.write(_formation(une))
                fichier.flush()
                yield _vider(tampon)
    yield _vider(tampon)


def _vider(tampon: BytesIO) -> bytes:
    contenu = tampon.getvalue()
    tampon.seek(0)
    tampon.truncate()
    return contenu


def _nom(local: str) -> str:
    return f"{{{ESPACE}}}{local}"


def _sous(parent: etree._Element, nom: str, valeur: str | None = None, **attributs: str) -> etree._Element:
    enfant = etree.SubElement(parent, _nom(nom), attrib=attributs, nsmap=None)
    if valeur is not None:
        enfant.text = INTERDITS.sub("", valeur)
    return enfant


def _formation(une: AEcrire) -> etree._Element:
    formation = une.formation
    element = etree.Element(_nom("formation"), numero=formation.numero, nsmap={None: ESPACE})
    _sous(element, "domaine-formation")
    _sous(element, "intitule-formation", formation.intitule[:INTITULE_MAX] or RIEN)
    for nom in ("objectif-formation", "resultats-attendus", "contenu-formation"):
        _sous(element, nom, RIEN)
    _sous(element, "certifiante", "0")
    _sous(_sous(element, "contact-formation"), "coordonnees")
    _sous(element, "parcours-de-formation", "1")
    _sous(element, "code-niveau-entree", "0")
    for session, rdvs in une.sessions:
        _action(element, session, rdvs)
    _responsable(element, formation)
    longs = {"intitule-kairos": formation.intitule} if len(formation.intitule) > INTITULE_MAX else {}
    if len(formation.raison_sociale) > RAISON_MAX:
        longs["raison-sociale-kairos"] = formation.raison_sociale
    _extras(element, longs | ({"partielle": "1"} if une.partielle else {}))
    return element


def _responsable(parent: etree._Element, formation: Formation) -> None:
    element = _sous(parent, "organisme-formation-responsable")
    _sous(element, "numero-activite", "00000000000")
    _sous(_sous(element, "SIRET-organisme-formation"), "SIRET", formation.siret_responsable)
    raison = formation.raison_sociale[:RAISON_MAX] or RIEN
    _sous(element, "nom-organisme", raison)
    _sous(element, "raison-sociale", raison)
    _sous(_sous(element, "coordonnees-organisme"), "coordonnees")
    _sous(_sous(element, "contact-organisme"), "coordonnees")


def _action(parent: etree._Element, session: SessionFormation, rdvs: Sequence[Rdv]) -> None:
    """One action a session: place and dispensateur are those of the action."""
    element = _sous(parent, "action")
    _sous(element, "rythme-formation", RIEN)
    _sous(element, "code-public-vise", TOUT_PUBLIC)
    _sous(element, "niveau-entree-obligatoire", "0")
    _sous(element, "modalites-alternance", RIEN)
    _sous(element, "modalites-enseignement", "0")
    _sous(element, "conditions-specifiques", RIEN)
    _sous(element, "prise-en-charge-frais-possible", "0")
    _adresse(_sous(_sous(element, "lieu-de-formation"), "coordonnees"), session.lieu)
    _sous(element, "modalites-entrees-sorties", "0")
    _session(element, session, rdvs)
    formateur = _sous(element, "organisme-formateur")
    _sous(_sous(formateur, "SIRET-formateur"), "SIRET", session.siret_dispensateur)
    _sous(formateur, "raison-sociale-formateur", session.formation.raison_sociale[:RAISON_MAX] or RIEN)


def _session(parent: etree._Element, session: SessionFormation, rdvs: Sequence[Rdv]) -> None:
    element = _sous(parent, "session", numero=session.numero)
    if session.etat is EtatFiche.ARCHIVEE:
        element.set("tag", "S")
    _periode(element, _date(session.debut, "00000000"), _date(session.fin, "99999999"))
    _adresse(_sous(element, "adresse-inscription"), session.lieu)
    _sous(element, "etat-recrutement", RECRUTEMENTS[session.etat_recrutement])
    for rdv in rdvs:
        _recrutement(element, rdv)
    dits: dict[str, object] = {
        "numero-interne": session.numero_interne,
        "etat-fiche": FICHES[session.etat],
        "places": session.places,
        "dispositif": session.dispositif,
        "annee-marche": session.annee_marche,
        "brique": session.brique,
        "siret-mandataire": session.siret if session.est_avenir else None,
        "lieu-kairos": session.lieu if len(session.lieu) > VILLE_MAX else None,
    }
    _extras(element, {nom: str(valeur) for nom, valeur in dits.items() if valeur is not None})


def _recrutement(parent: etree._Element, rdv: Rdv) -> None:
    element = _sous(parent, "recrutement", numero=f"{DE_KAIROS}{rdv.id}")
    _sous(element, "modalite-recrutement", MODALITES[rdv.modalite])
    _adresse(element, rdv.lieu)
    if rdv.modalite is not Modalite.CANDIDATURE:
        _sous(element, "nb-places", str(rdv.places))
    _periode(element, _date(rdv.premier_jour, ""), _date(rdv.dernier_jour, ""))
    if rdv.modalite is not Modalite.CANDIDATURE:
        _sous(element, "heure-debut", _heure(a_paris(rdv.debut).time()))
        _sous(element, "heure-fin", _heure(a_paris(rdv.fin).time()))
    if rdv.commentaire:
        _sous(element, "commentaire", rdv.commentaire[:COMMENTAIRE_MAX])
    _extras(element, {"lieu-kairos": rdv.lieu} if rdv.lieu else {})


def _periode(parent: etree._Element, debut: str, fin: str) -> None:
    element = _sous(parent, "periode")
    _sous(element, "debut", debut)
    _sous(element, "fin", fin)


def _adresse(parent: etree._Element, lieu: str) -> None:
    element = _sous(parent, "adresse")
    _sous(element, "ligne", RIEN)
    _sous(element, "codepostal", "00000")
    _sous(element, "ville", lieu[:VILLE_MAX] or RIEN)


def _extras(parent: etree._Element, valeurs: dict[str, str]) -> None:
    if valeurs:
        element = _sous(parent, "extras", info="kairos")
        for nom, valeur in valeurs.items():
            _sous(element, "extra", valeur, info=nom)


def _date(jour: date | None, inconnue: str) -> str:
    return jour.strftime("%Y%m%d").zfill(8) if jour else inconnue


def _heure(heure: time) -> str:
    return f"{heure:%Hh%M}"
