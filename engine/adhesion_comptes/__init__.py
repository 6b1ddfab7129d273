"""Family adhesion-comptes: from the request of a SIRET to people who may sign in.

An adhésion is asked for, the plateforme nationale accepts or refuses it, an accepted one sends a provisional code to
the RGC, who validates it within the delay of `delai_validation_identifiants`; then the convention waits for acceptance.

Other families read organismes and accounts through `engine.adhesion_comptes.queries`, and point to the tables
`organisme.siret` and `utilisateur.id` by foreign key.
"""
