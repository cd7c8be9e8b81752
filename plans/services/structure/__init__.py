"""Every write of a plan's structure: rows, sections, numbers, columns; recorded with its reason and taken back."""
