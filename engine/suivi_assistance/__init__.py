"""Family `suivi_assistance`: what there is to do, what can be undone, and the help of the Kairos team.

What the web and other families call:

- `engine.suivi_assistance.relais.relais_de(db, conversation)` → `EtatRelais | None`: whether a conversation waits for a
  person or is with one (`avec_une_personne`: the assistant is then silent), its place in the queue, who answers.
- `engine.suivi_assistance.relais.file_d_attente(db)` → the queue of the hotline, those who wait first.
- `engine.kit.a_faire`: each family says what is due in its own `a_faire.py`; mes-echeances and the reminders read it.
- `@annulation("<id>")` (engine.kit.operations): annuler-derniere-operation finds the journal row, calls it, and sees to
  it that a row is undone once.
"""
