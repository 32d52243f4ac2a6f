"""Explanation: options are sorted by what they are worth, bars are their numbers, the title is the choice."""

import pytest
from matplotlib.colors import to_hex

from standoff.analysis.explain.figures import (
    ExplainedDecision,
    by_utility,
    explanation_title,
    figure_of_explanation,
    probabilities,
    utilities,
)
from standoff.config.setup import make_stage
from standoff.drivers.single import run_one
from standoff.drivers.trace import Trace
from standoff.plots.style import INK
from standoff.story.trace import RunTrace
from tests.figures import is_within_page, texts_of
from tests.stages import FOLDERS


@pytest.fixture(scope="module")
def played():
    """A run in which somebody attacks, its titles, and the options of the attack."""
    scenario, stage = make_stage(FOLDERS["strait"])
    trace = Trace()
    run_one(stage, 1, 15, trace=trace)
    rows = trace.tables["decisions"]
    attack = next(row for row in rows if row["is_chosen"] and row["war"] != 0.0)
    options = [row for row in rows if (row["turn"], row["actor"]) == (attack["turn"], attack["actor"])]
    return RunTrace(stage, trace.tables), {n: action.title for n, action in scenario.actions.items()}, options


def test_options_stand_in_the_order_of_their_utility(played, ax):
    _, titles, options = played
    ordered = by_utility(options)
    utilities(ordered, titles, ax)
    (status_quo,) = {row["status_quo"] for row in options} - {0.0}
    widths = [bar.get_width() for bar in ax.patches]
    assert widths == sorted(widths, reverse=True)
    assert widths == pytest.approx([row["expected_utility"] - status_quo for row in ordered])
    beside = [label.get_text() for label in ax.child_axes[0].get_yticklabels()]
    assert beside == [f"{row['expected_utility']:.3f}" for row in ordered]


@pytest.mark.parametrize("draw", [utilities, probabilities])
def test_only_the_chosen_option_is_dark(played, ax, draw):
    _, titles, options = played
    draw(options, *([titles] if draw is utilities else []), ax)
    dark = [to_hex(bar.get_facecolor()) == INK for bar in ax.patches]
    assert dark == [row["is_chosen"] for row in options]


def test_probabilities_are_those_of_the_options(played, ax):
    *_, options = played
    probabilities(options, ax)
    assert [bar.get_width() for bar in ax.patches] == pytest.approx([row["probability"] for row in options])
    assert sum(bar.get_width() for bar in ax.patches) == pytest.approx(1.0)


def test_the_title_says_the_choice_and_what_it_was_worth_beside_the_best_alternative(played):
    _, titles, options = played
    chosen = next(row for row in options if row["is_chosen"])
    best = max(row["expected_utility"] for row in options if not row["is_chosen"])
    gap = chosen["expected_utility"] - best
    assert explanation_title(options, "Vesper", titles) == (
        f"Vesper chose to {titles[chosen['option']]}, worth {abs(gap):.3f} "
        f"{'more' if gap >= 0 else 'less'} than the best alternative"
    )
    waiting = [row | {"is_chosen": False} for row in options]
    best_title = titles[by_utility(options)[0]["option"]]
    assert explanation_title(waiting, "Vesper", titles) == (
        f"Vesper had no opportunity to act; it would have been best to {best_title}"
    )


@pytest.mark.parametrize(
    ("change", "by_policy", "expected"),
    [
        ({}, False, "Chance drew the choice, which had a probability of"),
        ({}, True, "A policy of your own chose; the probabilities were not used."),
        ({"is_injected": True}, False, "The act was injected; the probabilities were not used."),
        ({"is_chosen": False}, False, "Nothing was chosen."),
    ],
)
def test_the_caption_says_what_chose(played, change, by_policy, expected):
    trace, titles, options = played
    changed = RunTrace(trace.stage, {"decisions": [row | change for row in options]})
    decision = ExplainedDecision(options[0]["actor"], options[0]["turn"], titles, by_policy)
    figure = figure_of_explanation(changed, decision, "The strait – run 15")
    assert expected in texts_of(figure)
    assert is_within_page(figure)
