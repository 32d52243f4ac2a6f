"""What the manifests of results must hold, by kind of result; more fields are allowed.

A field that only some versions wrote has a default here.
"""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    InstanceOf,
    ValidationError,
    model_validator,
)

from standoff.drivers.limits import HORIZON_DAYS, POINT_RUNS, RUNS, SEEDS, TRACED, TURN_DAYS
from standoff.errors import shortened
from standoff.vocabulary import Outcome

__all__ = ["faults_in"]

MOST_POINTS: Final = 1_000_000
MOST_FAULTS: Final = 10
"""Most faults of a manifest that are listed."""

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Text = InstanceOf[str]
"""Text that may hold bytes of a path or a command line that are no characters, as Python writes them."""
Word = Annotated[str, Field(min_length=1)]
Seed = Annotated[int, Field(ge=SEEDS[0], le=SEEDS[1])]
TurnDays = Annotated[float, Field(ge=TURN_DAYS[0], le=TURN_DAYS[1])]
HorizonDays = Annotated[float, Field(ge=HORIZON_DAYS[0], le=HORIZON_DAYS[1])]
Replication = Annotated[int, Field(ge=TRACED[0], le=TRACED[1])]
Point = Annotated[int, Field(ge=0, lt=MOST_POINTS)]
Settings = dict[str, float | None]
Injects = list[dict[str, Any]]


def _plain(value: Any) -> Any:
    """Refuse what is neither a finite number nor a word; a union of types would say so in many words."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        raise ValueError("must be a number or a word")
    return value


def _outcome(value: str) -> str:
    words = [outcome.key for outcome in Outcome]
    if value not in words:
        raise ValueError(f"must be one of {', '.join(words)}")
    return value


class _Part(BaseModel):
    """A mapping in a manifest: values are taken as they are, and not converted."""

    model_config = ConfigDict(strict=True, allow_inf_nan=False)


class _Scenario(_Part):
    name: Text
    title: str
    version: str
    frozen_at: str
    sha256: Sha256
    address: Text = ""


class _Code(_Part):
    standoff: str
    commit: str | None
    rules: Word
    parameters: Word


class _ScenarioChoice(_Part):
    name: Text


class _InjectChoice(_Part):
    events: Injects = []


class _Executor(_Part):
    name: str = ""


class _Config(_Part):
    scenario: _ScenarioChoice
    injects: _InjectChoice = _InjectChoice()
    figures: bool = True
    figure_formats: list[Literal["png", "svg", "pdf"]] = []


class _RunConfig(_Config):
    diplomacy: Settings
    escalation: Settings
    rules: Settings
    turn_days: TurnDays
    horizon_days: HorizonDays | None


class _SweepConfig(_Config):
    executor: _Executor = _Executor()


class _Played(_Part):
    created: str
    command: Text
    experiment: Text
    scenario: _Scenario
    parameters: dict[str, float]
    code: _Code
    versions: dict[str, str]
    platform: dict[str, Any]
    timings_seconds: dict[str, float]


class _Traced(_Part):
    replication: Replication
    outcome: Annotated[str, AfterValidator(_outcome)]
    days: Annotated[float, Field(ge=0)]


class _Run(_Played):
    seed: Seed
    n: Annotated[int, Field(ge=RUNS[0], le=RUNS[1])]
    turn_days: TurnDays = 1.0
    horizon_days: HorizonDays = 1.0
    traced: _Traced
    hypothetical_injects: Injects = []
    config: _RunConfig


class _Factor(_Part):
    model_config = ConfigDict(strict=True, allow_inf_nan=False, extra="forbid")

    name: Word
    role: Literal["lever", "uncertainty", "choice"]
    unit: str
    values: list[Annotated[Any, AfterValidator(_plain)]]
    low: float | None
    high: float | None


class _Design(_Part):
    kind: Word
    options: dict[str, Any]
    factors: Annotated[list[_Factor], Field(min_length=1)]


class _Preset(_Part):
    levers: dict[str, float]
    rules: dict[str, float]
    injects: Injects = []


class _OptionsPreset(_Preset):
    options: list[str]


class _Study(_Part):
    seed: Seed
    replications: Annotated[int, Field(ge=POINT_RUNS[0], le=POINT_RUNS[1])]
    turn_days: TurnDays
    horizon_days: HorizonDays
    reference: Point | Literal["reported"] | None
    record: Literal["sums", "runs", "trace"]
    n_points: Annotated[int, Field(ge=1, le=MOST_POINTS)]
    n_runs: int
    design: _Design
    presets: Annotated[list[_OptionsPreset], Field(min_length=1)]
    measures: list[Word] = []
    reported: _Preset | None = None
    is_reference_reported: bool = False

    @model_validator(mode="after")
    def _refuse_misfits(self) -> Self:
        if isinstance(self.reference, int) and self.reference >= self.n_points:
            raise ValueError("reference must be lower than n_points")
        if self.reference == "reported" and self.reported is None:
            raise ValueError("reported is missing, and it is the reference")
        if self.n_runs != self.n_points * self.replications:
            raise ValueError("n_runs must be n_points times replications")
        return self


class _Sweep(_Played):
    config: _SweepConfig
    sweep: _Study


class _Replay(_Part):
    of: Text
    point: Point
    replication: Replication


KINDS: Final[dict[str | None, type[_Part]]] = {
    None: _Run,
    "sweep": _Sweep,
    "replay": _Replay,
}
"""Of all other kinds nothing is read but the kind."""


class _Unsealed(_Part):
    kind: Word | None = None


class _Sealed(_Unsealed):
    files: dict[Word, Sha256]
    sha256: Sha256


def faults_in(content: dict[str, Any], *, is_sealed: bool) -> list[str]:
    """List what is missing or unusable in a manifest, one line each: the field, its value, what is expected.

    Parameters
    ----------
    content : dict
        Content of the manifest.
    is_sealed : bool
        Whether its layout has checksums.
    """
    faults = _faults(_Sealed if is_sealed else _Unsealed, content)
    kind = content.get("kind")
    if not faults and kind in KINDS:
        faults = _faults(KINDS[kind], content)
    if len(faults) > MOST_FAULTS:
        faults = [*faults[:MOST_FAULTS], f"and {len(faults) - MOST_FAULTS:,} more"]
    return faults


def _faults(model: type[_Part], content: dict[str, Any]) -> list[str]:
    try:
        model.model_validate(content)
    except ValidationError as error:
        return [_fault(detail["loc"], detail["type"], detail["msg"], detail["input"])
                for detail in error.errors(include_url=False)]  # fmt: skip
    return []


def _fault(place: tuple[int | str, ...], kind: str, message: str, value: Any) -> str:
    field = shortened(".".join(map(str, place)))
    if kind == "missing":
        return f"{field} is missing"
    what = message.removeprefix("Value error, ").replace("Input should be", "must be")
    return f"{field} = {shortened(value)}: {what[:1].lower()}{what[1:]}"
