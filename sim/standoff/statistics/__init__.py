"""Estimators that several questions share; uses only numpy and scipy."""
