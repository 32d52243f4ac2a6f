"""Standoff: a wargame and scenario-simulation engine for international crises.

A scenario of sourced numbers is played turn by turn by agents that perceive, learn, bargain,
escalate and fight. One set of rules drives one run with its full trace and ensembles of many runs.
"""

__all__ = ["__version__"]

__version__ = "0.1.0"
