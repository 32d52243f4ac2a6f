"""The command ``standoff replay``."""
