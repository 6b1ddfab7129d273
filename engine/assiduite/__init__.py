"""Family `assiduite`: absences, interruptions, months, exits, bilans, and the planned end of an #Avenir path.

What other families call (import from `engine.assiduite.mois`, `.absences`):

- `mois.mois_a_declarer(db, siret, maintenant)` → `[(session, "2027-03", open since)]`, oldest first;
- `mois.est_declare(db, inscription_id, "2027-03")`; `absences.absences_de(db, inscription_id)`: those that stand;
- `bilans.bilans_dus(db, siret, jour)` → the enrolments whose bilan is to be entered.
"""
