"""The command ``standoff map``."""
