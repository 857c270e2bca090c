"""Results (hasil): of one OPD at each stage, and of a whole period."""
