"""Sensitivity analysis: the influence of the factors of a sweep on its outcomes and measures."""
