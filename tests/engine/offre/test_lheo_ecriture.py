"""What is written follows the schema, and reads as what was known."""

from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from engine.kit.clock import instant_a_paris
from engine.offre.lheo.ecriture import AEcrire, ecrire
from engine.offre.lheo.lecture import Bornes, FormationLue, SessionLue, lire
from engine.offre.models import Formation, SessionFormation
from engine.offre.statuts import EtatFiche, EtatRecrutement
from engine.recrutement.models import Rdv
from engine.recrutement.statuts import EtatRdv, Modalite
from tests.engine.monde import GRETA, VOISIN, un_rdv, une_session

SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).parent / "lheo" / "ecrit-2.3.xsd"))
LARGE = Bornes(10_000_000, 10_000_000)

mots = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=90)
phrases = st.lists(mots, min_size=1, max_size=6).map(" ".join)
jours = st.dates(date(1, 1, 1), date(9998, 12, 31))


@st.composite
def sessions(draw: st.DrawFn, formation: Formation) -> SessionFormation:
    debut, fin = sorted(draw(st.lists(jours, min_size=2, max_size=2)))
    avenir = draw(st.booleans())
    numero = draw(st.integers(0, 9_999_999_999))
    return SessionFormation(
        formation=formation,
        numero=f"SE_{numero:010d}",
        numero_interne=f"{draw(st.integers(0, 9_999_999)):07d}",
        siret=GRETA if avenir else VOISIN,
        siret_dispensateur=VOISIN,
        debut=draw(st.sampled_from([debut, None])),
        fin=draw(st.sampled_from([fin, None])),
        lieu=draw(st.one_of(st.just(""), phrases)),
        places=draw(st.one_of(st.none(), st.integers(0, 999_999))),
        etat=draw(st.sampled_from(EtatFiche)),
        etat_recrutement=draw(st.sampled_from(EtatRecrutement)),
        dispositif="avenir" if avenir else draw(st.sampled_from([None, "AFC"])),
        annee_marche=draw(st.sampled_from([None, 2027])),
        brique=draw(st.sampled_from([None, 4])),
    )


@st.composite
def des_rdv(draw: st.DrawFn) -> Rdv:
    modalite = draw(st.sampled_from([Modalite.RIC, Modalite.GROUPE_RV, Modalite.CANDIDATURE]))
    jour = draw(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
    plage = modalite is Modalite.CANDIDATURE
    heure = 0 if plage else draw(st.integers(6, 20))
    debut = datetime(jour.year, jour.month, jour.day, heure, 0 if plage else draw(st.integers(0, 59)))
    fin = debut + (timedelta(days=draw(st.integers(1, 60))) if plage else timedelta(minutes=draw(st.integers(15, 180))))
    rdv = Rdv(
        id=draw(st.integers(1, 999_999)),
        modalite=modalite,
        debut=instant_a_paris(debut),
        fin=instant_a_paris(fin),
        lieu=draw(phrases)[:500].strip(),
        places=0 if plage else draw(st.integers(1, 500)),
        etat=EtatRdv.OUVERT,
        commentaire=draw(st.one_of(st.none(), phrases.map(lambda dit: dit[:500].strip()))),
    )
    return rdv


@st.composite
def formations(draw: st.DrawFn) -> AEcrire:
    formation = Formation(
        numero=draw(mots), intitule=draw(phrases), siret_responsable=GRETA, raison_sociale=draw(phrases)
    )
    toutes = draw(st.lists(sessions(formation), min_size=1, max_size=3, unique_by=lambda session: session.numero))
    rdvs = st.lists(des_rdv(), max_size=3, unique_by=lambda rdv: rdv.id)
    return AEcrire(formation, [(session, draw(rdvs)) for session in toutes], draw(st.booleans()))


@given(st.lists(formations(), min_size=1, max_size=3))
@settings(max_examples=40, deadline=None)
def test_what_is_written_is_valid_and_reads_the_same(ecrites: list[AEcrire]) -> None:
    contenu = b"".join(ecrire(ecrites))
    SCHEMA.assertValid(etree.fromstring(contenu))
    lues = [lue for lue in lire(BytesIO(contenu), LARGE) if isinstance(lue, FormationLue)]
    for ecrite, lue in zip(ecrites, lues, strict=True):
        formation = ecrite.formation
        assert (lue.numero, lue.intitule, lue.raison_sociale, lue.siret_responsable, lue.partielle) == (
            formation.numero, _sans_tiret(formation.intitule) or formation.numero,
            _sans_tiret(formation.raison_sociale), GRETA, ecrite.partielle,
        )  # fmt: skip
        assert (lue.rejets, lue.modalites_rejetees) == ((), ())
        for (session, rdvs), relue in zip(ecrite.sessions, lue.sessions, strict=True):
            _exiger_la_meme(session, relue)
            assert [une.numero for une in relue.modalites] == [f"KAIROS-{rdv.id}" for rdv in rdvs]
            for rdv, une in zip(rdvs, relue.modalites, strict=True):
                assert (une.modalite, une.lieu, une.commentaire) == (rdv.modalite, rdv.lieu, rdv.commentaire or "")
                assert (une.debut, une.fin) == (rdv.premier_jour, rdv.dernier_jour)


def _sans_tiret(dit: str) -> str:
    return "" if dit in {"-", ".", "/", "x", "X", "00000"} else dit


def _exiger_la_meme(session: SessionFormation, relue: SessionLue) -> None:
    champs = ("numero", "numero_interne", "debut", "fin", "siret_dispensateur", "places", "etat", "etat_recrutement")
    champs += ("dispositif", "annee_marche", "brique")
    assert [getattr(relue, champ) for champ in champs] == [getattr(session, champ) for champ in champs]
    assert relue.lieu == _sans_tiret(session.lieu)
    assert relue.siret_mandataire == (session.siret if session.est_avenir else None)


def test_the_schema_refuses_what_the_format_forbids() -> None:
    contenu = b"".join(ecrire([AEcrire(une_session().formation, [(une_session(), [])])]))
    assert SCHEMA.validate(etree.fromstring(contenu))
    for faux in (
        contenu.replace(b"20270301", b"01/03/27"),
        contenu.replace(b"<certifiante>0</certifiante>", b""),
        contenu.replace(b"<ville>Rouen", b"<ville>" + b"R" * 51),
    ):
        assert not SCHEMA.validate(etree.fromstring(faux))


@pytest.mark.parametrize(
    ("modalite", "code"),
    [
        (Modalite.RIC, "9"),
        (Modalite.GROUPE_RV, "8"),
        (Modalite.RV_INDIVIDUEL, "8"),
        (Modalite.CANDIDATURE, "7"),
    ],
)
def test_the_modalities_of_kairos_have_their_code(modalite: Modalite, code: str) -> None:
    session = une_session()
    rdv = un_rdv(session, modalite=modalite)
    rdv.id, rdv.commentaire = 12, None
    contenu = b"".join(ecrire([AEcrire(session.formation, [(session, [rdv])])]))
    assert SCHEMA.validate(etree.fromstring(contenu))
    assert f"<modalite-recrutement>{code}</modalite-recrutement>".encode() in contenu
    assert (b"<heure-debut>14h00</heure-debut>" in contenu) == (modalite is not Modalite.CANDIDATURE)
