"""Every longer phase is named on one line of a terminal; nothing of it goes to a pipe."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from standoff.terminal import progress
from standoff.terminal.progress import phase, run_bar


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """A terminal that is written to in place of the error stream."""
    page = io.StringIO()
    monkeypatch.setattr(
        progress,
        "Console",
        lambda **_: Console(file=page, force_terminal=True, width=100, legacy_windows=False),
    )
    return page


def test_a_phase_says_what_it_does(terminal: io.StringIO):
    with phase("drawing the figures"):
        pass
    assert "drawing the figures" in terminal.getvalue()


def test_a_phase_inside_another_takes_its_place_and_gives_it_back(terminal: io.StringIO):
    with phase("reading"):
        with run_bar(10) as advance:
            advance(4)
        with phase("drawing"):
            pass
        back = len(terminal.getvalue())
    shown = terminal.getvalue()
    assert "4 of 10 runs" in shown
    assert shown.index("4 of 10 runs") < shown.index("drawing")
    assert "reading" in shown[back - 200 :]


def test_a_phase_that_fails_leaves_the_line(terminal: io.StringIO):
    with pytest.raises(ValueError, match="no"), phase("drawing"):
        raise ValueError("no")
    assert progress._shown == []


def test_nothing_is_written_to_a_pipe(capfd: pytest.CaptureFixture[str]):
    with phase("drawing"), run_bar(3) as advance:
        advance(3)
    assert capfd.readouterr() == ("", "")
