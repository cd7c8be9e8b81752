"""Tags of what everybody signed in sees."""
