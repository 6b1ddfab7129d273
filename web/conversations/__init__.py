"""Conversations: who speaks, which turn, what was answered. Understanding is the bot's, deciding is the engine's."""
