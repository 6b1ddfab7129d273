"""Understanding a French message: text → features → scores → decision. Knows nothing of Rasa."""
