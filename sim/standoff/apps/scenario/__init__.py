"""The command ``standoff scenario``."""
