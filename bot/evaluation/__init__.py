"""What understanding is worth on labelled questions: figures, pictures, report. No model is made of it."""
