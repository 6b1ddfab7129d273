"""Family `inscription_entree`: enrolment in a session, the adviser's validation, entry, attestations.

What other families call (import from `engine.inscription_entree.inscriptions`, `.statuts`, `.entrees`):

- `retenir(ctx, demandeur_id, session, rdv_id, prescripteur=…)` → `Retenue(inscription, ais, notices, avertissements)`:
  « retenu » after an appointment starts the enrolment; `defaire_retenue(ctx, demandeur_id, session, rdv_id)` → notices,
  while the adviser has not validated.
- `inscription_de(ctx, identifiant, session=None, verrou=True)`: the enrolment an operation speaks of, or its refusal;
  `inscriptions_de_la_session(db, session_id)`, `verrouiller_session(db, session_id)`, `inscription_vivante(…)`.
- `inscription.passer_a(statut, le)`, `inscription.revenir_a(statut, le)`: moves, as the table of `statuts` says;
  `PRESENTS_EN_FORMATION`, `ENTRES`, `CADUCS` are the groups that rules ask about.
- `inscription.entree_le`, `.fin_prevue`, `.sortie_le` (last day, set by abandon and exit).
- `entrees.empechement(fonction)`: registers `(db, inscription) → Refus | None`, what forbids changing an entry (a
  declared month, an absence).
"""
