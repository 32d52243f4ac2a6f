"""The map of forces."""
