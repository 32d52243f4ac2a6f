"""Robust choice: the package of levers that does well over the states of the world."""
