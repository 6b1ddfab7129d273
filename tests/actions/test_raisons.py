"""« …, il a trouvé un emploi », « un problème : la page est blanche »: what is said beside the data, no more."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from actions.propos import probleme, sujet
from actions.raisons import raison
from actions.tour import Entite
from bot.donnees import trouver

MAINTENANT = datetime(2027, 1, 6, 10, tzinfo=ZoneInfo("Europe/Paris"))


def entites(texte: str) -> list[Entite]:
    return [Entite(d.entity, d.value, d.start, d.end, d.text, d.autres, d.role) for d in trouver(texte, MAINTENANT)]


@pytest.mark.parametrize(
    ("dit", "attendue"),
    [
        ("M. Diallo abandonne depuis lundi, il ne supporte pas le rythme", "il ne supporte pas le rythme"),
        ("abandon de Marie Leroy au 5 janvier : plus de nouvelles", "plus de nouvelles"),
        ("Leroy abandonne, motif déménagement, date 04/01/2027", "déménagement"),
        ("Petit a laissé tomber vendredi pour raison de santé", "raison de santé"),
        ("Petit se désiste car elle n’a pas de mode de garde", "elle n’a pas de mode de garde"),
        ("M. Diallo ne viendra pas (raisons personnelles), désinscris-le", "raisons personnelles"),
        ("Abandon de Léa Petit au 3 janvier. Elle a trouvé un emploi à Caen. Merci", "Elle a trouvé un emploi à Caen"),
        ("abandon petit 04/01 santé", "santé"),
        ("rouvrir octobre : erreur de saisie sur Léa Petit", "erreur de saisie sur Léa Petit"),
        ("supprime la RIC du 12, le formateur est malade", "le formateur est malade"),
        ("Benali a arrêté le 4 janvier pour un CDI", "pour un CDI"),
        ("Duval se désiste avant le début, elle n’a rien pour son fils", "elle n’a rien pour son fils"),
        ("Formateur indisponible, supprime le 11 h. Enzo garde le sien", None),
        ("Bonjour,\nFormateur indisponible : merci de supprimer celui de 11 h", "Formateur indisponible"),
        ("il a déménagé à Caen. Son conseiller est au courant. Retirez-le", "il a déménagé à Caen"),
        ("M. Caron, il laisse tomber la formation, abandon hier", None),
        ("M. Diallo abandonne la formation depuis lundi", None),
        ("Mme Petit se désiste avant le début", None),
        ("Retire Léa Petit de la session agent de restauration", None),
        ("Supprime la RIC de mardi, celle de Rouen", None),
        ("M. Diallo ne vient plus depuis le 4, tu peux noter l’abandon ?", None),
        ("peut-on rouvrir novembre pour les cuisiniers", None),
    ],
)  # fmt: skip
def test_why_is_read_where_it_is_said(dit: str, attendue: str | None) -> None:
    assert raison(dit, entites(dit), dates=True) == attendue


@pytest.mark.parametrize(
    ("dit", "attendu"),
    [
        ("Je veux signaler un problème : la page est blanche", "la page est blanche"),
        ("ouvrir un ticket, l’AES de Léa Petit ne s’ouvre pas", "l’AES de Léa Petit ne s’ouvre pas"),
        ("Je ne peux pas imprimer les AES, peux-tu ouvrir un ticket", "Je ne peux pas imprimer les AES"),
        ("signaler un souci : je ne reçois pas mon code. a@b.fr", "je ne reçois pas mon code"),
        ("faites remonter ceci : les heures de l’AES sont fausses", "les heures de l’AES sont fausses"),
        ("Ouvrez un ticket à la hotline : les AES ne se téléchargent pas", "les AES ne se téléchargent pas"),
        ("signaler un bug à l’équipe Kairos : page blanche. Mon mail : a@b.fr", "page blanche"),
        ("La liste est vide. Merci d’ouvrir un ticket auprès de l’équipe Kairos.\nIsabelle", "La liste est vide"),
        ("Je veux signaler un problème", None),
        ("je voudrais un ticket pour la session SE_0000160070", None),
        ("Programme une info coll mardi à 14 h", None),
    ],
)
def test_the_problem_is_the_message_without_the_asking(dit: str, attendu: str | None) -> None:
    assert probleme(dit, entites(dit), dates=False) == attendu


@pytest.mark.parametrize(
    ("dit", "attendu"),
    [
        ("Je veux parler à quelqu’un au sujet d’un devis refusé", "un devis refusé"),
        ("un conseiller svp, c’est pour une absence", "une absence"),
        ("Passez-moi un conseiller. Je n’arrive pas à déclarer décembre.", "Je n’arrive pas à déclarer décembre"),
        ("Je veux parler à quelqu’un", None),
        ("un humain svp", None),
        ("je voudrais parler à quelqu’un de l’équipe", None),
        ("quelqu’un de chez vous, au sujet d’un devis refusé", "un devis refusé"),
    ],
)
def test_what_one_wants_to_talk_about(dit: str, attendu: str | None) -> None:
    assert sujet(dit, entites(dit), dates=False) == attendu
