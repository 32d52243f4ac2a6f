"""Interface – the engine from Python: a crisis loaded, set, played once, played many times, swept."""

from sim.interface.crisis import Crisis, load
from sim.interface.ensemble import Ensemble
from sim.interface.run import Run
from sim.interface.sweep import Sweep

__all__ = ["Crisis", "Ensemble", "Run", "Sweep", "load"]
