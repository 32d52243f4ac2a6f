from __future__ import annotations

from pathlib import Path

import pytest

from standoff.errors import InputError, Notice
from standoff.scenario import locate
from standoff.scenario.locate import data_root, scenario_names, scenario_path, user_path

DATA = Path(__file__).parent / "data"


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Lay out an installed package with two scenarios."""
    package = tmp_path / "site-packages" / "standoff"
    for name in ("strait", "harbour"):
        folder = package / "data" / "scenarios" / name
        folder.mkdir(parents=True)
        (folder / "scenario.yaml").touch()
    (package / "data" / "scenarios" / "drafts").mkdir()
    monkeypatch.setattr(locate, "PACKAGE", package)
    return package


def test_a_checkout_keeps_its_data_at_the_top():
    assert (data_root() / "scenarios").is_dir()
    assert data_root() == Path(locate.__file__).parents[3]


def test_an_installed_package_keeps_its_data_inside(installed: Path):
    assert data_root() == installed / "data"
    assert scenario_names() == ["harbour", "strait"]
    assert scenario_path("strait") == installed / "data" / "scenarios" / "strait"


def test_a_package_without_data_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(locate, "PACKAGE", tmp_path / "sim" / "standoff")
    with pytest.raises(InputError, match="install the package again"):
        data_root()


def test_a_folder_is_found_from_any_working_directory(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(DATA)
    assert scenario_path("strait") == scenario_path(DATA / "strait") == (DATA / "strait").resolve()


@pytest.mark.usefixtures("installed")
def test_an_unknown_name_lists_the_nearest_or_all():
    with pytest.raises(InputError, match="scenario 'strayt' is unknown; did you mean 'strait'"):
        scenario_path("strayt")
    with pytest.raises(InputError, match="scenario 'x' is unknown; allowed: harbour, strait"):
        scenario_path("x")


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize("name", ["../scenarios/strait", "drafts", "", "strait/scenario.yaml"])
def test_a_name_is_not_a_path_into_the_package(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match=r"unknown|no scenario\.yaml"):
        scenario_path(name)


def test_the_path_of_a_scenario_file_is_refused_with_its_folder():
    with pytest.raises(
        InputError, match=rf"scenario\.yaml: this is a file; give .* such as {DATA / 'strait'}"
    ):
        scenario_path(DATA / "strait" / "scenario.yaml")


def test_a_scenario_with_another_ending_is_named(tmp_path: Path):
    (tmp_path / "scenario.yml").touch()
    with pytest.raises(InputError, match=r"this folder has no scenario\.yaml, but scenario\.yml: rename it"):
        scenario_path(tmp_path)


@pytest.mark.parametrize(
    "name", ["~nosuchuser/strait", "x" * 5000, "a\0b", "\x1b[31mstrait", "strait@" + "9" * 5000]
)
def test_a_name_that_no_folder_can_have_is_unknown(name: str):
    with pytest.raises(InputError) as caught:
        scenario_path(name)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 500


def test_the_date_of_a_variant_cannot_lead_to_another_folder(tmp_path: Path):
    (tmp_path / "elsewhere.yaml").touch()
    with pytest.raises(InputError, match="has no variant"):
        scenario_path(f"{DATA / 'strait'}@../../../../..{tmp_path}/elsewhere")


def test_a_folder_hidden_by_a_shipped_name_is_reported(
    installed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    own = tmp_path / "here" / "strait"
    own.mkdir(parents=True)
    (own / "scenario.yaml").touch()
    monkeypatch.chdir(own.parent)
    with pytest.warns(Notice, match=r"'strait' is the one that comes with .*; write \./strait to take"):
        assert scenario_path("strait") == installed / "data" / "scenarios" / "strait"
    assert scenario_path("./strait") == own
    monkeypatch.chdir(installed / "data" / "scenarios")
    assert scenario_path("strait") == installed / "data" / "scenarios" / "strait"


@pytest.mark.parametrize("path", ["~nosuchuser/out", "a\0b"])
def test_an_impossible_path_is_refused(path: str):
    with pytest.raises(InputError, match="there can be no such path; write it out in full"):
        user_path(path)
