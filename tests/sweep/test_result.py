from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from standoff.errors import ConfigError, InputError, ResultError
from standoff.scenario.load import load_scenario
from standoff.store import manifest as store
from standoff.store.manifest import Provenance, manifest, parameters_digest
from standoff.store.manifest_file import MANIFEST, read_manifest, write_manifest
from standoff.sweep import result as module
from standoff.sweep.result import DESIGN, create_sweep, open_sweep
from standoff.sweep.setting import Preset
from standoff.sweep.study import Study
from tests.manifests import Change, change_manifest, edit_manifest, reseal
from tests.studies import SEED, STRAIT, opened, points, scenario, study
from tests.sweeps import everything

ROWS = {"rules": ["base", "prospect"], "diplomacy.trust": [0.125, 0.1 + 0.2]}
PRESETS = {("base",): Preset({}, {}), ("prospect",): Preset({}, {"loss_aversion": 2.25})}


def made() -> Study:
    return study(ROWS, presets=PRESETS)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a sweep of which nothing is played yet."""
    opened(made(), tmp_path / "out")
    return tmp_path / "out"


# Opened and found


def test_the_folder_is_complete_before_anything_is_played(folder: Path):
    assert everything(folder).keys() == {MANIFEST, DESIGN}
    content = read_manifest(folder)
    assert content["kind"] == "sweep"
    assert content["sweep"] == json.loads(json.dumps(made().as_record()))
    assert content["command"] == "standoff sweep ..."
    assert content["timings_seconds"] == {}


def test_the_points_are_in_a_table_by_number_and_factor(folder: Path):
    table = pq.ParquetFile(folder / DESIGN).read()
    assert table.to_pydict() == {"point": [0, 1], **ROWS}
    assert table.schema.types == [pa.int64(), pa.string(), pa.float64()]


def test_a_sweep_is_opened_as_it_was_created(folder: Path):
    reopened = open_sweep(folder)
    assert reopened.folder == folder
    assert reopened.experiment == "sweep"
    assert json.dumps(reopened.study.as_record()) == json.dumps(made().as_record())
    assert reopened.study.scenario.fingerprint == scenario().fingerprint
    assert reopened.study.presets == PRESETS
    for point in range(2):
        assert reopened.study.design.point(point) == made().design.point(point)


def test_a_sweep_is_opened_in_a_folder_that_looks_like_a_partition(tmp_path: Path):
    place = tmp_path / "trust=1" / "rules=base"
    opened(made(), place)
    assert list(open_sweep(place).study.design.columns) == list(ROWS)


def test_a_moved_folder_can_be_opened(folder: Path, tmp_path: Path):
    folder.rename(tmp_path / "elsewhere")
    assert open_sweep(tmp_path / "elsewhere").study.design.n_points == 2


def provenance() -> Provenance:
    return Provenance("standoff sweep", "mine", {"scenario": {"name": str(STRAIT)}}, (), {})


def test_an_existing_folder_is_not_changed(folder: Path):
    before = everything(folder)
    with pytest.raises(ResultError, match="is not empty, and nothing is overwritten"):
        create_sweep(made(), provenance(), folder, may_rename=False)
    assert everything(folder) == before


def test_another_name_is_used_if_that_is_allowed(folder: Path):
    created = create_sweep(made(), provenance(), folder, may_rename=True)
    assert created.folder == folder.with_name("out-2")
    assert open_sweep(created.folder).experiment == "mine"


def test_a_folder_that_cannot_be_written_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module.pq, "write_table", fail)
    with pytest.raises(ResultError, match=r"out: cannot be written \(no space left on device\)"):
        opened(made(), tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


# Refused


def refusal(folder: Path) -> str:
    with pytest.raises(ResultError) as error:
        open_sweep(folder)
    return str(error.value)


def test_a_folder_that_is_not_a_result_is_refused(tmp_path: Path, folder: Path):
    is_none = "is not a result, it has no manifest.json; give the folder of a result"
    assert refusal(tmp_path / "nowhere") == f"{tmp_path}/nowhere: {is_none}"
    (folder / MANIFEST).unlink()
    assert refusal(folder) == f"{folder}: {is_none}"
    (tmp_path / "file").write_text("")
    assert refusal(tmp_path / "file").startswith(f"{tmp_path}/file/manifest.json: cannot be read (")


@pytest.mark.parametrize("content", [b"", b"{", b'{"schema": "1"', b"\xff\xfe", b"\0" * 100])
def test_an_unreadable_manifest_is_refused(folder: Path, content: bytes):
    (folder / MANIFEST).write_bytes(content)
    assert refusal(folder).startswith(f"{folder}/manifest.json: cannot be read (")


@pytest.mark.parametrize("content", ["[]", "null", '"1"', "{}", '{"schema": "9"}', '{"schema": 1}'])
def test_a_manifest_of_another_layout_is_refused_with_the_known_one(folder: Path, content: str):
    (folder / MANIFEST).write_text(content)
    message = refusal(folder)
    assert ": unknown layout " in message
    assert "; this version reads layouts 1 and 2; use the version that wrote it" in message


def test_the_result_of_a_run_is_not_a_sweep(tmp_path: Path):
    settings = {"diplomacy": {}, "escalation": {}, "rules": {}, "turn_days": 1.0, "horizon_days": None}
    run = replace(provenance(), config={**provenance().config, **settings})
    traced = {"replication": 0, "outcome": "standoff", "days": 3.0}
    write_manifest(tmp_path, manifest(run, scenario(), {"seed": SEED, "n": 10, "traced": traced}, {}))
    assert refusal(tmp_path) == f"{tmp_path}: is the result of a single run; give the result of a sweep"


def test_another_version_of_the_scenario_is_refused_with_both_versions(tmp_path: Path):
    own = shutil.copytree(STRAIT, tmp_path / "strait")
    for name in ("actions.yaml", "sources.yaml"):
        shutil.copy(STRAIT.parent / name, tmp_path / name)
    before = load_scenario(own)
    config = {"scenario": {"name": str(own)}}
    made_there = Study(before, points(ROWS), PRESETS, SEED, 20, 2.0, 30.0, 0, "sums")
    create_sweep(
        made_there, Provenance("standoff sweep x", "mine", config, (), {}), tmp_path / "out", may_rename=False
    )
    open_sweep(tmp_path / "out")
    text = (own / "scenario.yaml").read_text()
    status_quo = "value: {}, low: 0.6, high: 0.8, unit: position"
    changed = text.replace(status_quo.format(0.7), status_quo.format(0.72))
    (own / "scenario.yaml").write_text(changed)
    after = load_scenario(own)
    assert refusal(tmp_path / "out") == (
        f"{tmp_path}/out: was played with another version of strait (1, {before.fingerprint[:12]}; now 1, "
        f"{after.fingerprint[:12]}); restore that version, or play again with the command:\n"
        "  standoff sweep x"
    )


def test_a_missing_scenario_is_reported(folder: Path):
    change_manifest(folder, lambda content: content["scenario"].update(address="/nowhere/at/all"))
    assert open_sweep(folder).study.scenario.name == "strait"
    change_manifest(folder, lambda content: content["config"]["scenario"].update(name="/nowhere/at/all"))
    with pytest.raises(InputError, match="/nowhere/at/all"):
        open_sweep(folder)


def test_other_rule_parameters_are_refused(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "parameters_digest", lambda: "0" * 64)
    assert refusal(folder) == (
        f"{folder}: was played with other rule parameters (scenarios/rules.yaml); restore them, or play "
        "again with the command:\n  standoff sweep ..."
    )


def test_the_digest_of_the_rule_parameters_follows_their_values(monkeypatch: pytest.MonkeyPatch):
    before = parameters_digest()
    known = dict(store.load_parameters())
    assert parameters_digest() == before
    changed = known | {"learning": known["learning"].model_copy(update={"value": 0.123})}
    monkeypatch.setattr(store, "load_parameters", lambda: changed)
    assert parameters_digest() != before
    wider = known | {"learning": known["learning"].model_copy(update={"note": "other words"})}
    monkeypatch.setattr(store, "load_parameters", lambda: wider)
    assert parameters_digest() == before


def test_other_rules_are_refused_with_version_and_commit(folder: Path, monkeypatch: pytest.MonkeyPatch):
    change_manifest(folder, lambda content: content["code"].update(standoff="0.0.7", commit="abc"))
    monkeypatch.setattr(module, "sources_digest", lambda: "0" * 64)
    assert refusal(folder) == (
        f"{folder}: was played with other rules (version 0.0.7, commit abc); install that version, or play "
        "again with the command:\n  standoff sweep ..."
    )


@pytest.mark.parametrize(
    ("by", "fault"),
    [
        (lambda content: content.pop("sweep"), "sweep is missing"),
        (lambda content: content.pop("config"), "config is missing"),
        (lambda content: content["config"].update(scenario=None), "config.scenario = null: must be a valid"),
        (lambda content: content.pop("code"), "code is missing"),
        (lambda content: content["scenario"].pop("sha256"), "scenario.sha256 is missing"),
        (lambda content: content["sweep"].pop("seed"), "sweep.seed is missing"),
        (lambda content: content["sweep"].update(seed=True), "sweep.seed = True: must be a valid integer"),
        (lambda content: content["sweep"].update(n_points=3), "sweep = a mapping: n_runs must be n_points"),
        (lambda content: content["sweep"].update(design=[]), "sweep.design = a list: must be a valid"),
        (lambda content: content["sweep"]["design"]["factors"][0].update(role="boss"),
         "sweep.design.factors.0.role = boss: must be 'lever', 'uncertainty' or 'choice'"),
        (lambda content: content["sweep"]["design"]["factors"][0].update(colour="red"),
         "sweep.design.factors.0.colour = red: extra inputs"),
        (lambda content: content["sweep"]["presets"][0].pop("rules"), "sweep.presets.0.rules is missing"),
        (lambda content: content["sweep"].update(presets=None), "sweep.presets = null: must be a valid list"),
        (lambda content: content["config"].update(figure_formats=["png/../../x"]),
         "config.figure_formats.0 = png/../../x: must be 'png', 'svg' or 'pdf'"),
    ],
)  # fmt: skip
def test_a_field_that_is_missing_or_unusable_is_named(folder: Path, by: Change, fault: str):
    change_manifest(folder, by)
    expected = f"{folder}/manifest.json: is damaged; restore the file, or play again\n  {fault}"
    assert refusal(folder).startswith(expected)


def test_an_edited_manifest_is_refused_even_if_every_field_is_valid(folder: Path):
    edit_manifest(folder, lambda content: content["sweep"].update(seed=SEED + 1))
    assert refusal(folder).startswith(f"{folder}/manifest.json: was changed since it was written (sha256")


def test_points_that_were_exchanged_are_refused(folder: Path):
    pq.write_table(pa.table({"point": [0, 1], "diplomacy.trust": [0.0, 1.0]}), folder / DESIGN)
    assert refusal(folder).startswith(f"{folder}/design.parquet: was changed since it was written")


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"diplomacy.trust": [0.0, 1.0]}, "are not those of the factors"),
        ({**ROWS, "rules": [0.0, 1.0]}, "rules: is a choice, but its values are numbers"),
        ({"rules": ["base", "own"], "diplomacy.trust": [0.0, 1.0]}, "has none for the options own"),
        ({name: values[:1] for name, values in ROWS.items()}, "has 1 points, but the manifest says 2"),
    ],
)
def test_points_that_are_not_those_of_the_manifest_are_refused(folder: Path, columns, expected: str):
    pq.write_table(pa.table({"point": range(len(columns["diplomacy.trust"])), **columns}), folder / DESIGN)
    reseal(folder)
    with pytest.raises(InputError, match=expected):
        open_sweep(folder)


def test_a_stored_lever_or_rule_parameter_out_of_range_is_refused(folder: Path):
    change_manifest(
        folder, lambda content: content["sweep"]["presets"][1]["rules"].update(loss_aversion=-1.0)
    )
    with pytest.raises(ConfigError, match=r"^rules\.loss_aversion = -1: allowed range is "):
        open_sweep(folder)
    unknown = {"rules": {}, "levers": {"diplomacy.hope": 1}}
    change_manifest(folder, lambda content: content["sweep"]["presets"][1].update(unknown))
    with pytest.raises(ConfigError, match=r"^diplomacy\.hope: unknown lever"):
        open_sweep(folder)


def test_a_stored_point_out_of_range_is_refused(folder: Path):
    change_manifest(folder, lambda content: content["sweep"]["presets"][1].update(rules={}))
    columns = {"point": [0, 1], "rules": ["base", "prospect"], "diplomacy.trust": [0.5, 7.0]}
    pq.write_table(pa.table(columns), folder / DESIGN)
    reseal(folder)
    with pytest.raises(ConfigError, match=r"^diplomacy\.trust = 7: allowed range is 0 to 1"):
        open_sweep(folder)


def test_a_missing_table_of_points_is_reported(folder: Path):
    (folder / DESIGN).unlink()
    assert refusal(folder).startswith(f"{folder}/design.parquet: cannot be read (")


def test_a_flipped_bit_in_the_points_is_never_read_as_a_value(tmp_path: Path):
    values = np.random.default_rng(1).random(500).tolist()  # most of the file
    opened(study({"diplomacy.trust": values}), tmp_path / "out")
    path = tmp_path / "out" / DESIGN
    content = path.read_bytes()
    n_refused = 0
    for place in range(0, len(content), len(content) // 15):
        path.write_bytes(content[:place] + bytes([content[place] ^ 4]) + content[place + 1 :])
        try:
            design = open_sweep(tmp_path / "out").study.design
        except InputError:
            n_refused += 1
            continue
        assert design.columns["diplomacy.trust"].tolist() == values
    assert n_refused > 5
