"""The hotline's console: the queue, the conversations that a person has taken, the requests to answer."""
