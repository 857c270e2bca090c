"""States of conversations. They are apart from the flows, so that each flow can lead to any other."""
