"""Explain: what an actor weighed in a turn, what it chose and why."""
