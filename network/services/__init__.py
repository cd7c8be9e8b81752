"""Every write to the network's tables."""
