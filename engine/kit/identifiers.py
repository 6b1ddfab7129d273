"""Numbers that people type: how they are written, and whether they can be right."""

import re
from enum import StrEnum

from engine.kit.refus import Refus, Suite

LA_POSTE = "356000000"  # its establishments have a SIRET whose digits sum to a multiple of five, not a Luhn key


class SiretIncorrect(Refus, code="siret-incorrect", status=422):
    message = "Le SIRET « {siret} » n’est pas correct : il compte 14 chiffres, dont le dernier vérifie les autres."
    suite = Suite("Vérifiez-le sur votre avis de situation SIRENE, puis indiquez-le de nouveau.")
    source = "Procédure d’adhésion à KAIROS en trois étapes"


class DemandeurIncorrect(Refus, code="identifiant-demandeur-incorrect", status=422):
    message = (
        "« {identifiant} » n’est pas un identifiant de demandeur d’emploi : il compte 7 chiffres "
        "suivis d’une lettre ou d’un chiffre, ou bien 11 chiffres."
    )
    suite = Suite("Vérifiez-le sur un courrier de Pôle emploi, puis indiquez-le de nouveau.")
    source = "Identifiant du demandeur d’emploi"


class NumeroSessionIncorrect(Refus, code="numero-session-incorrect", status=422):
    message = (
        "« {numero} » n’est pas un numéro de session : il s’écrit SE_ suivi de 10 chiffres, "
        "ou bien avec les 7 chiffres du numéro KAIROS."
    )
    suite = Suite("Vérifiez le numéro de session du CARIF-OREF, puis indiquez-le de nouveau.")
    source = "Numéro de session CARIF-OREF"


class TicketIncorrect(Refus, code="numero-ticket-incorrect", status=422):
    message = "« {numero} » n’est pas un numéro de demande : il s’écrit HK- suivi de chiffres."
    suite = Suite("Vérifiez-le dans le courriel qui confirme la demande, puis indiquez-le de nouveau.")
    source = "Catalogue des opérations, contacter-hotline"


def _sans_separateurs(texte: str) -> str:
    return re.sub(r"[\s.\-\u00a0\u202f]", "", texte)


def siret_est_correct(siret: str) -> bool:
    """Whether 14 digits carry the right key (Luhn; sum of the digits for La Poste)."""
    if not re.fullmatch(r"[0-9]{14}", siret) or siret == "0" * 14:
        return False
    if siret.startswith(LA_POSTE) and sum(map(int, siret)) % 5 == 0:
        return True
    doubles = (int(chiffre) * (2 if rang % 2 == 0 else 1) for rang, chiffre in enumerate(siret))
    return sum(valeur - 9 if valeur > 9 else valeur for valeur in doubles) % 10 == 0


def lire_siret(texte: str) -> str:
    """The 14 digits of a SIRET typed with or without spaces. Raises SiretIncorrect."""
    siret = _sans_separateurs(texte)
    if not siret_est_correct(siret):
        raise SiretIncorrect(siret=texte[:40])
    return siret


def lire_demandeur(texte: str) -> str:
    """A job seeker number, upper case, without spaces. Raises DemandeurIncorrect."""
    identifiant = _sans_separateurs(texte).upper()
    if not re.fullmatch(r"[0-9]{7}[0-9A-Z]|[0-9]{11}", identifiant, re.ASCII):
        raise DemandeurIncorrect(identifiant=texte[:40])
    return identifiant


class FormeSession(StrEnum):
    """The two numbers of one session: the CARIF-OREF's and the internal one of KAIROS."""

    CARIF = "carif"
    KAIROS = "kairos"


def lire_session(texte: str) -> tuple[FormeSession, str]:
    """The CARIF number, or the internal one (7 digits).

    `SE_0000160070`, `14_SE_0000160070`, `14_AF_0000011179_SE_0000160070` and `SE_160070` are the same session.
    """
    numero = re.sub(r"\s", "", texte).upper()
    if trouve := re.fullmatch(r"(?:[0-9A-B]{2,3}_)?(?:AF_[0-9]{1,10}_)?SE_?([0-9]{1,10})", numero, re.ASCII):
        return FormeSession.CARIF, f"SE_{trouve[1]:0>10}"
    if re.fullmatch(r"[0-9]{7}", numero, re.ASCII):
        return FormeSession.KAIROS, numero
    raise NumeroSessionIncorrect(numero=texte[:40])


def lire_ticket(texte: str) -> str:
    """`HK-2031`, typed with or without its letters. Raises TicketIncorrect."""
    trouve = re.fullmatch(r"(?:HK)?[-_ ]?0*([0-9]{1,8})", texte.strip().upper(), re.ASCII)
    if not trouve:
        raise TicketIncorrect(numero=texte[:40])
    return f"HK-{trouve[1]:0>4}"
