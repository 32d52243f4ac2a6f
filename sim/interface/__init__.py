"""Interface – the engine from Python: a crisis loaded, set, played, swept; what came of it, analysed."""

from sim.interface.comparing import compare
from sim.interface.crisis import Crisis, load
from sim.interface.ensemble import Ensemble
from sim.interface.findings import Findings
from sim.interface.reading import read
from sim.interface.run import Run
from sim.interface.sweep import Sweep

__all__ = ["Crisis", "Ensemble", "Findings", "Run", "Sweep", "compare", "load", "read"]
