"""How a command ends: with a status, a message, and nothing lost, whatever happens to it or to the screen."""

from __future__ import annotations

import errno
import io
import os
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from types import FrameType
from typing import Any, TextIO

import click

from standoff.errors import Notice, SimError
from standoff.store.files import reason
from standoff.terminal.lines import note

__all__ = ["Ended", "run_to_end"]

REFUSED, STOPPED = 2, 130
"""Exit status after bad input or a refusal of the system, and after Ctrl-C."""
SIGNALS = (signal.SIGTERM, signal.SIGHUP)
"""What ends a process from outside, for instance when its terminal is closed."""
LATER_S = 0.02
"""Seconds after which a signal is sent again whose exception was thrown away."""


class Ended(SystemExit):
    """A signal asks the process to end; what it was writing is removed on the way out."""

    code: int


def run_to_end(command: Callable[[], object]) -> None:
    """Call a command and end the process with its status, or with a message.

    Parameters
    ----------
    command : callable
        The command; it raises the errors of this package, of click or of the system.
    """
    stopped = threading.Event()
    with ExitStack() as stack:
        output = stack.enter_context(_lenient_streams())
        stack.enter_context(_ended_by_signals(stopped))
        stack.enter_context(_shown_notices())
        status = _status_of(command, stopped)
        lost = _flushed(output)
        if lost is not None and lost.errno != errno.EPIPE:  # a reader that goes away has seen enough
            note(f"standard output cannot be written ({reason(lost)}); what was written to files is complete")
            status = status or REFUSED
    if status:
        sys.exit(status)


def _status_of(command: Callable[[], object], stopped: threading.Event) -> int:
    try:
        status = command()
    except SimError as error:
        note(str(error))
    except click.ClickException as error:
        shown = io.StringIO()
        error.show(shown)
        note(shown.getvalue().rstrip("\n"))
        return error.exit_code
    except (click.Abort, KeyboardInterrupt, Ended) as stop:
        stopped.set()
        return _told_stop(stop)
    except SystemExit as end:
        if isinstance(end.code, str):
            note(end.code)
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        note(f"{place}{reason(error)}; check the path, its permissions and the room on its disk")
    except MemoryError:
        note("there is not enough memory; ask for fewer runs or points, or give more memory")
    else:
        return status if isinstance(status, int) else 0
    return REFUSED


def _told_stop(stop: BaseException) -> int:
    """Say that the command was stopped, with the advice that it added as notes to the exception."""
    cause = stop.__cause__ or stop  # click raises its own exception from that of Ctrl-C
    note("; ".join(["Stopped", *getattr(cause, "__notes__", ())]))
    return cause.code if isinstance(cause, Ended) and isinstance(cause.code, int) else STOPPED


class _Lenient(io.FileIO):
    """A stream that takes everything, and loses what it cannot write.

    Nothing that a command has to do depends on somebody who reads what it shows.
    """

    lost: OSError | None = None

    def write(self, data: Any, /) -> int:
        """Write as much as can be written; after a failure take everything and write nothing."""
        if self.lost is None:
            try:
                return super().write(data)
            except OSError as error:
                self.lost = error
        return len(data)


@contextmanager
def _lenient_streams() -> Iterator[_Lenient | None]:
    """Replace the streams of the process, and give the raw output stream; None if it is not replaced."""
    before = sys.stdin, sys.stdout, sys.stderr
    for number in range(3):
        _occupy(number)
    if sys.stdin is None:
        sys.stdin = open(0, closefd=False)  # noqa: SIM115 – as long as the process
    output = None
    if sys.stdout in (None, sys.__stdout__):
        output = _Lenient(1, "w", closefd=False)
        sys.stdout = _text(output, sys.stdout)
    if sys.stderr in (None, sys.__stderr__):
        sys.stderr = _text(_Lenient(2, "w", closefd=False), sys.stderr, is_by_line=True)
    try:
        yield output
    finally:
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError):
                stream.flush()
        sys.stdin, sys.stdout, sys.stderr = before


def _occupy(number: int) -> None:
    """Open the null device for a closed stream, so that no file that is opened later takes its number."""
    try:
        os.fstat(number)
    except OSError:
        os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)


def _text(raw: _Lenient, stream: TextIO | None, *, is_by_line: bool = False) -> io.TextIOWrapper:
    encoding = stream.encoding if stream is not None else "utf-8"
    is_by_line = is_by_line or raw.isatty()
    # Show ? where a terminal cannot encode a character.
    return io.TextIOWrapper(io.BufferedWriter(raw), encoding, errors="replace", line_buffering=is_by_line)


def _flushed(output: _Lenient | None) -> OSError | None:
    """Write what is left, and give the error that kept output from being written."""
    try:
        sys.stdout.flush()
    except OSError as error:
        return error
    return output.lost if output is not None else None


@contextmanager
def _ended_by_signals(stopped: threading.Event) -> Iterator[None]:
    """Let signals end the process as an exception does, so that nothing half-written stays."""

    def end(number: int, _: FrameType | None) -> None:
        for each in SIGNALS:  # once is enough, and a second one would disturb the way out
            signal.signal(each, signal.SIG_IGN)
        raise Ended(128 + number)

    is_main = threading.current_thread() is threading.main_thread()  # only there can signals be taken
    before = {each: signal.getsignal(each) for each in SIGNALS if is_main}
    taken = [each for each, handler in before.items() if handler == signal.SIG_DFL]

    def take() -> None:
        for each in taken:
            signal.signal(each, end)

    take()
    try:
        with _sent_again(take, stopped):
            yield
    finally:
        for each in taken:
            signal.signal(each, before[each])


@contextmanager
def _sent_again(take: Callable[[], None], stopped: threading.Event) -> Iterator[None]:
    """Send a signal again if Python has thrown away the exception that it raised.

    It does so, with a traceback on the screen, where C calls back, as in the compiler, or where an object is
    deleted. Once the command has stopped, faults of objects that the signal kept from being made are no news.
    """
    show = sys.unraisablehook

    def send_again(thrown_away: sys.UnraisableHookArgs) -> None:
        error = thrown_away.exc_value
        if not isinstance(error, KeyboardInterrupt | Ended):
            if not stopped.is_set():
                show(thrown_away)
            return
        take()  # this is still within the callback, so the signal must come later
        number = error.code - 128 if isinstance(error, Ended) else signal.SIGINT
        later = threading.Timer(LATER_S, os.kill, (os.getpid(), number))
        later.daemon = True
        later.start()

    sys.unraisablehook = send_again
    try:
        yield
    finally:
        sys.unraisablehook = show


@contextmanager
def _shown_notices() -> Iterator[None]:
    """Print notices as lines on the error stream."""
    with warnings.catch_warnings():
        show = warnings.showwarning

        def shown(message: Warning | str, category: type[Warning], *place: Any) -> None:
            if issubclass(category, Notice):
                note(str(message))
            else:
                show(message, category, *place)

        warnings.showwarning = shown  # type: ignore[assignment]  # of more arguments than are needed
        warnings.simplefilter("default", Notice)
        yield
