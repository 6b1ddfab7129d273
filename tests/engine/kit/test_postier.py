"""Letters leave by SMTP: over TLS, signed in, once, tried again while the relay is away."""

import datetime as dt
import ipaddress
import ssl
import time
from collections.abc import Callable, Iterator
from email import message_from_string, policy
from pathlib import Path

import pytest
import sqlalchemy as sa
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from engine.kit.door import Socle
from engine.kit.notices import NoticeRow
from engine.kit.postier import RelaisSmtp, postier
from engine.settings import Settings
from engine.worker import Worker
from tests.engine.adhesions import RGC, dernier_code, un_code, une_demande
from tests.pile import port_libre

NOM, SECRET = b"kairos", b"mot:de/passe"
COMPTE = "kairos:mot%3Ade%2Fpasse"


@pytest.fixture(scope="module")
def certificat(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key and a certificate of 127.0.0.1, of an authority that only this test knows."""
    cle = ec.generate_private_key(ec.SECP256R1())
    nom = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "relais des tests")])
    maintenant = dt.datetime.now(dt.UTC)
    signe = (
        x509.CertificateBuilder()
        .subject_name(nom)
        .issuer_name(nom)
        .public_key(cle.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(maintenant - dt.timedelta(days=1))
        .not_valid_after(maintenant + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), True)
        .sign(cle, hashes.SHA256())
    )
    fichier = tmp_path_factory.mktemp("tls") / "relais.pem"
    prive = cle.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    fichier.write_bytes(prive + signe.public_bytes(serialization.Encoding.PEM))
    return fichier


class Boite:
    """What the relay received; `reponses` are said first, one a letter, `refuses` are unknown addresses."""

    def __init__(self) -> None:
        self.lettres: list[str] = []
        self.chiffrees: list[bool] = []
        self.reponses: list[str] = []
        self.refuses: set[str] = set()

    async def handle_RCPT(self, server: SMTP, session: Session, enveloppe: Envelope, adresse: str, _: list[str]) -> str:  # noqa: N802 - the name that aiosmtpd calls
        if adresse in self.refuses:
            return "550 no such mailbox"
        enveloppe.rcpt_tos.append(adresse)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, enveloppe: Envelope) -> str:  # noqa: N802 - the same
        if self.reponses:
            return self.reponses.pop(0)
        assert isinstance(enveloppe.content, bytes)
        self.lettres.append(enveloppe.content.decode())
        self.chiffrees.append(session.ssl is not None or server.transport.get_extra_info("sslcontext") is not None)
        return "250 kept"


def connecter(_server: SMTP, _session: Session, _enveloppe: Envelope, _mecanisme: str, donnees: object) -> AuthResult:
    juste = isinstance(donnees, LoginPassword) and (donnees.login, donnees.password) == (NOM, SECRET)
    return AuthResult(success=juste)


@pytest.fixture
def boite() -> Boite:
    return Boite()


Relais = Callable[..., Controller]


@pytest.fixture
def relais(boite: Boite, certificat: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Relais]:
    """Start a relay on loopback, with TLS from the start or on demand, and accounts."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificat))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificat)
    demarres: list[Controller] = []

    def start(*, direct: bool = False, port: int | None = None) -> Controller:
        options = {"authenticator": connecter, "auth_required": True, "auth_require_tls": not direct}
        tls = {"ssl_context": context} if direct else {"tls_context": context, "require_starttls": True}
        serveur = Controller(boite, hostname="127.0.0.1", port=port or port_libre(), **options, **tls)
        serveur.start()
        demarres.append(serveur)
        return serveur

    yield start
    for serveur in demarres:
        serveur.stop()


def facteur(socle: Socle, dossier: Path, url: str) -> Worker:
    """A worker that is not started: each try is the test's own."""
    return Worker(Settings(var=dossier, database_url="", secret="secret des tests", smtp_url=url), socle)


def notices(socle: Socle) -> list[NoticeRow]:
    with socle.session() as db:
        return list(db.scalars(sa.select(NoticeRow).order_by(NoticeRow.id)))


def reessayer_maintenant(socle: Socle) -> None:
    """The pause before the next try has passed."""
    with socle.session() as db, db.begin():
        db.execute(sa.update(NoticeRow).values(prochain_essai=time.time()))


@pytest.mark.parametrize("direct", [True, False])
def test_a_letter_leaves_encrypted_and_signed_in(
    socle: Socle, tmp_path: Path, relais: Relais, boite: Boite, direct: bool
) -> None:
    port = relais(direct=direct).port
    options = "de=kairos@organisme.example" if direct else "starttls&de=kairos@organisme.example"
    url = f"{'smtps' if direct else 'smtp'}://{COMPTE}@127.0.0.1:{port}?{options}"
    un_code(socle)
    code = dernier_code(socle)
    facteur(socle, tmp_path, url).send_waiting()
    assert [notice.statut for notice in notices(socle)] == ["envoyee", "envoyee"]
    assert boite.chiffrees == [True, True]
    assert code in boite.lettres[1]
    assert code not in notices(socle)[1].corps
    assert "From: KAIROS <kairos@organisme.example>" in boite.lettres[1]
    assert f"To: {RGC}" in boite.lettres[1]
    assert "@organisme.example>" in message_id(boite.lettres[1])
    assert not list(tmp_path.glob("courriels/*"))


def message_id(lettre: str) -> str:
    return str(message_from_string(lettre, policy=policy.default)["Message-ID"])


def test_while_the_relay_is_away_a_letter_waits_and_leaves_once(
    sqlite_socle: Socle, tmp_path: Path, relais: Relais, boite: Boite
) -> None:
    port = port_libre()
    worker = facteur(sqlite_socle, tmp_path, f"smtps://{COMPTE}@127.0.0.1:{port}")
    une_demande(sqlite_socle)
    worker.send_waiting()
    worker.send_waiting()
    assert [(notice.statut, notice.essais) for notice in notices(sqlite_socle)] == [("a_envoyer", 1)]
    relais(direct=True, port=port)
    worker.send_waiting()
    assert boite.lettres == []
    reessayer_maintenant(sqlite_socle)
    worker.send_waiting()
    worker.deliver(1)
    assert len(boite.lettres) == 1
    assert [(notice.statut, notice.essais) for notice in notices(sqlite_socle)] == [("envoyee", 2)]


def test_the_pauses_grow(sqlite_socle: Socle, tmp_path: Path) -> None:
    worker = facteur(sqlite_socle, tmp_path, f"smtp://127.0.0.1:{port_libre()}")
    une_demande(sqlite_socle)
    pauses = []
    for _ in range(4):
        worker.send_waiting()
        pauses.append(round(notices(sqlite_socle)[0].prochain_essai - time.time()))
        reessayer_maintenant(sqlite_socle)
    assert pauses == sorted(pauses)
    assert pauses[-1] > 60


def test_a_letter_tried_again_keeps_its_message_id(
    sqlite_socle: Socle, tmp_path: Path, relais: Relais, boite: Boite
) -> None:
    """The relay takes it, and the process dies before it could write that down."""
    worker = facteur(sqlite_socle, tmp_path, f"smtps://{COMPTE}@127.0.0.1:{relais(direct=True).port}")
    une_demande(sqlite_socle)
    worker.send_waiting()
    with sqlite_socle.session() as db, db.begin():
        db.execute(sa.update(NoticeRow).values(statut="a_envoyer"))
    worker.send_waiting()
    assert len(boite.lettres) == 1
    reessayer_maintenant(sqlite_socle)
    worker.send_waiting()
    assert len(boite.lettres) == 2
    assert len({message_id(lettre) for lettre in boite.lettres}) == 1


def test_a_busy_relay_is_asked_again_a_final_no_is_not(
    sqlite_socle: Socle, tmp_path: Path, relais: Relais, boite: Boite, caplog: pytest.LogCaptureFixture
) -> None:
    worker = facteur(sqlite_socle, tmp_path, f"smtps://{COMPTE}@127.0.0.1:{relais(direct=True).port}")
    boite.reponses = ["451 later"]
    une_demande(sqlite_socle)
    worker.send_waiting()
    assert notices(sqlite_socle)[0].statut == "a_envoyer"
    boite.refuses = {RGC}
    reessayer_maintenant(sqlite_socle)
    worker.send_waiting()
    assert notices(sqlite_socle)[0].statut == "refusee"
    reessayer_maintenant(sqlite_socle)
    worker.send_waiting()
    assert boite.lettres == []
    assert RGC not in caplog.text


def test_an_unknown_authority_a_wrong_password_and_a_relay_without_tls_get_no_letter(
    sqlite_socle: Socle, tmp_path: Path, relais: Relais, boite: Boite, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = relais(direct=True).port
    une_demande(sqlite_socle)
    for url in (f"smtps://kairos:faux@127.0.0.1:{port}", f"smtp://{COMPTE}@127.0.0.1:{port}?starttls"):
        monkeypatch.setattr("engine.kit.postier.PATIENCE", 1.0)
        facteur(sqlite_socle, tmp_path, url).send_waiting()
        reessayer_maintenant(sqlite_socle)
    monkeypatch.delenv("SSL_CERT_FILE")
    facteur(sqlite_socle, tmp_path, f"smtps://{COMPTE}@127.0.0.1:{port}").send_waiting()
    assert boite.lettres == []
    assert [notice.statut for notice in notices(sqlite_socle)] == ["a_envoyer"]


@pytest.mark.parametrize("url", ["http://127.0.0.1", "smtp://nom:secret@127.0.0.1", "smtps://", "relais.example"])
def test_an_address_that_cannot_be_is_said_at_the_start(url: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="KAIROS_SMTP_URL") as erreur:
        postier(url, tmp_path)
    assert "secret" not in str(erreur.value)


def test_the_port_and_the_sender_may_be_left_out() -> None:
    assert RelaisSmtp("smtps://relais.example").expediteur == "ne-pas-repondre@kairos.example"
