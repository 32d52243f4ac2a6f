"""The style of figures and the figures of a run; `sweep` and `forces_map` hold the others."""
