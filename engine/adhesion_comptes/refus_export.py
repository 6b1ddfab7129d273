"""What is refused of the export of the organismes, and of an RGC whom nobody can invite."""

from engine.kit.refus import Refus, Suite


class ExportIllisible(Refus, code="export-kairos-illisible", status=422):
    message = "{raison}"
    suite = Suite("Exportez de nouveau les organismes depuis KAIROS, puis renvoyez le fichier tel quel.")
    source = "Export des organismes de KAIROS"


class RgcDejaConnecte(Refus, code="rgc-deja-connecte"):
    message = "Le RGC de {organisme} a déjà choisi son mot de passe : il n’a pas besoin d’invitation."
    suite = Suite("Si le RGC a changé, l’organisme le signale.", operation="changer-rgc")
    source = "Présentation KAIROS – ACTU FORMATION, « Accéder à KAIROS »"
