"""Signals of child processes."""

from __future__ import annotations

import signal
from functools import partial

HEAR_CTRL_C = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
"""What a child does first: tests that run in the background ignore Ctrl-C, and children inherit that."""
