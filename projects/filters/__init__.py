"""What lists of a project are narrowed by, read from the query string."""
