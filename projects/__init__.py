"""What: projects, their stages, directions and participants."""
