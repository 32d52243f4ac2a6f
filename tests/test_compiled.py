"""Compiled: machine code is reused, never stale, and never the reason why an import fails."""

import os
import shutil
import subprocess
import sys
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


def run(package: Path, temporary: str = "", **environment: str) -> tuple[float, int, str]:
    """Value, hits of the cache and its place, from a new process."""
    ours = ("NUMBA_", "STANDOFF_", "XDG_")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    # A .pyc is checked by size and second only; edits here are quicker and of the same size.
    inherited |= {"PYTHONPATH": str(package / "code"), "PYTHONDONTWRITEBYTECODE": "1"}
    inherited |= {"HOME": str(package / "home")} | environment
    program = [sys.executable, "-W", "error", "-c", PROGRAM.format(temporary=temporary)]
    done = subprocess.run(program, env=inherited, cwd=package, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    value, hits, place = done.stdout.strip().split("|")
    return float(value), int(hits), place


def test_a_second_process_reuses_the_machine_code(package):
    assert run(package)[:2] == (4.0, 0)
    value, hits, place = run(package)
    assert (value, hits) == (4.0, 1)
    assert Path(place).is_relative_to(package / "home/.cache/standoff")


def test_an_edited_callee_gives_its_new_result(package):
    assert run(package)[0] == 4.0
    callee = package / "code/standoff/elementary.py"
    before = callee.stat()
    callee.write_text(CALLEE.format(2))
    os.utime(callee, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert run(package)[:2] == (6.0, 0)


@pytest.mark.parametrize("name", ["STANDOFF_CACHE_DIR", "XDG_CACHE_HOME"])
def test_the_user_chooses_the_directory(package, name):
    chosen = package / "chosen"
    assert Path(run(package, **{name: str(chosen)})[2]).is_relative_to(chosen)
    assert not (package / "home").exists()


def test_an_unwritable_home_is_replaced_by_a_private_temporary_directory(package):
    (package / "temporary").mkdir()
    value, _, place = run(package, temporary=str(package / "temporary"), HOME=str(package / "a file"))
    (private,) = (package / "temporary").iterdir()
    assert value == 4.0
    assert Path(place).is_relative_to(private)
    assert private.stat().st_mode & 0o777 == 0o700


def test_an_unwritable_chosen_directory_is_not_an_error(package):
    value, _, place = run(package, STANDOFF_CACHE_DIR=str(package / "a file/cache"))
    assert value == 4.0
    assert Path(place).is_relative_to(package / "home")


def test_without_any_writable_directory_each_process_compiles_anew(package):
    nowhere = str(package / "a file")
    for _ in range(2):
        assert run(package, temporary=nowhere, HOME=nowhere) == (4.0, 0, "None")


def test_a_relative_cache_home_is_ignored_as_xdg_demands(package):
    assert Path(run(package, XDG_CACHE_HOME="relative")[2]).is_relative_to(package / "home")
    assert not (package / "relative").exists()


@pytest.mark.parametrize("trap", ["link", "open to all"])
def test_a_temporary_directory_that_others_could_write_is_refused(package, trap):
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
    assert run(package, temporary=str(shared), HOME=str(package / "a file")) == (4.0, 0, "None")


def test_the_current_folder_is_not_used_as_temporary_directory(package):
    # Python falls back to it; machine code could have been packed with the folder.
    assert run(package, temporary=str(package), HOME=str(package / "a file")) == (4.0, 0, "None")


def test_with_compilation_off_a_rule_is_the_plain_function(package):
    assert run(package, NUMBA_DISABLE_JIT="1") == (4.0, 0, "plain")
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


def test_damaged_machine_code_is_compiled_again(package):
    run(package)
    for ending, changed in ((".nbi", b""), (".nbc", None)):
        (path,) = (package / "home").rglob(f"caller.doubled*{ending}")
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        path.write_bytes(content if changed is None else changed)
        assert run(package)[:2] == (4.0, 0)
    assert run(package)[:2] == (4.0, 1)


def test_a_chosen_directory_that_others_could_write_is_refused(package):
    chosen = package / "chosen"
    assert Path(run(package, STANDOFF_CACHE_DIR=str(chosen))[2]).is_relative_to(chosen)
    (own,) = chosen.iterdir()
    for folder in (own, chosen):
        folder.chmod(0o777)
        assert Path(run(package, STANDOFF_CACHE_DIR=str(chosen))[2]).is_relative_to(package / "home")
        folder.chmod(0o700)
    if os.getuid() == 0:  # only root can give a folder to somebody else
        os.chown(chosen, 12345, -1)
        assert Path(run(package, STANDOFF_CACHE_DIR=str(chosen))[2]).is_relative_to(package / "home")


def test_settings_of_numba_in_the_current_folder_are_not_read(package):
    (package / ".numba_config.yaml").write_text("disable_jit: 1\ncache_locator_classes: no.such.Locator\n")
    assert run(package)[:2] == (4.0, 0)
    assert run(package)[:2] == (4.0, 1)
