"""Drivers: one run with its full trace (``single``), many runs (``ensemble``), and who plays them."""
