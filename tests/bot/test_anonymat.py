"""Texts leave without the people they speak of, and with the words of the trade."""

import pytest

from bot.anonymat import Anonymiseur


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        (
            "À la RIC ils sont tous venus sauf Martin et Diallo",
            "À la RIC ils sont tous venus sauf [NOM] et [NOM]",
        ),
        ("martin et diallo etaient absents", "[NOM] et [NOM] etaient absents"),
        ("l’AIF de Karim Benali est refusée", "l’AIF de [NOM] est refusée"),
        ("adhésion de Mme Odile Garnier, o.garnier@exemple.fr", "adhésion de [NOM], [COURRIEL]"),
        ("notre siret 732 829 320 00074, tel 06 12 34 56 78", "notre siret [SIRET], tel [TÉLÉPHONE]"),
        ("le 8642097K né le 12/03/1984 est absent", "le [DEMANDEUR] né le [DATE] est absent"),
        ("dossier 44551 22 99 87 bloqué", "dossier [NUMÉRO] bloqué"),
        ("inscris Dupont et NGUYEN THI HOA à Rouen", "inscris [NOM] et [NOM] à Rouen"),
        ("Abandon de Moussa Bakari le 25 janvier", "Abandon de [NOM] [DATE]"),
        ("c’est pour lundi ou pour la fin du mois ?", "c’est pour lundi ou pour la fin du mois ?"),
        ("bonjour Madame, Monsieur, tel hotline kairos ?", "bonjour Madame, Monsieur, tel hotline kairos ?"),
        ("et zylberstein alors", "et [NOM] alors"),
        ("comment éditer une AES et une AIS après la RIC ?", "comment éditer une AES et une AIS après la RIC ?"),
        ("KAIROS ne marche pas sous Firefox", "KAIROS ne marche pas sous Firefox"),
        ("la session de Rouen est complète", "la session de Rouen est complète"),
    ],
)
def test_people_are_masked_and_the_words_of_the_trade_stay(texte: str, attendu: str) -> None:
    assert Anonymiseur(["Zylberstein Quitterie", "AIF", "La"]).masquer(texte) == attendu
