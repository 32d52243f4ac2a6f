"""Sweeps over many points of a scenario: layout, playing with any executor, sums, resuming, reading."""
