"""Every write to plans: one function is one use case and one transaction."""
