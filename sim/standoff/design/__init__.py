"""Designs of experiments: which values the factors take together, and what is needed to repeat them."""
