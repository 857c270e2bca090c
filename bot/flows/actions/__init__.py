"""Lists of corrective actions: of an OPD, of a region."""
