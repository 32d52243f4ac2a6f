"""Agreement: the Mesa model and the compiled ensemble play the same runs, bit for bit."""

from __future__ import annotations

import numpy as np
import pytest

from standoff.chance import round_keys
from standoff.config.compose import compose
from standoff.config.setup import make_stage
from standoff.drivers import ensemble
from standoff.drivers.ensemble import blocks, play, play_block
from standoff.drivers.kernel import NOBODY, WORK, _play_turn
from standoff.drivers.policy import QuantalResponse
from standoff.drivers.single import CrisisModel, run_one
from standoff.drivers.stage import opening_state
from standoff.drivers.talk_moments import room_for
from standoff.drivers.trace import Trace
from standoff.errors import InputError
from standoff.rules.gauge import N_GAUGES, bin_of, reading
from standoff.rules.outcome import record
from standoff.scenario.locate import data_root
from standoff.vocabulary import InjectEffect
from tests.edits import make_war_cheap
from tests.interpreted import first_records, first_stories
from tests.stages import FOLDERS, INJECTS, REACHING

SEED = 20220208
N_RUNS = 8


def played(stage, n_runs=N_RUNS, first=0, seed=SEED, n_threads=None):
    """Records (n_runs,) of the compiled ensemble."""
    return np.concatenate(list(play(stage, seed, first, n_runs, n_threads)))


@pytest.fixture(scope="module", params=REACHING)
def stage(request):
    return REACHING[request.param]()


SCALARS = ("outcome", "days", "days_to_violence", "peak_rung", "goldstein", "crossed", "attacker_losses")
SCALARS += ("target_losses", "signed", "outside", "ceasefire", "drafts")


def test_both_drivers_give_the_same_records(stage):
    n_actors, n_issues = len(stage.names.actors), len(stage.names.issues)
    runs = played(stage)
    assert runs["replication"].tolist() == list(range(N_RUNS))
    for row in runs:
        single = run_one(stage, SEED, int(row["replication"]))
        assert {name: row[name] for name in SCALARS} == {name: getattr(single, name) for name in SCALARS}
        assert tuple(row["type"][:n_actors]) == single.types
        assert tuple(row["chose_war"][:n_actors] == 1) == single.chose_war
        assert tuple(row["preferred_war"][:n_actors] == 1) == single.preferred_war
        assert tuple(row["position"][:n_issues]) == single.positions
        assert tuple(row["payoff"][:n_actors]) == single.payoffs


def kernel(stage, replication):
    """The states of a run after each turn of the compiled kernel, as bytes."""
    keys = round_keys(SEED)
    state, _ = opening_state(stage, keys, replication)
    work = np.zeros(1, WORK).view(np.recarray)[0]
    while state.clock.ended == 0:
        _play_turn(stage.facts, state, work, keys, replication, NOBODY, 0, room_for(0))
        record(stage.facts, state, work.outlook, stage.horizon_days)
        yield state.tobytes()


def test_both_drivers_read_the_same_gauges_after_every_turn(stage):
    n_runs = 3
    (block,) = blocks(stage, SEED, 0, n_runs)
    fan = play_block(block).fan
    expected = np.zeros_like(fan)
    for replication in range(n_runs):
        model = CrisisModel(stage, SEED, replication)
        for turn in range(fan.shape[1]):
            if model.state.clock.ended == 0:
                model.step()
            for gauge in range(N_GAUGES):
                value = reading(stage.facts, model.state, model.outlook, gauge)
                expected[gauge, turn, bin_of(gauge, value)] += 1
    np.testing.assert_array_equal(fan, expected)


@pytest.mark.parametrize("replication", [0, 1, 2])
def test_both_drivers_have_the_same_state_after_every_turn(stage, replication):
    model = CrisisModel(stage, SEED, replication)
    for turn, expected in enumerate(kernel(stage, replication)):
        model.step()
        assert model.state.tobytes() == expected, f"turn {turn}"
    assert model.state.clock.ended == 1


VARIANTS = sorted(path.stem for path in (data_root() / "conf/rules").glob("*.yaml"))


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("scenario", FOLDERS)
def test_both_drivers_agree_after_every_turn_under_every_variant_of_the_rules(scenario: str, variant: str):
    (job,) = compose([f"scenario.name={FOLDERS[scenario]}", f"rules={variant}"])
    _, stage = make_stage(FOLDERS[scenario], rules=job.settings.variant)
    for replication in (0, 1):
        model = CrisisModel(stage, SEED, replication)
        for turn, expected in enumerate(kernel(stage, replication)):
            model.step()
            assert model.state.tobytes() == expected, f"replication {replication}, turn {turn}"
        assert model.state.clock.ended == 1


def test_the_runs_compared_reach_every_phase():
    """Otherwise agreement would mean little."""
    runs = np.concatenate([played(make()) for make in REACHING.values()])
    for name in ("crossed", "drafts", "signed", "ceasefire", "outside", "chose_war", "attacker_losses"):
        assert runs[name].any(), name


def test_the_injects_compared_are_of_every_effect():
    assert {inject["effect"] for inject in INJECTS} == {effect.name.lower() for effect in InjectEffect}


def test_tracing_a_run_does_not_change_it(stage):
    trace = Trace()
    traced = run_one(stage, SEED, 0, trace=trace)
    silent = run_one(stage, SEED, 0)
    assert traced == silent
    assert (
        len(trace.tables["positions"]) == len(stage.names.issues) * traced.days / stage.facts.rules.turn_days
    )


def test_the_number_of_threads_does_not_matter(stage):
    assert played(stage, 150, n_threads=1).tobytes() == played(stage, 150, n_threads=2).tobytes()


@pytest.mark.parametrize("size", [1, 7, 64, 1000])
def test_the_size_of_a_block_does_not_matter(stage, monkeypatch, size):
    expected = played(stage, 70).tobytes()
    monkeypatch.setattr(ensemble, "BLOCK", size)
    assert played(stage, 70).tobytes() == expected


def test_more_replications_leave_the_others_as_they_were(stage):
    many = played(stage, 40)
    assert played(stage, 20).tobytes() == many[:20].tobytes()
    assert played(stage, 20, first=20).tobytes() == many[20:].tobytes()
    assert len({run.tobytes() for run in many}) > 1


def test_another_seed_gives_other_runs(stage):
    assert played(stage, 40).tobytes() != played(stage, 40, seed=SEED + 1).tobytes()


def test_playing_leaves_the_stage_as_it_was(stage):
    before = stage.facts.tobytes() + stage.opening.tobytes()
    run_one(stage, SEED, 0)
    played(stage)
    assert stage.facts.tobytes() + stage.opening.tobytes() == before


class Passive:
    """A policy that never does anything."""

    def __init__(self):
        self.n_choices = 0

    def choose(self, situation, u_choice):
        self.n_choices += 1
        return "hold"


def test_another_policy_of_an_agent_changes_the_run(set_crisis):
    stage = set_crisis("ukraine", make_war_cheap, incident_rate=0.0)
    passive = Passive()
    plain = run_one(stage, SEED, 0)
    other = run_one(stage, SEED, 0, policies={"russia": passive})
    assert plain.chose_war[stage.names.actors.index("russia")]
    assert passive.n_choices > 0
    assert not any(other.chose_war)
    assert other.crossed == 0.0
    assert plain.types == other.types


def test_the_rules_own_policy_given_by_hand_changes_nothing(strait):
    assert run_one(strait, SEED, 0, policies={"vesper": QuantalResponse()}) == run_one(strait, SEED, 0)


def test_a_policy_for_an_unknown_actor_is_refused(strait):
    with pytest.raises(InputError, match=r"no actor .*vespr.*vesper"):
        run_one(strait, SEED, 0, policies={"vespr": Passive()})


class Reckless:
    """A policy that chooses what is not open to it."""

    def choose(self, situation, u_choice):
        return "intervene"


def test_a_policy_that_chooses_a_closed_option_is_refused_with_the_open_ones(set_crisis):
    stage = set_crisis("strait", tempo=100.0)
    with pytest.raises(InputError, match=r"vesper.*'intervene'.*allowed: .*hold"):
        run_one(stage, SEED, 0, policies={"vesper": Reckless()})


def test_interpreted_and_compiled_runs_have_the_same_bits(interpreted):
    assert interpreted["stories"] == first_stories()
    assert interpreted["records"] == first_records()
