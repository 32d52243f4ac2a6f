"""Explanation of a decision: the options of an actor in a turn, its choice and the reasons."""
