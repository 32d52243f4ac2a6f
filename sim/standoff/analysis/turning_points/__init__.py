"""Turning points: the acts of a run whose alternatives change the outcomes most."""
