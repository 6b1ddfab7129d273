"""What the organisme has to do about its quotes."""

from collections.abc import Iterator

import sqlalchemy as sa

from engine.financement.models import Devis
from engine.financement.statuts import StatutDevis
from engine.kit.a_faire import AFaire, Perimetre, Urgence, echeances_de
from engine.kit.francais import de, dire_instant
from engine.kit.refus import Suite

S = StatutDevis
# What a quote waits for, and how pressing it is for the organisme: only the draft waits for it.
ATTENDENT = {
    S.BROUILLON: (Urgence.BIENTOT, "est un brouillon à transmettre"),
    S.TRANSMIS: (Urgence.A_PREVOIR, "attend une réponse"),
    S.ACCEPTE: (Urgence.A_PREVOIR, "est accepté et attend la validation du conseiller"),
}


@echeances_de("financement")
def devis_en_attente(perimetre: Perimetre) -> Iterator[AFaire]:
    """Drafts to send, quotes that wait for somebody else."""
    attendent = (
        sa.select(Devis).where(Devis.siret == perimetre.siret, Devis.statut.in_(ATTENDENT)).order_by(Devis.depuis)
    )
    for devis in perimetre.db.scalars(attendent):
        urgence, quoi = ATTENDENT[devis.statut]
        a_transmettre = devis.statut is S.BROUILLON
        yield AFaire(
            f"devis:{devis.id}:{devis.statut.value}",
            urgence,
            f"Le devis {devis.libelle_type} {devis.numero} {de(devis.demandeur.designation)} {quoi}, "
            f"depuis le {dire_instant(devis.depuis)}.",
            Suite(f"Transmettre {devis.numero}", operation="transmettre-devis", donnees={"devis": devis.numero})
            if a_transmettre
            else Suite(f"Suivre {devis.numero}", operation="suivre-devis", donnees={"devis_ou_candidat": devis.numero}),
        )
