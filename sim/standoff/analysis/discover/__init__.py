"""Scenario discovery: the conditions under which an outcome is frequent or rare, as boxes."""
