"""A session through its life, told by dates: from the file of the CARIF-OREF to the bilan."""

from pathlib import Path

from tests.engine.vie import entrer, recruter, suivre
from tests.engine.vie.client import Api
from tests.engine.vie.monde import Monde


def test_une_session(api: Api, tmp_path: Path) -> None:
    m = Monde(api)
    recruter.publier(m)
    recruter.ouvrir(m)
    recruter.inscrire(m)
    recruter.deplacer(m)
    recruter.tenir(m)
    entrer.attester(m, tmp_path)
    entrer.valider(m)
    entrer.entrer(m)
    suivre.manquer(m)
    suivre.declarer(m)
    suivre.partir(m)
    suivre.finir(m)
    suivre.relire(m)
