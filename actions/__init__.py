"""What the assistant asks, previews, confirms and says. No rule of the trade lives here: the engine decides."""
