"""The Python interface: load a crisis, set values, play, sweep, and analyse the results."""

from standoff.interface.comparing import compare
from standoff.interface.crisis import Crisis
from standoff.interface.ensemble import Ensemble
from standoff.interface.findings import Findings
from standoff.interface.loading import load
from standoff.interface.reading import read
from standoff.interface.reporting import write_report
from standoff.interface.run import Run
from standoff.interface.sweep import Sweep

__all__ = ["Crisis", "Ensemble", "Findings", "Run", "Sweep", "compare", "load", "read", "write_report"]
