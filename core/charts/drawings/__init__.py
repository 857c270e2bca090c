"""Drawing of charts: frame, heading, words, and one file for each kind of chart."""
