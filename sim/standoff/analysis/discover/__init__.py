"""Discover: the conditions under which an outcome is frequent, as boxes."""
