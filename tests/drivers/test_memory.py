"""Memory: an ensemble that would not fit is refused before it is played."""

from __future__ import annotations

from pathlib import Path

import pytest

import standoff
from standoff.drivers import memory
from standoff.drivers.memory import require_memory
from standoff.errors import InputError
from tests.commands import STRAIT, invoke


def test_a_request_for_more_memory_than_available_is_refused_with_both_numbers(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(memory, "_free", lambda: iter([3_000_000_000, 1_500_000_000]))
    require_memory(1_400_000_000, "x", "y")
    expected = "^replications = 9: needs about 2.0 GB of memory, and 1.5 GB are free; ask for fewer$"
    with pytest.raises(InputError, match=expected):
        require_memory(2_000_000_000, "replications = 9", "ask for fewer")


def test_some_memory_is_available():
    require_memory(1, "x", "y")


def test_commands_and_python_check_the_memory_before_they_play(tmp_path: Path, monkeypatch, capsys):
    monkeypatch.setattr(memory, "_free", lambda: iter([1_000_000_000]))
    out = tmp_path / "out"
    arguments = ("run", f"scenario.name={STRAIT}", "replications=10000000", "figures=false", f"out={out}")
    assert invoke(*arguments, monkeypatch=monkeypatch) == 2
    assert "replications = 10,000,000: needs about 1" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(InputError, match="replications = 5,000,000: needs about"):
        standoff.load(STRAIT).run_many(5_000_000)
