"""A wrong argument is reported before rules, numba, scipy or figures are loaded, in every command."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.apps.test_help import HEAVY
from tests.commands import STRAIT, environment
from tests.results import Results

ALL_IN_TURN = """
import json, sys
from standoff.apps.cli import standoff
messages = {}
for line in json.load(sys.stdin):
    try:
        standoff(line, standalone_mode=False)
        message = ""
    except Exception as error:
        message = error.format_message() if hasattr(error, "format_message") else str(error)
    heavy = sorted({"matplotlib", "mesa", "numba", "pandas", "scipy"} & sys.modules.keys())
    messages[" ".join(line)] = [message, heavy]
print(json.dumps(messages))
"""
"""A program that gives wrong arguments to commands in turn, and tells the message and what is loaded then."""

HERE = f"scenario.name={STRAIT}"
WRONG = {
    "rnu": "There is no command 'rnu'; did you mean 'run'?",
    "diplomacy=open": "There is no command 'diplomacy=open'; settings come behind a command, as in",
    "scenario chek sarn_2031": "There is no command 'chek'; did you mean 'check'?",
    "run trust=0.5": "trust: unknown key; did you mean 'diplomacy.trust'",
    "run diplomacy.trust=7": "diplomacy.trust = 7: allowed range is 0 to 1 (share)",
    "run --replications many": "replications = many: allowed range is 1 to",
    "run diplomacy=opne": "diplomacy=opne: unknown option; did you mean 'open'?",
    "run scenario.name=nowhere": "scenario 'nowhere' is unknown",
    "run experiment=robust_package": "experiment=robust_package: varies diplomacy",
    "run out=taken": "taken: is not empty, and nothing is overwritten; give another folder with out=PATH",
    f"sweep {HERE}": "design=grid: there is nothing to vary; give values",
    f"sweep {HERE} diplomacy.trust=0,7": "diplomacy.trust = 7: allowed range is 0 to 1",
    f"sweep {HERE} actors.vespr.costs.war=0,1": "actors.vespr.costs.war: nothing stands at 'vespr'",
    f"sweep {HERE} diplomacy.trust=interval(0,1)": "grid: diplomacy.trust is the range 0 to 1, not a list",
    f"sweep {HERE} design=table design.path=no.csv": "no.csv: no such file",
    f"sweep {HERE} design=sobol design.levers=[diplomcy.*]": "design.levers: nothing is called diplomcy.*",
    f"sweep {HERE} diplomacy.trust=0,1 reference=5": "reference = 5: there are 2 points",
    f"search {HERE} diplomacy.trust=0,1 goals=[anywar]": "response 'anywar' is unknown; did you mean",
    f"search {HERE} actors.vesper.costs.wr=0,1": "actors.vesper.costs.wr: nothing stands at 'wr'",
    "compare nowhere run": "nowhere: there is no such folder",
    "compare run sweep --by anywar": "Invalid value for '--by': 'anywar' is not one of",
    "compare run sweep figure_formats=gif": "Invalid value for 'figure_formats': 'gif' is not one of",
    "compare run sweep out=taken": "taken: is not empty, and nothing is overwritten; give another folder",
    "discover nowhere": "nowhere: there is no such folder",
    "discover sweep --of anywar": "response 'anywar' is unknown; did you mean 'any_war'?",
    "discover sweep --at-least 0.5 --at-most 0.5": "--at-least and --at-most: give only one of them",
    "explain run --actor vespr --turn 0": "--actor vespr: unknown actor, did you mean 'vesper'?",
    "explain run --turn many": "Invalid value for '--turn': 'many' is not a valid integer",
    "robust sweep --by anywar:min": "response 'anywar' is unknown; did you mean 'any_war'?",
    "sensitivity sweep --of dayz": "response 'dayz' is unknown; did you mean 'days'?",
    "turning-points nowhere": "nowhere: there is no such folder",
    "replay nowhere --run 0": "nowhere: there is no such folder",
    "map run --animate figure_formats=png": "figure_formats=png: png is not for this; allowed: gif, mp4",
    "resume run --address tcp://a:1": "--address: only a Dask cluster has one; add --executor dask",
    "results name=x": "name=x: name which result? give its folder as well",
    "results nowhere name=x": "nowhere: there is no such folder",
    "report nowhere": "nowhere: there is no such folder",
    "report run out=page.txt": "out=page.txt: not the name of an HTML file",
    "check nowhere": "scenario 'nowhere' is unknown",
    "check sarn_2031 replications=5": "Invalid value for 'replications': 5 is not in the range",
    "scenario check nowhere": "scenario 'nowhere' is unknown",
    "levers --scenario nowhere": "scenario 'nowhere' is unknown",
}


@pytest.fixture(scope="module")
def messages(stored: Results, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, list[str]]]:
    """The message of each line, and what was loaded by then, in a process of its own."""
    folder = tmp_path_factory.mktemp("early")
    for name in ("run", "sweep"):
        (folder / name).symlink_to(stored[name])
    (folder / "taken").mkdir()
    (folder / "taken" / "file").touch()
    done = subprocess.run(
        [sys.executable, "-c", ALL_IN_TURN], input=json.dumps([line.split() for line in WRONG]),
        cwd=folder, env=environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert {path.name for path in Path(folder).iterdir()} == {"run", "sweep", "taken"}
    return json.loads(done.stdout)


@pytest.mark.parametrize("line", WRONG)
def test_a_wrong_argument_is_reported_and_nothing_heavy_is_loaded(line: str, messages):
    message, heavy = messages[line]
    assert message.startswith(WRONG[line])
    assert heavy == []


def test_the_program_looks_for_all_heavy_modules():
    assert all(f'"{name}"' in ALL_IN_TURN for name in HEAVY)
