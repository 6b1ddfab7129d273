"""Family `financement`: quotes for one job seeker in one session, from the draft to the closing.

An AIF quote is accepted by the job seeker, an AFPR or POEI one by the employer; then the adviser validates or refuses.
Statuses and moves are in `statuts`; other families read quotes through `engine.financement.devis`:
`devis_en_cours(db, acteur)` for those that wait for someone.
"""
