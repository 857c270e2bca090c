"""What several subjects read of an assessment: its instrument and its progress."""
