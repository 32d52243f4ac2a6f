"""The wheel, installed in a new environment and used from a folder that knows nothing of the checkout."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.received import plant_modules

ROOT = Path(__file__).parents[1]
DATA = ROOT / "tests" / "scenario" / "data"
STUDY = "# @package _global_\ndefaults:\n  - override /diplomacy: open\nreplications: 50\nfigures: false\n"

pytestmark = pytest.mark.slow(seconds=80)

Standoff = Callable[..., str]


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment with the wheel; packages of others are those of this one, to save time."""
    folder = tmp_path_factory.mktemp("wheel")
    for words in (
        ["-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        ["-m", "venv", "--without-pip", str(folder / "venv")],
    ):
        subprocess.run([sys.executable, *words], cwd=ROOT, check=True, capture_output=True)
    python, (wheel,) = folder / "venv" / "bin" / "python", folder.glob("standoff-*.whl")
    install = ["--python", str(python), "install", "--no-deps", "--no-index", "--quiet", str(wheel)]
    subprocess.run([sys.executable, "-m", "pip", *install], check=True)
    (site,) = (folder / "venv").glob("lib/python*/site-packages")
    (site / "others.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return folder / "venv"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A user's folder: a crisis and an experiment of their own, and modules that must not run."""
    place = tmp_path_factory.mktemp("user")
    shutil.copytree(DATA, place / "crises")
    (place / "mine" / "experiment").mkdir(parents=True)
    (place / "mine" / "experiment" / "open_doors.yaml").write_text(STUDY)
    plant_modules(place)
    return place


@pytest.fixture(scope="module")
def standoff(environment: Path, folder: Path) -> Standoff:
    """Run a command of the environment in the user's folder, and give what it prints."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "STANDOFF"))}
    clean = {**kept, "XDG_CACHE_HOME": str(environment / "cache")}

    def call(*words: str, program: str = "standoff") -> str:
        command = [environment / "bin" / program, *words]
        done = subprocess.run(command, cwd=folder, env=clean, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    return call


def n_runs(path: Path) -> set[str]:
    with path.open(newline="") as file:
        return {line["n"] for line in csv.DictReader(file)}


def test_the_package_is_the_installed_one(standoff: Standoff, environment: Path):
    code = "from standoff.scenario import locate; print(locate.__file__, locate.data_root())"
    for place in standoff("-P", "-c", code, program="python").split():
        assert Path(place).is_relative_to(environment)


def test_the_main_job_runs_from_anywhere(standoff: Standoff, folder: Path):
    screen = standoff("run", "replications=50", "figures=false", "out=main")
    assert "Share of runs by outcome (%)" in screen
    assert n_runs(folder / "main" / "outcomes.csv") == {"50"}


def test_a_crisis_and_an_experiment_of_the_users_own_are_played(standoff: Standoff, folder: Path):
    words = ("run", "--config-dir=mine", "experiment=open_doors", "scenario.name=crises/strait", "out=own")
    assert "Vesper" in standoff(*words)
    assert n_runs(folder / "own" / "outcomes.csv") == {"50"}


def test_a_sweep_is_played(standoff: Standoff, folder: Path):
    factors = ("diplomacy.trust=0,1", "rules=base,prospect", "executor=processes")
    screen = standoff("sweep", "scenario.name=crises/strait", *factors, "replications=20", "out=sweep")
    assert "4 points, 20 runs at each" in screen
    assert n_runs(folder / "sweep" / "outcomes.csv") == {"20"}
    assert (folder / "sweep" / "figures" / "curves.png").is_file()
    standoff("report", "sweep", "out=report.html")
    assert "What the model leaves out" in (folder / "report.html").read_text()


def test_levers_and_scenarios_are_shown(standoff: Standoff):
    assert "escalation.incident_rate" in standoff("levers")
    assert "Belarus" in standoff("scenario", "show", "ukraine_2022")
    assert "Tamar" in standoff("scenario", "show", "crises/strait")


def test_the_interface_is_there(standoff: Standoff):
    code = "import standoff; print(len(standoff.load('crises/strait').run_many(10).outcomes()))"
    assert standoff("-P", "-c", code, program="python").strip() == "6"


def test_no_module_of_the_folder_has_run(standoff: Standoff, folder: Path):
    """The first start, which compiles, is that of the tests above."""
    standoff("run", "replications=1", "figures=false", "out=last")
    assert not (folder / "ran.txt").exists()
