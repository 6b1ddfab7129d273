"""Graph components: understanding as Rasa trains, stores and runs it."""
