"""The register of an OPD (register): how lines are read, what of them is old."""
