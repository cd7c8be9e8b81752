"""Who: municipalities, organisations, people, groups, users."""
