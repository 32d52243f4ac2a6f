"""What the package shows to those who import it."""

from __future__ import annotations

import importlib
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import standoff
from tests.commands import STRAIT

ROOT = Path(__file__).parents[1]
MODULES = sorted(module.name for module in pkgutil.walk_packages(standoff.__path__, "standoff."))


@pytest.mark.parametrize("name", ["standoff", *MODULES])
def test_all_is_sorted_and_names_existing_members(name: str):
    module = importlib.import_module(name)
    names = getattr(module, "__all__", [])
    assert sorted(names, key=_as_ruff_sorts) == list(names)
    assert all(hasattr(module, public) for public in names)


def _as_ruff_sorts(name: str) -> tuple[int, str]:
    """Constants, then classes, then the rest."""
    return (0 if name.isupper() else 1 if name[:1].isupper() else 2, name)


def test_the_package_shows_the_whole_interface_and_its_version():
    interface = importlib.import_module("standoff.interface")
    assert sorted([*interface.__all__, "__version__"]) == sorted(standoff.__all__)
    assert set(standoff.__all__) <= set(dir(standoff))


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="has no attribute 'laod'"):
        standoff.laod  # noqa: B018


def test_importing_the_package_loads_nothing_and_analyses_do_not_import_matplotlib():
    code = (
        "import sys; before = set(sys.modules); import standoff\n"
        "loaded = {name.partition('.')[0] for name in set(sys.modules) - before}\n"
        "assert not loaded - sys.stdlib_module_names - {'standoff'}, loaded\n"
        "crisis = standoff.load(sys.argv[1])\n"
        "assert 'numba' in sys.modules\n"
        "played = crisis.run_many(5)\n"
        "standoff.compare(played, played.named('again')).frames\n"
        "played.run(3).explain('vesper', 3).frames\n"
        "played.run(3).turning_points(20).frames\n"
        "few = {'verify.replications': 20}\n"
        "crisis.search({'diplomacy.trust': [0, 1]}, few, trials=2, replications=2).frames\n"
        "assert 'matplotlib' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code, str(STRAIT)], cwd=ROOT, check=True)
