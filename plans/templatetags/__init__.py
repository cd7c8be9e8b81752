"""Tags of the pages of plans."""
