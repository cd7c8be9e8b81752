"""Reading the Russian of plans; pure Python."""
