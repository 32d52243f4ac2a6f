"""Sensitivity: which factors move the outcomes of a sweep, and how sure that is."""
