"""A database as large as asked, filled by bulk inserts that keep every constraint; and one very full session.

Every organisme has two sessions, two appointments, four people registered and two in training, its declared month and
its quote. The first one also has a session with `GRANDE` people: registered, their presences to enter, and enrolled.
Past work is there too: each row of the journal with its letter for one in two, and the deadlines kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any

import sqlalchemy as sa

from engine.familles import load_models
from engine.kit.acteurs import Acteur, Role
from engine.kit.db import Base
from engine.kit.identifiers import siret_est_correct

MAINTENANT = "2027-03-10T10:00"
INSTANT = datetime(2027, 3, 10, 9, tzinfo=UTC)
GRANDE = 500  # people
LOT = 10_000  # rows written at once
UNIQUES = {  # tables that grow with time, and what makes each of their rows itself; # is its id
    "journal": {"id": "#", "recu": "printf('R-2026-%07d', #)", "cle": "'cle-' || #"},
    "journal_texte": {"journal_id": "#"},
    "notice": {"id": "#", "journal_id": "# * 2"},
    "echeance": {"id": "#", "cle": "'faite-' || #"},
}
PREMIERE, EN_COURS = 1, 2  # sessions of an organisme: to come, under way
HOTLINE = Acteur("utilisateur:1", Role.HOTLINE, None, "Nadia", canal="bench")
Ligne = dict[str, Any]


def siret(rang: int) -> str:
    """The SIRET of the organisme of this rank, from 1; its key is right."""
    debut = f"{400_000_000 + rang:09d}0001"
    return next(f"{debut}{cle}" for cle in range(10) if siret_est_correct(f"{debut}{cle}"))


def gestionnaire(rang: int) -> Acteur:
    """The account of this organisme."""
    return Acteur(f"utilisateur:{rang + 1}", Role.GESTIONNAIRE, siret(rang), f"Gestionnaire {rang}", canal="bench")


def numero(rang: int, session: int) -> str:
    """The CARIF-OREF number of one of an organisme's sessions."""
    return f"SE_{rang * 2 + session:010d}"


def rdv_a_venir(rang: int) -> int:
    """The appointment to come of an organisme."""
    return rang * 2


def rdv_passe(rang: int) -> int:
    """The one that took place."""
    return rang * 2 - 1


def remplir(moteur: sa.Engine, organismes: int, journal: int) -> None:
    """Fill a migrated, empty SQLite database; as many journal rows for each organisme, `journal` at least."""
    load_models()
    with moteur.connect() as connexion:
        connexion.exec_driver_sql("PRAGMA synchronous=OFF")
        for table, lignes in _tables(organismes):
            _inserer(connexion, table, lignes)
            connexion.commit()
        for table, uniques in UNIQUES.items():
            _multiplier(connexion, table, uniques, -(-journal // organismes))
            connexion.commit()
    moteur.dispose()


def _inserer(connexion: sa.Connection, table: str, lignes: Iterable[Ligne]) -> None:
    reste = iter(lignes)
    while lot := list(islice(reste, LOT)):
        connexion.execute(sa.insert(Base.metadata.tables[table]), lot)


def _multiplier(connexion: sa.Connection, table: str, uniques: dict[str, str], fois: int) -> None:
    """Copy every row until there are `fois` times as many; what must be unique is made from the new id."""
    cle = next(iter(Base.metadata.tables[table].primary_key.columns)).name
    combien = connexion.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()
    colonnes = [colonne.name for colonne in Base.metadata.tables[table].columns]
    valeurs = [uniques.get(nom, "t." + nom).replace("#", f"(t.{cle} + k.n * {combien})") for nom in colonnes]
    connexion.exec_driver_sql(
        f"WITH RECURSIVE k(n) AS (SELECT 1 WHERE {fois} > 1 UNION ALL SELECT n + 1 FROM k WHERE n + 1 < {fois}) "
        f"INSERT INTO {table} ({', '.join(colonnes)}) "
        f"SELECT {', '.join(valeurs)} FROM k CROSS JOIN {table} AS t WHERE t.{cle} <= {combien}"
    )


def _tables(organismes: int) -> Iterator[tuple[str, Iterator[Ligne]]]:
    """Every table with its rows, those pointed to first."""
    rangs = range(1, organismes + 1)

    def pour_chacun(faire: Callable[[int], Iterable[Ligne]]) -> Iterator[Ligne]:
        return (ligne for rang in rangs for ligne in faire(rang))

    base = organismes * 4  # people of the ordinary sessions come first
    yield "organisme", pour_chacun(_organisme)
    yield "utilisateur", pour_chacun(_compte)
    yield "adhesion", pour_chacun(_adhesion)
    yield "formation", pour_chacun(_formation)
    yield "session_formation", _suivi(pour_chacun(_sessions), _session(organismes * 2 + 1, 1, 3, EN_COURS, GRANDE))
    yield "demandeur", (_demandeur(id) for id in range(1, base + GRANDE + 1))
    yield "rdv", _suivi(pour_chacun(_rdv), _un_rdv(organismes * 2 + 1, organismes * 2 + 1, -7, GRANDE))
    yield (
        "inscription_rdv",
        _suivi(
            pour_chacun(_inscrits), *(_inscrit(organismes * 2 + 1, base + n, "a_saisir") for n in range(1, GRANDE + 1))
        ),
    )
    grande = [_inscription(organismes * 2 + n, organismes * 2 + 1, base + n) for n in range(1, GRANDE + 1)]
    yield "inscription", _suivi(pour_chacun(_inscriptions), *grande)
    yield "attestation", (_attestation(id) for id in range(1, organismes * 2 + GRANDE + 1))
    yield "assiduite_mois", pour_chacun(_mois)
    yield "devis", pour_chacun(_devis)
    yield "ticket", (_ticket(rang) for rang in rangs if rang % 10 == 0)
    yield "journal", (_ligne_de_journal(rang) for rang in rangs)
    yield "journal_texte", (_mots(rang) for rang in rangs)
    yield "notice", (_notice(n) for n in range(1, organismes // 2 + 1))
    yield "echeance", (_echeance(n) for n in range(1, organismes // 10 + 1))


def _suivi(lignes: Iterator[Ligne], *autres: Ligne) -> Iterator[Ligne]:
    yield from lignes
    yield from autres


def _jour(decalage: int) -> date:
    return INSTANT.date() + timedelta(days=decalage)


def _organisme(rang: int) -> Iterator[Ligne]:
    yield {
        "siret": siret(rang),
        "raison_sociale": f"Organisme {rang}",
        "reference_qualite": f"QUAL-{rang}",
        "date_fin_validite": _jour(400),
    }


def _compte(rang: int) -> Iterator[Ligne]:
    if rang == 1:
        yield _utilisateur(1, "hotline", HOTLINE.role, None)
    yield _utilisateur(rang + 1, f"g{rang}", Role.RGC, siret(rang))


def _utilisateur(id: int, identifiant: str, role: Role, de: str | None) -> Ligne:
    return {
        "id": id,
        "identifiant": identifiant,
        "mot_de_passe": "-",
        "nom": f"Compte {id}",
        "courriel": f"{identifiant}@bench.example",
        "role": role.value,
        "siret": de,
        "actif": True,
    }


def _adhesion(rang: int) -> Iterator[Ligne]:
    yield {
        "siret": siret(rang),
        "reference": f"AD-{rang}",
        "rgc_nom": f"Compte {rang + 1}",
        "rgc_courriel": f"g{rang}@bench.example",
        "statut": "active",
        "deposee_le": INSTANT - timedelta(days=300),
        "code_numero": 1,
        "essais": 0,
    }


def _formation(rang: int) -> Iterator[Ligne]:
    yield {
        "id": rang,
        "numero": f"14_AF_{rang:010d}",
        "intitule": f"Formation {rang}",
        "siret_responsable": siret(rang),
        "raison_sociale": f"Organisme {rang}",
    }


def _sessions(rang: int) -> Iterator[Ligne]:
    for session in (PREMIERE, EN_COURS):
        yield _session(rang * 2 - 2 + session, rang, session, session)


def _session(id: int, rang: int, session: int, moment: int, places: int = 20) -> Ligne:
    debut = 40 if moment == PREMIERE else -60
    return {
        "id": id,
        "formation_id": rang,
        "numero": numero(rang, session) if session <= EN_COURS else GRANDE_SESSION,
        "numero_interne": f"{1_000_000 + id}",
        "siret": siret(rang),
        "siret_dispensateur": siret(rang),
        "debut": _jour(debut),
        "fin": _jour(debut + 120),
        "lieu": "Rouen",
        "places": places,
        "etat": "publiee",
        "etat_recrutement": "ouvert",
        "publiee_le": INSTANT - timedelta(days=100),
        "utilisable_des": INSTANT - timedelta(days=99),
    }


GRANDE_SESSION = "SE_9999999999"


def _demandeur(id: int) -> Ligne:
    return {"id": id, "identifiant": f"{id:07d}A", "nom": f"Nom{id}", "prenom": "Camille", "courriel": None}


def _rdv(rang: int) -> Iterator[Ligne]:
    yield _un_rdv(rdv_passe(rang), rang * 2 - 1, -7)
    yield _un_rdv(rdv_a_venir(rang), rang * 2 - 1, 7)


def _un_rdv(id: int, session_id: int, dans: int, places: int = 1000) -> Ligne:
    debut = INSTANT + timedelta(days=dans)
    return {
        "id": id,
        "session_id": session_id,
        "modalite": "ric",
        "debut": debut,
        "fin": debut + timedelta(hours=2),
        "lieu": "Rouen",
        "places": places,
        "etat": "ouvert",
    }


def _inscrits(rang: int) -> Iterator[Ligne]:
    """Two who came, one whose presence is to enter, one expected next week."""
    premier = rang * 4 - 3
    for n, presence in enumerate(("present", "present", "a_saisir")):
        yield _inscrit(rdv_passe(rang), premier + n, presence)
    yield _inscrit(rdv_a_venir(rang), premier + 3, "a_saisir")


def _inscrit(rdv: int, demandeur: int, presence: str) -> Ligne:
    return {
        "rdv_id": rdv,
        "demandeur_id": demandeur,
        "presence": presence,
        "prescripteur": "Mission locale de Rouen",
        "inscrit_le": INSTANT - timedelta(days=20),
        "resultat": "retenu" if presence == "present" else "a_saisir",
    }


def _inscriptions(rang: int) -> Iterator[Ligne]:
    for n in (1, 2):
        yield _inscription(rang * 2 - 2 + n, rang * 2, rang * 4 - 4 + n)


def _inscription(id: int, session_id: int, demandeur: int) -> Ligne:
    return {
        "id": id,
        "session_id": session_id,
        "demandeur_id": demandeur,
        "statut": "en_formation",
        "depuis": INSTANT - timedelta(days=60),
        "reseau": "mission_locale",
        "prescripteur": "Mission locale de Rouen",
        "inscrite_le": INSTANT - timedelta(days=80),
        "validee_le": INSTANT - timedelta(days=70),
        "entree_le": _jour(-60),
        "entree_saisie_le": INSTANT - timedelta(days=60),
        "entree_tardive": False,
    }


def _attestation(id: int) -> Ligne:
    return {
        "numero": f"AES-2027-{id:06d}",
        "code": f"code-{id}",
        "type": "aes",
        "inscription_id": id,
        "emise_le": INSTANT - timedelta(days=60),
        "faits": {"session": "Formation"},
    }


def _mois(rang: int) -> Iterator[Ligne]:
    for inscription in (rang * 2 - 1, rang * 2):
        for mois in ("2027-01", "2027-02"):
            yield {
                "inscription_id": inscription,
                "mois": mois,
                "declare_le": INSTANT - timedelta(days=10),
                "tardif": False,
                "contenu": {"absences": [], "interruptions": []},
            }


def _devis(rang: int) -> Iterator[Ligne]:
    yield {
        "numero": f"DV-2027-{rang:06d}",
        "siret": siret(rang),
        "type": "aif",
        "demandeur_id": rang * 4,
        "session_id": rang * 2 - 1,
        "montant": 3200,
        "heures": 200,
        "statut": "valide",
        "depuis": INSTANT - timedelta(days=5),
        "cree_le": INSTANT - timedelta(days=15),
        "cree_par": f"utilisateur:{rang + 1}",
    }


def _ticket(rang: int) -> Ligne:
    return {
        "numero": f"HK-{rang}",
        "statut": "clos",
        "siret": siret(rang),
        "description": "La liste des inscrits reste vide",
        "courriel": f"g{rang}@bench.example",
        "nom": f"Compte {rang + 1}",
        "code_empreinte": "-",
        "ouvert_par": f"utilisateur:{rang + 1}",
        "ouvert_le": INSTANT - timedelta(days=30),
        "depuis": INSTANT - timedelta(days=29),
    }


def _ligne_de_journal(rang: int) -> Ligne:
    return {
        "id": rang,
        "le": INSTANT - timedelta(days=365) + timedelta(seconds=rang),
        "recu": f"R-2026-{rang:07d}",
        "operation": "inscrire-candidat",
        "evenement": "recrutement.candidats_inscrits",
        "objet": f"rdv:{rdv_passe(rang)}",
        "siret": siret(rang),
        "acteur": f"utilisateur:{rang + 1}",
        "role": "gestionnaire",
        "canal": "widget",
        "avant": {"inscrits": 1},
        "apres": {"inscrits": 2, "demandeurs": [rang]},
        "cle": f"cle-{rang}",
        "empreinte": "-",
    }


def _mots(rang: int) -> Ligne:
    return {
        "journal_id": rang,
        "acteur_nom": f"Compte {rang + 1}",
        "message": "C’est fait : une inscription sur ce rendez-vous, mercredi 3 mars 2027 à 10 h, Rouen.",
        "donnees": {"candidat": [f"{rang:07d}A"], "rdv": rdv_passe(rang)},
        "reponse": {"operation": "inscrire-candidat", "resultat": {"rdv": rdv_passe(rang)}},
    }


def _notice(n: int) -> Ligne:
    return {
        "id": n,
        "journal_id": n * 2,
        "modele": "recrutement/convocation",
        "destinataire": "quelquun@bench.example",
        "sujet": "Votre rendez-vous",
        "corps": "Bonjour,\n\nvous êtes attendu mercredi 3 mars 2027 à 10 h.\n",
        "statut": "envoyee",
        "cree_le": INSTANT - timedelta(days=30),
        "envoyee_le": INSTANT - timedelta(days=30),
        "essais": 1,
        "prochain_essai": 0.0,
    }


def _echeance(n: int) -> Ligne:
    return {
        "id": n,
        "cle": f"faite-{n}",
        "operation": "rappeler-echeances",
        "donnees": {"siret": siret(1), "jour": "2027-02-01"},
        "le": INSTANT - timedelta(days=30),
        "faite_le": INSTANT - timedelta(days=30),
    }
