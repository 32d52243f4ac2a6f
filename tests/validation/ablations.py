"""Ablations – the blocks of the page that tell every figure with one mechanism taken out."""

from __future__ import annotations

from tests.reference.markdown import table
from tests.validation.evidence import VARIANTS, Evidence, Under
from tests.validation.reached import Figure
from tests.validation.scoring import Card
from tests.validation.targets import Target

__all__ = ["SCORES", "ablated_scores", "ablations", "measure"]

SCORES = {"brier": "Brier", "log": "log", "ranked": "ranked"}


def measure(target: Target) -> str:
    """Name what a range is about."""
    return target.measure.replace("_", " ")


def ablations(evidence: Evidence) -> str:
    """Give the figure for each range under each variant."""
    rows = []
    for target in evidence.targets:
        cells = [_ablated(under.figure(target)) for under in (evidence.base, *evidence.variants.values())]
        rows.append((f"`{target.crisis}`", measure(target), target.shown, *cells))
    return table(("crisis", "measure", "range", "base", *(name.replace("_", " ") for name in VARIANTS)), rows)


def _ablated(figure: Figure) -> str:
    """Show a figure in short; in bold where it is missed."""
    end = figure.shown.split(":")[0] if figure.target.among else f"{figure.value:.3g}"
    return end if figure.is_met else f"**{end}**"


def ablated_scores(evidence: Evidence) -> str:
    """Give the scores of the model under each variant."""
    rows = [_line(name, under) for name, under in (("base", evidence.base), *evidence.variants.items())]
    return table(("rules", "ranges met", *SCORES.values(), "pairs in order"), rows)


def _line(name: str, under: Under) -> tuple[str, ...]:
    card: Card = under.cards[0]
    met = sum(figure.is_met for figure in under.figures)
    scores = (f"{getattr(card, score).mean():.3f}" for score in SCORES)
    return (name.replace("_", " "), f"{met} of {len(under.figures)}", *scores, f"{under.ordering[0]:.2f}")
