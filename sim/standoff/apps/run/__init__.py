"""The command ``standoff run``."""
