"""What runs inside Rasa (Python 3.10): the importer, understanding, the channel."""

from bot.processeur import accorder

accorder()
