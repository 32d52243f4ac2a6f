"""The commands ``standoff sweep`` and ``standoff resume``."""
