"""Plumbing that knows nothing of training: the door, its journal, refusals, clock and database."""
