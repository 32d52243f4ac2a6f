"""Compiled: machine code is reused, never stale, and never the reason why an import fails."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numba
import pytest

from standoff import compiled
from standoff.compiled import rule

CALLEE = "from standoff.compiled import rule\n\n@rule\ndef raised(x: float) -> float:\n    return x + {}.0\n"
CALLER = """
from standoff.compiled import rule
from standoff.elementary import raised

@rule
def doubled(x: float) -> float:
    return 2.0 * raised(x)
"""
PROGRAM = """
import sys, tempfile
if {temporary!r}:
    tempfile.tempdir = {temporary!r}
from standoff.rules.caller import doubled
value = doubled(1.0)
stats = getattr(doubled, "stats", None)
print(value, sum(stats.cache_hits.values()) if stats else 0, stats.cache_path if stats else "plain", sep="|")
"""
FORKING = """
import json, os, sys
import llvmlite, numba, numpy
numba.njit(lambda x: x + 1.0)(1.0)  # what the first compilation prepares is there for all programs
for line in sys.stdin:
    folder, environment, program = json.loads(line)
    if os.fork() == 0:
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(environment)
        sys.path.insert(0, environment["PYTHONPATH"])
        exec(program)
        break
    os.wait()
    print(".", flush=True)
"""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A folder with a small `standoff` of one rule and one function that it calls in another file."""
    (tmp_path / "code/standoff/rules").mkdir(parents=True)
    (tmp_path / "code/standoff/__init__.py").touch()
    for name in ("compiled.py", "code_cache.py"):
        shutil.copy(Path(compiled.__file__).with_name(name), tmp_path / "code/standoff" / name)
    (tmp_path / "code/standoff/elementary.py").write_text(CALLEE.format(1))
    (tmp_path / "code/standoff/rules/caller.py").write_text(CALLER)
    (tmp_path / "a file").write_text("no directory can be made in here, by root neither")
    return tmp_path


def environment(package: Path, more: dict[str, str]) -> dict[str, str]:
    """An environment in which the small package is found, and nothing is set but what is said."""
    ours = ("NUMBA_", "STANDOFF_", "XDG_")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return inherited | {"PYTHONPATH": str(package / "code"), "HOME": str(package / "home")} | more


def result_of(printed: str) -> tuple[float, int, str]:
    """Value, hits of the cache and its place."""
    value, hits, place = printed.strip().split("|")
    return float(value), int(hits), place


# A .pyc is checked by size and second only; edits here are quicker and of the same size.
PYTHON = (sys.executable, "-B", "-W", "error", "-c")


@pytest.fixture(scope="module")
def forking() -> Iterator[subprocess.Popen[str]]:
    """A process that has imported numba, and plays each program in a process forked from it."""
    pipe = subprocess.PIPE
    with subprocess.Popen([*PYTHON, FORKING], stdin=pipe, stdout=pipe, text=True) as process:
        yield process
        process.communicate()


@pytest.fixture
def run(forking: subprocess.Popen[str], package: Path) -> Callable[..., tuple[float, int, str]]:
    """How to run the program in a new process, and get value, hits of the cache and its place."""

    def run_forked(temporary: str = "", **more: str) -> tuple[float, int, str]:
        assert forking.stdin is not None
        assert forking.stdout is not None
        words = (str(package), environment(package, more), PROGRAM.format(temporary=temporary))
        print(json.dumps(words), file=forking.stdin, flush=True)
        (printed,) = iter(forking.stdout.readline, ".\n")
        return result_of(printed)

    return run_forked


def run_afresh(package: Path, **more: str) -> tuple[float, int, str]:
    """The same in a process that imports numba itself."""
    words = [*PYTHON, PROGRAM.format(temporary="")]
    done = subprocess.run(
        words, env=environment(package, more), cwd=package, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return result_of(done.stdout)


def test_a_second_process_reuses_the_machine_code(run, package):
    assert run()[:2] == (4.0, 0)
    value, hits, place = run()
    assert (value, hits) == (4.0, 1)
    assert Path(place).is_relative_to(package / "home/.cache/standoff")


def test_an_edited_callee_gives_its_new_result(run, package):
    assert run()[0] == 4.0
    callee = package / "code/standoff/elementary.py"
    before = callee.stat()
    callee.write_text(CALLEE.format(2))
    os.utime(callee, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert run()[:2] == (6.0, 0)


@pytest.mark.parametrize("name", ["STANDOFF_CACHE_DIR", "XDG_CACHE_HOME"])
def test_the_user_chooses_the_directory(run, package, name):
    chosen = package / "chosen"
    assert Path(run(**{name: str(chosen)})[2]).is_relative_to(chosen)
    assert not (package / "home").exists()


def test_an_unwritable_home_is_replaced_by_a_private_temporary_directory(run, package):
    (package / "temporary").mkdir()
    value, _, place = run(temporary=str(package / "temporary"), HOME=str(package / "a file"))
    (private,) = (package / "temporary").iterdir()
    assert value == 4.0
    assert Path(place).is_relative_to(private)
    assert private.stat().st_mode & 0o777 == 0o700


def test_an_unwritable_chosen_directory_is_not_an_error(run, package):
    value, _, place = run(STANDOFF_CACHE_DIR=str(package / "a file/cache"))
    assert value == 4.0
    assert Path(place).is_relative_to(package / "home")


def test_without_any_writable_directory_each_process_compiles_anew(run, package):
    nowhere = str(package / "a file")
    for _ in range(2):
        assert run(temporary=nowhere, HOME=nowhere) == (4.0, 0, "None")


def test_a_relative_cache_home_is_ignored_as_xdg_demands(run, package):
    assert Path(run(XDG_CACHE_HOME="relative")[2]).is_relative_to(package / "home")
    assert not (package / "relative").exists()


@pytest.mark.parametrize("trap", ["link", "open to all"])
def test_a_temporary_directory_that_others_could_write_is_refused(run, package, trap):
    shared = package / "temporary"
    other = package / "other"
    shared.mkdir()
    other.mkdir(mode=0o700)
    expected_name = shared / f"standoff-{os.getuid()}"
    if trap == "link":
        expected_name.symlink_to(other)
    else:
        expected_name.mkdir()
        expected_name.chmod(0o777)
    assert run(temporary=str(shared), HOME=str(package / "a file")) == (4.0, 0, "None")


def test_the_current_folder_is_not_used_as_temporary_directory(run, package):
    # Python falls back to it; machine code could have been packed with the folder.
    assert run(temporary=str(package), HOME=str(package / "a file")) == (4.0, 0, "None")


def test_with_compilation_off_a_rule_is_the_plain_function(package):
    assert run_afresh(package, NUMBA_DISABLE_JIT="1") == (4.0, 0, "plain")
    assert not (package / "home").exists()


def test_a_new_version_of_numba_gets_a_new_directory(monkeypatch):
    before = compiled._hash_of_sources_and_versions()
    monkeypatch.setattr(numba, "__version__", "0.0.0")
    assert compiled._hash_of_sources_and_versions() != before


def test_the_hash_covers_every_module_that_declares_a_rule():
    package = Path(compiled.__file__).parent
    declares = {path for path in package.rglob("*.py") if "\n@rule\n" in path.read_text(encoding="utf-8")}
    assert declares <= set(compiled._sources())
    assert package / "elementary.py" in declares


def test_a_function_that_the_hash_does_not_cover_is_not_kept_on_disk():
    def halved(x: float) -> float:
        return x / 2.0

    function = rule(halved)
    assert function(3.0) == 1.5
    assert getattr(getattr(function, "stats", None), "cache_path", None) is None


def test_the_cache_directory_of_other_packages_stays_as_it_was():
    before = numba.config.CACHE_DIR
    rule(lambda x: x)
    assert before == numba.config.CACHE_DIR


def test_damaged_machine_code_is_compiled_again(run, package):
    run()
    for ending, changed in ((".nbi", b""), (".nbc", None)):
        (path,) = (package / "home").rglob(f"caller.doubled*{ending}")
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        path.write_bytes(content if changed is None else changed)
        assert run()[:2] == (4.0, 0)
    assert run()[:2] == (4.0, 1)


def test_a_chosen_directory_that_others_could_write_is_refused(run, package):
    chosen = package / "chosen"
    assert Path(run(STANDOFF_CACHE_DIR=str(chosen))[2]).is_relative_to(chosen)
    (own,) = chosen.iterdir()
    for folder in (own, chosen):
        folder.chmod(0o777)
        assert Path(run(STANDOFF_CACHE_DIR=str(chosen))[2]).is_relative_to(package / "home")
        folder.chmod(0o700)
    if os.getuid() == 0:  # only root can give a folder to somebody else
        os.chown(chosen, 12345, -1)
        assert Path(run(STANDOFF_CACHE_DIR=str(chosen))[2]).is_relative_to(package / "home")


def test_settings_of_numba_in_the_current_folder_are_not_read(package):
    (package / ".numba_config.yaml").write_text("disable_jit: 1\ncache_locator_classes: no.such.Locator\n")
    assert run_afresh(package)[:2] == (4.0, 0)
    assert run_afresh(package)[:2] == (4.0, 1)
