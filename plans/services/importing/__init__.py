"""A document becomes a plan: kept as a draft, corrected, saved whole or thrown away."""
