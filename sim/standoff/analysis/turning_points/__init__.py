"""Turning points: the acts of a run that moved its outcomes most."""
