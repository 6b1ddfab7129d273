"""What people reach: the pages, the widget, the conversations, and the engine's API behind one door."""
