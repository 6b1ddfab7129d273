"""HTTP in, HTTP out: the engine's API, mounted under /api/v1. It decides nothing."""
