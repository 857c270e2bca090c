"""Words about corrective actions."""
