"""The decorator that compiles a pure function to machine code.

`rule` compiles with numba and keeps the machine code on disk, so that only the first process after a change
of the sources pays for compilation.

Numba by itself looks at the file of the function that it compiles: it does not notice an edited callee in
another file, and it freezes globals. So the directory of the cache carries a hash of every source that enters
compiled code and of the versions of Python, numba, llvmlite and numpy; after any change the directory is a
new, empty one.

If no directory can be used (`standoff.code_cache`), functions are compiled in each process anew. With
``NUMBA_DISABLE_JIT=1`` they stay plain Python and give the same bits, slowly: for debugging and coverage.
"""

import functools
import hashlib
import platform
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

import llvmlite
import numpy as np

from standoff.code_cache import check_cached_code, numba, usable_directory

__all__ = ["cache_directory", "lanes", "rule", "sources_digest"]

Function = TypeVar("Function", bound=Callable[..., Any])

PACKAGE = Path(__file__).resolve().parent
COMPILED_SOURCES = (
    "vocabulary.py",
    "code_cache.py",
    "compiled.py",
    "elementary.py",
    "chance.py",
    "state/**/*.py",
    "rules/**/*.py",
    "drivers/kernel.py",
    "drivers/talk_moments.py",
    "drivers/talks.py",
)


def rule(function: Function) -> Function:
    """Compile a pure function of scalars and arrays.

    Parameters
    ----------
    function
        A function that reads only its arguments and constants, and allocates and raises nothing.

    Returns
    -------
    Function
        The compiled function; its attribute ``py_func`` is the interpreted one, which gives the same bits.
        With ``NUMBA_DISABLE_JIT=1``, `function` itself.

    Notes
    -----
    Never ``fastmath``: it lets the compiler reorder sums, and then the bits depend on the machine.
    ``error_model="numpy"`` leaves out the test before every division, so that loops can be vectorised. A
    division by zero gives inf or nan in compiled code and an exception in interpreted code: a rule must not
    divide by zero.

    Examples
    --------
    >>> @rule
    ... def remaining(strength: float, loss: float) -> float:
    ...     return strength - loss
    >>> remaining(3.0, 1.0)
    2.0
    """
    options: Any = numba.config  # its attributes come from the environment, unknown to a type checker
    if options.DISABLE_JIT:
        return function
    directory = cache_directory() if _is_covered_by_the_hash(function) else None
    # Numba takes the directory when a function is decorated and keeps it with the function. Setting the
    # option for that moment only leaves other packages' caches where their users want them, and needs no
    # private part of numba.
    before = options.CACHE_DIR
    options.CACHE_DIR = str(directory or "")
    try:
        compiled = numba.njit(cache=directory is not None, error_model="numpy", nogil=True)(function)
    finally:
        options.CACHE_DIR = before
    if directory is not None:
        check_cached_code(compiled)
    return cast(Function, compiled)


def _is_covered_by_the_hash(function: Callable[..., Any]) -> bool:
    """Tell whether an edit of the function's file changes the hash; else its code could grow stale."""
    return Path(function.__code__.co_filename).resolve() in _sources()


@functools.cache
def _sources() -> tuple[Path, ...]:
    """List the files of the package that enter compiled code, in a fixed order."""
    return tuple(sorted(path for pattern in COMPILED_SOURCES for path in PACKAGE.glob(pattern)))


@functools.cache
def cache_directory() -> Path | None:
    """Find the directory for the machine code; None if no place can be used."""
    return usable_directory(_hash_of_sources_and_versions())


def sources_digest() -> str:
    """Give the hash of all that enters compiled code: results of equal input are equal while it is."""
    total = hashlib.blake2b(digest_size=12)
    for path in _sources():
        content = path.read_bytes()
        total.update(repr((path.relative_to(PACKAGE).as_posix(), len(content))).encode() + content)
    return total.hexdigest()


def _hash_of_sources_and_versions() -> str:
    python = (platform.python_implementation(), platform.python_version())
    versions = (*python, numba.__version__, llvmlite.__version__, np.__version__)
    return hashlib.blake2b(repr((versions, sources_digest())).encode(), digest_size=12).hexdigest()


LANES = 8
"""Numbers of 64 bits in the widest register that processors have."""


@rule
def lanes(count: int, room: int) -> int:
    """Give the length of a loop over a row with ``count`` entries and ``room`` for some more.

    A loop of whole registers has no rest that would go one by one. The entries beyond ``count`` are
    worked out as well, and nobody reads them.

    Examples
    --------
    >>> lanes(6, 16), lanes(20, 32), lanes(6, 6)
    (8, 24, 6)
    """
    return min(room, (count + LANES - 1) // LANES * LANES)
