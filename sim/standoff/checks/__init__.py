"""Checks of the mechanisms of a scenario: what should matter does, and what should not matter does not."""
