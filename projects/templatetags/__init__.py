"""Tags of pages of a project."""
