"""The demonstration project: an invented institution, its network, its plans and what came of them."""
