"""Russian texts of projects, written from facts. Pure: no Django, no clock, no database."""
