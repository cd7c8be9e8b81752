"""How the portal starts on a bare machine: standard library only, nothing of Django, so it runs before any install."""
