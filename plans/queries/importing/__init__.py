"""A document on its way in as a page shows it: what was read, what is doubtful, what would change."""
