"""Corrective actions (tindakan perbaikan): as people type them, and lists of those that are open."""
