"""The world before the storm: two organismes, an account for each client and each other party, a session a client."""

from datetime import timedelta

import sqlalchemy as sa

from engine.adhesion_comptes.models import Organisme, Utilisateur
from engine.kit.acteurs import Role
from engine.kit.door import Socle
from tests.engine.monde import GRETA, VOISIN, une_session

PRESCRIPTEUR, PLATEFORME, HOTLINE = 2, 3, 4
PREMIER_CLIENT = 10
PARTIES = {PRESCRIPTEUR: Role.PRESCRIPTEUR, PLATEFORME: Role.PLATEFORME_NATIONALE, HOTLINE: Role.HOTLINE}


def peupler(socle: Socle, clients: int) -> None:
    """Write it, committed."""
    fin = socle.clock.today() + timedelta(days=700)
    with socle.session() as db, db.begin():
        for siret in (GRETA, VOISIN):
            db.add(Organisme(siret=siret, raison_sociale=siret, reference_qualite="QUAL-1", date_fin_validite=fin))
        db.flush()
        comptes = PARTIES | {PREMIER_CLIENT + rang: Role.GESTIONNAIRE for rang in range(clients)}
        for id, role in comptes.items():
            siret = (GRETA, VOISIN)[id % 2] if role is Role.GESTIONNAIRE else None
            db.add(
                Utilisateur(
                    id=id, identifiant=f"compte{id}", mot_de_passe="-", nom=f"Compte {id}",
                    courriel=f"compte{id}@chaos.example", role=role.value, siret=siret,
                )
            )  # fmt: skip
        for rang in range(clients):
            siret = (GRETA, VOISIN)[(PREMIER_CLIENT + rang) % 2]
            session = une_session(siret=siret, debut="2028-06-01", fin="2028-12-31", numero=rang + 1)
            session.numero_interne = f"{3400000 + rang}"
            session.places = None
            db.add(session)
        db.flush()
        if db.get_bind().dialect.name == "postgresql":  # ids were given: the next ones come after
            db.execute(sa.text("SELECT setval(pg_get_serial_sequence('utilisateur', 'id'), 1000)"))
