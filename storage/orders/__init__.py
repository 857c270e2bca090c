"""What all orders share: who gives them, what they may, how a variable is changed, who is told."""
