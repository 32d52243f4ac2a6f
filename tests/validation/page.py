"""Page – the blocks of ``docs/validation.md`` that are made of the evidence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from standoff.vocabulary import Outcome
from tests.reference.markdown import Block, table
from tests.validation.ablations import SCORES, ablated_scores, ablations, measure
from tests.validation.checks import FACTORS, Response, by_belief, reasons
from tests.validation.emissions import compromises
from tests.validation.evidence import Evidence
from tests.validation.observed import forecasters, members, outcomes
from tests.validation.playing import CRISES, DATES, MAIN
from tests.validation.reached import Figure, war
from tests.validation.scoring import BASELINES, Card, Interval, by_chance, skill_over

__all__ = ["blocks"]


def blocks(evidence: Evidence) -> dict[str, Block]:
    """Give what makes each block of the page, by its name."""
    makers: Mapping[str, Callable[[Evidence], str]] = {
        "counts": _counts,
        "ranges": _ranges,
        "held_out": _held_out,
        "held_out_crises": _held_out_crises,
        "held_out_scores": _held_out_scores,
        "crises": _crises,
        "scores": _scores,
        "skill": _skill,
        "ordering": _ordering,
        "dates": _dates,
        "types": _types,
        "beliefs": _beliefs,
        "response": _response,
        "entry": _entry,
        "forecasts": _forecasts,
        "forces": _forces,
        "emissions": _emissions,
        "ablations": ablations,
        "ablated_scores": ablated_scores,
    }
    return {name: partial(maker, evidence) for name, maker in makers.items()}


def _met(is_met: bool) -> str:
    return "met" if is_met else "**missed**"


def _counts(evidence: Evidence) -> str:
    figures = evidence.base.figures
    met = sum(figure.is_met for figure in figures)
    missed = [
        f"`{each.target.crisis}` {measure(each.target)} ({each.shown})" for each in figures if not each.is_met
    ]
    missed_text = "; ".join(missed) or "none"
    return (
        f"{met} of {len(figures)} ranges are met, with {evidence.n_runs:,} runs of each crisis and one seed. "
        f"Missed: {missed_text}."
    )


def _ranges(evidence: Evidence) -> str:
    return _reached(evidence.base.figures)


def _held_out(evidence: Evidence) -> str:
    return _reached(evidence.held_out.figures)


def _reached(figures: Sequence[Figure]) -> str:
    rows = [
        (
            f"`{figure.target.crisis}`",
            measure(figure.target),
            figure.target.shown,
            figure.shown,
            _met(figure.is_met),
        )
        for figure in figures
    ]
    return table(("crisis", "measure", "range", "reached (95 %)", ""), rows)


def _crises(evidence: Evidence) -> str:
    return _said(evidence.base.cards, outcomes())


def _held_out_crises(evidence: Evidence) -> str:
    return _said(evidence.held_out.cards, outcomes("held_out"))


def _said(cards: Sequence[Card], ends: Mapping[str, Outcome]) -> str:
    rows = [
        (f"`{name}`", ends[name].name.lower().replace("_", " "), *(f"{card.war[row]:.3f}" for card in cards))
        for row, name in enumerate(ends)
    ]
    return table(("crisis", "what happened", *(card.forecaster for card in cards)), rows)


def _scores(evidence: Evidence) -> str:
    return _scored(evidence.base.cards)


def _held_out_scores(evidence: Evidence) -> str:
    return _scored(evidence.held_out.cards)


def _scored(cards: Sequence[Card]) -> str:
    rows = [(card.forecaster, *(f"{getattr(card, score).mean():.3f}" for score in SCORES)) for card in cards]
    return table(("forecaster", *SCORES.values()), rows)


def _skill(evidence: Evidence) -> str:
    model, *others = evidence.base.cards
    by_forecaster = {
        other.forecaster: [skill_over(model, other, score) for score in SCORES] for other in others
    }
    rows = [(name, *map(_interval, skills)) for name, skills in by_forecaster.items()]
    better = [name for name in BASELINES if all(skill[0] < 0.0 for skill in by_forecaster[name])]
    shown = all(skill[1] > 0.0 for skills in by_forecaster.values() for skill in skills)
    verdict = "No skill is claimed" if not shown else "Skill is beyond the noise of six crises"
    beaten = (
        f": by all three scores the {' and the '.join(better)} did better than the model" if better else ""
    )
    return f"{table(('against', *SCORES.values()), rows)}\n\n{verdict}{beaten}."


def _interval(estimate: Interval) -> str:
    value, low, high = estimate
    return f"{value:.2f} ({low:.2f} to {high:.2f})"


def _ordering(evidence: Evidence) -> str:
    value, low, high = evidence.base.ordering
    happened = [one >= Outcome.LIMITED_INCURSION for one in outcomes().values()]
    luck = by_chance(evidence.base.cards[0].war.tolist(), happened)
    return (
        f"Of the pairs of one crisis with war and one without, {value:.2f} are in the right order (95 % over "
        f"crises: {low:.2f} to {high:.2f}; .50 by chance). Forecasts that mean nothing would do as well in "
        f"{luck:.0%} of all orders of these crises."
    )


def _dates(evidence: Evidence) -> str:
    happened = {**outcomes(), **outcomes("dates")}
    path = forecasters()
    rows = []
    for name in (*DATES[:2], MAIN, *DATES[2:]):
        p = float(war(evidence.played[name].rows).mean())
        ours = (f"`{name}`", f"{p:.3f}", _error(p, name in happened))
        theirs = [
            (each.shown, f"{each.p:.2f}", _error(each.p, name in happened))
            for each in path
            if each.beside == name
        ]
        rows += [(*ours, *each) for each in theirs or [("", "", "")]]
    return table(
        ("model on the facts of", "any war", "squared error", "forecasters on", "P", "squared error"), rows
    )


def _error(p: float, is_scored: bool) -> str:
    """Show the squared error of a forecast of what happened."""
    return f"{(1.0 - p) ** 2:.3f}" if is_scored else "–"


def _types(evidence: Evidence) -> str:
    rows = []
    for name in CRISES:
        explained = reasons(evidence.played[name])
        shares = (f"{each.war.share:.2f}" for each in explained.types)
        rows.append(
            (
                f"`{name}`",
                *shares,
                f"{explained.chosen:.3f}",
                f"{explained.noise:.3f}",
                _met(explained.noise < 0.05),
            )
        )
    kinds = (f"type {kind}" for kind in range(5))
    return table(("crisis", *kinds, "war by choice", "attack by noise", "< .05"), rows)


def _beliefs(evidence: Evidence) -> str:
    rows = []
    for name in (*CRISES[:-1], *DATES[:2], MAIN, *DATES[2:]):
        belief, weighed = by_belief(evidence.played[name])
        drawn = float(war(evidence.played[name].rows).mean())
        rows.append((f"`{name}`", *(f"{share:.2f}" for share in belief), f"{drawn:.3f}", f"{weighed:.3f}"))
    kinds = (f"type {kind}" for kind in range(5))
    return table(("crisis", *kinds, "any war, as played", "any war, by this belief"), rows)


def _response(evidence: Evidence) -> str:
    rows = [
        (f"`{name}`", f"{response.shares[0]:.2f}", f"{response.shares[-1]:.2f}",
         f"{response.steps.max():+.2f}", _steps(response, response.cliffs), _steps(response, response.falls))
        for name, response in evidence.responses.items()
    ]  # fmt: skip
    head = (f"war at {FACTORS[0]:g}", f"at {FACTORS[-1]:g}", "largest step", "cliffs", "falls")
    return table(("crisis", *head), rows)


def _steps(response: Response, steps: list[int]) -> str:
    texts = (f"{FACTORS[step]:g} to {FACTORS[step + 1]:g}: {response.steps[step]:+.2f}" for step in steps)
    return "; ".join(texts) or "none"


def _entry(evidence: Evidence) -> str:
    texts = ", ".join(f"{share:.4f} at {rate:g} a day" for rate, share in evidence.entry.items())
    shares = list(evidence.entry.values())
    rises = shares == sorted(shares) and shares[-1] > shares[0]
    return f"Wider wars by the rate of incidents: {texts}: {_met(rises)}."


def _forecasts(evidence: Evidence) -> str:
    rows = [
        (f"`{rival}`", kind, f"{expected:.3f}", f"{came:.3f}", _met(abs(expected - came) <= 0.15))
        for rival, kinds in evidence.base.forecasts.items()
        for kind, (expected, came) in kinds.items()
    ]
    return table(("rival", "next act", "forecast", "came", "within .15"), rows)


def _forces(evidence: Evidence) -> str:
    rows = [
        (f"{each.reading.day:%d %B}".lstrip("0"), _counted(each.reading.low, each.reading.high),
         f"{each.given:.1f}", f"{each.miss:+.1%}", _met(each.is_met))
        for each in evidence.forces
    ]  # fmt: skip
    return table(("day", "counted", "rule", "miss", "within 15 %"), rows)


def _counted(low: float, high: float) -> str:
    return f"{low:g}" if low == high else f"{low:g}–{high:g}"


def _emissions(evidence: Evidence) -> str:
    who, ends, observed = members()
    averages = compromises(who, ends)
    rows = [(name, f"{value:.3f}", f"{value - observed:+.3f}") for name, value in averages.items()]
    best = min(averages, key=lambda name: abs(averages[name] - observed))
    return f"{table(('rule', 'years', 'miss'), rows)}\n\nObserved: {observed}. Nearest: the {best}."
