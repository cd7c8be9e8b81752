"""The part of the demonstration that stands on reports: what members are asked for, and closed months."""
