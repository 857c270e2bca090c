"""Where a conversation can stand. Apart from the flows, so that one can lead to any other."""
