"""How things of a project look on paper and in lists."""
