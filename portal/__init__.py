"""Ground floor: settings, urls, worker, Russian text, shared template parts."""
