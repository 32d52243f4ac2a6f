from __future__ import annotations

import builtins
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from standoff.analysis.search.search import search, verify
from standoff.analysis.search.searcher import Searcher
from standoff.config.composer import Composer
from standoff.config.flags import read_flags
from standoff.config.search_settings import SearchSettings, VerifyChoice
from standoff.design.factors import Factor, FactorKind
from standoff.errors import ConfigError, MissingExtra
from standoff.statistics.goals import Goal
from tests.studies import STRAIT, scenario, silent

TRUST = Factor("diplomacy.trust", FactorKind.LEVER, "share", low=0.0, high=1.0)
FLANK = Factor("escalation.flank", FactorKind.LEVER, "share", low=0.0, high=1.0)
DOORS = Factor("diplomacy", FactorKind.CHOICE, "", ("open", "closed"))


class Made(Searcher):
    """A searcher of a loss that is known: least, 0.1, at trust 0.3, flank 0.8 and open doors."""

    def __init__(self, trials: int = 60, best: int = 3, noise: float = 0.0) -> None:
        self.settings = SearchSettings(
            goals=["any_war"], trials=trials, seed=4, replications=50, statistic="mean",
            verify=VerifyChoice(best=best, replications=400),
        )  # fmt: skip
        self.space = [TRUST, FLANK, DOORS]
        self.goals = (Goal("any_war", "share of runs", is_max=False),)
        self.noise = noise
        self._unknown = []
        self.seeds: list[tuple[int, int]] = []

    def play(self, package, states, seed, n_runs, advance):
        self.seeds.append((seed, n_runs))
        if package.get("diplomacy") == "closed" and package["diplomacy.trust"] > 0.9:
            raise ConfigError("doors that are closed on trust do not go together")
        trust, flank = package.get("diplomacy.trust", 0.0), package.get("escalation.flank", 0.0)
        loss = 0.1 + (trust - 0.3) ** 2 + (flank - 0.8) ** 2 + 0.2 * (package.get("diplomacy") != "open")
        key = int(1e6 * trust) if self.noise else 0
        chance = np.random.default_rng([seed, key]).normal(0.0, 1.0, n_runs)
        advance(n_runs)
        return np.full((1, 1, n_runs), loss) + self.noise * chance


def test_a_known_optimum_is_found_within_the_budget():
    searcher = Made()
    verified = verify(searcher, list(search(searcher, silent)), silent)
    best = verified.best.trial
    assert best.package["diplomacy"] == "open"
    assert best.package["diplomacy.trust"] == pytest.approx(0.3, abs=0.12)
    assert best.package["escalation.flank"] == pytest.approx(0.8, abs=0.12)
    assert verified.best.verdicts[0].value < 0.12
    assert verified.best.verdicts[0].is_better(verified.goals[0])
    random = np.random.default_rng(1).random((60, 2))  # what blind trials of the better choice would reach
    blind = 0.1 + ((random - [0.3, 0.8]) ** 2).sum(axis=1).min()
    assert verified.best.verdicts[0].value < blind + 0.01


def test_the_same_search_gives_the_same_trials_and_another_seed_others():
    one, two, other = Made(20), Made(20), Made(20)
    other.settings.seed = 5
    assert list(search(one, silent)) == list(search(two, silent))
    assert list(search(one, silent)) != list(search(other, silent))


def test_the_best_of_many_trials_is_lucky_and_verification_with_another_seed_shows_it():
    searcher = Made(40, noise=3.0)
    trials = list(search(searcher, silent))
    assert set(searcher.seeds) == {(4, 50)}
    searcher.seeds.clear()
    verified = verify(searcher, trials, silent)
    assert searcher.seeds == [(4, 50), *[(5, 400)] * 4]  # as reported in both, the best three in the second
    for one in verified.verified[1:]:
        searched, fresh = verified.gains(one, 0)
        assert searched > fresh + 0.3
        truth = Made().play(one.trial.package, [{}], 0, 1, silent).item()
        assert one.verdicts[0].low <= truth <= one.verdicts[0].high
        assert one.verdicts[0].value != one.searched[0]


def test_a_trial_that_cannot_be_played_is_reported_and_skipped():
    searcher = Made(60)
    searcher.space = [TRUST, FLANK, Factor("diplomacy", FactorKind.CHOICE, "", ("closed",))]
    trials = list(search(searcher, silent))
    failed = [trial for trial in trials if trial.failure]
    assert failed
    assert all(trial.package["diplomacy.trust"] > 0.9 and np.isnan(trial.values[0]) for trial in failed)
    assert all(one.trial not in failed for one in verify(searcher, trials, silent).verified)
    with pytest.raises(ConfigError, match="all 4 trials failed; the first because: doors that are closed"):
        verify(searcher, failed, silent)


def test_without_optuna_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch):
    real = builtins.__import__

    def missing(name: str, *rest: Any) -> Any:
        if name == "optuna":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(MissingExtra, match=r"pip install 'standoff\[search\]'"):
        next(search(Made(), silent))


# What a command line asks for


def searcher(*arguments: str) -> Searcher:
    words = [f"scenario.name={STRAIT}", *arguments]
    return Searcher(Composer(read_flags(words, "standoff search"), "search", SearchSettings), scenario())


def test_levers_are_searched_and_uncertainties_drawn_anew_for_each_seed():
    made = searcher(
        "diplomacy=reported,open", "escalation.flank=interval(0,1)", "rules=base,prospect",
        "design.uncertainties=[actors.*.costs.war,rules.flank]", "design.points=4",
    )  # fmt: skip
    assert [factor.name for factor in made.space] == ["diplomacy", "escalation.flank"]
    assert made.n_states == 4
    states = made.states(1)
    assert "rules.flank" not in states[0]
    assert {"rules", "actors.vesper.costs.war"} < set(states[0])
    assert made.states(1) == states != made.states(2)
    assert searcher("escalation.flank=interval(0,1)").states(1) == [{}]


def test_a_package_is_played_run_by_run_under_shared_chance():
    made = searcher(
        "escalation.attack_cost=0,1", "goals=[any_war,payoff_vesper]", "horizon_days=10", "turn_days=2"
    )
    counted: list[int] = []
    reported = made.play({}, [{}], 1, 30, counted.append)
    assert (reported.shape, sum(counted)) == ((2, 1, 30), 30)
    assert set(np.unique(reported[0])) <= {0.0, 1.0}
    again = made.play({}, [{}, {}], 1, 30, silent)
    assert np.array_equal(again[:, 0], again[:, 1])
    assert np.array_equal(again[:, :1], reported)
    assert not np.array_equal(made.play({}, [{}], 2, 30, silent), reported)
    low, high = (made.play({"escalation.attack_cost": cost}, [{}], 1, 30, silent) for cost in (0.0, 1.0))
    assert not np.array_equal(low, high)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], "no levers to search"),
        (["rules=base,prospect"], "no levers to search"),
        (["diplomacy.trust=0,1", "goals=[wars]"], "response 'wars' is unknown"),
        (["diplomacy.trust=0,1", "goals=[days]"], "give days:min or days:max"),
        (["diplomacy.trust=0,1", "goals=[any_war,any_war]"], "any_war is named twice"),
        (["diplomacy.trust=0,1", "goals=[]"], "give one or two"),
        (["diplomacy.trust=0,1", "statistic=median"], "statistic = median: must be one of mean"),
        (["diplomacy.trust=0,1", "verify.seed=1"], "verify.seed = 1: is the seed of the search"),
        (["diplomacy.trust=0,7"], "diplomacy.trust = 7: allowed range is 0 to 1"),
        (["diplomacy.trust=0,1", "trials=0"], "trials = 0: allowed range is 1 to"),
    ],
)
def test_an_invalid_search_is_refused(arguments: list[str], expected: str):
    with pytest.raises(ConfigError, match=expected):
        searcher(*arguments)


def test_the_largest_seed_has_a_fresh_seed_too():
    assert (
        SimpleNamespace(seed=searcher("diplomacy.trust=0,1", f"seed={2**63 - 1}").settings.fresh_seed).seed
        == 0
    )
