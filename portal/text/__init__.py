"""Pure helpers for Russian text: plurals, dates, names, cleaning."""
