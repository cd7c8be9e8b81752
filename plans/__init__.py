"""Plans: when and by whom."""
