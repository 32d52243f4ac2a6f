"""The command ``standoff results``."""
