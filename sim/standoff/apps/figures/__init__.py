"""The command ``standoff figures``."""
