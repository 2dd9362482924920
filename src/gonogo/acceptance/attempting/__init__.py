"""An attempt at gates: from their names to what they leave, with or without a network."""
