"""Explanation: bars add up to the totals, probabilities fill the line, the draw falls into the choice."""

import numpy as np
import pytest
from matplotlib.colors import to_hex

from standoff.analysis.explain.figures import probabilities, utilities
from standoff.config.setup import make_stage
from standoff.drivers.single import run_one
from standoff.drivers.trace import Trace
from standoff.plots.style import TERM_COLOURS
from standoff.vocabulary import Term
from tests.stages import FOLDERS


@pytest.fixture(scope="module")
def decision():
    scenario, stage = make_stage(FOLDERS["strait"])
    trace = Trace()
    run_one(stage, 1, 15, trace=trace)
    rows = trace.tables["decisions"]
    attack = next(row for row in rows if row["is_chosen"] and row["war"] != 0.0)
    options = [row for row in rows if (row["turn"], row["actor"]) == (attack["turn"], attack["actor"])]
    return options, {name: action.title for name, action in scenario.actions.items()}


def test_bars_and_marks_agree_on_the_utility_above_the_status_quo(decision, ax):
    options, titles = decision
    utilities(options, titles, ax)
    (status_quo,) = {row["status_quo"] for row in options} - {0.0}
    marks = {line.get_ydata()[0]: line for line in ax.lines if line.get_marker() == "D"}
    for place, row in enumerate(options):
        total = row["expected_utility"] - status_quo
        bars = [bar.get_width() for bar in ax.patches if round(bar.get_y() + bar.get_height() / 2) == place]
        assert sum(bars) == pytest.approx(total)
        assert marks[place].get_xdata()[0] == pytest.approx(total)
        assert (to_hex(marks[place].get_markerfacecolor()) == "#222222") == row["is_chosen"]


def test_a_line_marks_the_best_of_the_options_that_were_not_chosen(decision, ax):
    options, titles = decision
    utilities(options, titles, ax)
    (line,) = (line for line in ax.lines if line.get_label() == "best alternative to the chosen option")
    (status_quo,) = {row["status_quo"] for row in options} - {0.0}
    best = max(row["expected_utility"] for row in options if not row["is_chosen"])
    assert line.get_xdata()[0] == pytest.approx(best - status_quo)


def test_bars_are_stacked_without_overlap_away_from_zero(decision, ax):
    options, titles = decision
    utilities(options, titles, ax)
    for place in range(len(options)):
        bars = [bar for bar in ax.patches if round(bar.get_y() + bar.get_height() / 2) == place]
        for sign in (1, -1):
            side = sorted(
                sorted((bar.get_x() * sign, (bar.get_x() + bar.get_width()) * sign))
                for bar in bars
                if bar.get_width() * sign > 0
            )
            edges = [0.0, *(end for _, end in side)]
            assert [begin for begin, _ in side] == pytest.approx(edges[:-1])


def test_the_draw_falls_into_the_interval_of_the_choice(decision, ax):
    options, _ = decision
    probabilities(options, ax)
    ends = np.array([(bar.get_x(), bar.get_x() + bar.get_width()) for bar in ax.patches])
    assert ends[0, 0] == 0.0
    assert ends[-1, 1] == pytest.approx(1.0)
    assert ends[1:, 0] == pytest.approx(ends[:-1, 1])
    chosen = next(place for place, row in enumerate(options) if row["is_chosen"])
    draw = ax.lines[0].get_xdata()[0]
    assert ends[chosen, 0] <= draw < ends[chosen, 1]


def test_an_injected_act_is_not_shown_as_drawn(decision, ax):
    options = [row | {"is_injected": row["is_chosen"]} for row in decision[0]]
    probabilities(options, ax)
    assert ax.lines[0].get_label() == "draw of the choice (not used: the act was injected)"
    assert ax.lines[0].get_linestyle() == ":"


def test_every_term_has_a_colour_of_its_own():
    assert set(TERM_COLOURS) == set(Term) - {Term.STATUS_QUO}
    assert len(set(TERM_COLOURS.values())) == len(TERM_COLOURS)
