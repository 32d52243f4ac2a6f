from __future__ import annotations

from pathlib import Path

import pytest

from standoff.errors import InputError
from standoff.scenario import locate
from standoff.scenario.locate import data_root, scenario_names, scenario_path

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


def test_a_folder_is_found_from_wherever_one_stands(monkeypatch: pytest.MonkeyPatch):
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
def test_a_name_is_no_path_into_the_package(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match=r"unknown|no scenario\.yaml"):
        scenario_path(name)
