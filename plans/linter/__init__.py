"""What is wrong with a plan before it is approved: sentences, each about a place in it. Pure: no database, no clock."""
