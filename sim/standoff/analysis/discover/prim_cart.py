"""Boxes found by ema_workbench: PRIM's peeling trajectory and the leaves of CART's tree.

Source   Friedman & Fisher (1999), PRIM; Breiman, Friedman, Olshen & Stone (1984), CART; Lempert, Bryant &
         Bankes (2008), both for scenario discovery; Kwakkel (2017), ema_workbench

Both predict the share at each point, because a point is not a single case: with the same number of runs
everywhere, the mean over the points of a box is the share of its runs, and no threshold has to turn 69 % into
"no" and 71 % into "yes". PRIM maximises this mean, peeling at each step up to 5 % of the points off one side,
or one option, where the mean gains most for each point removed. CART splits where the squared error falls
most.

CART's own list of boxes loses the information that a leaf *has* an option, and shares the sets of options
between leaves, so the tree is read here. Ties between splits are broken by numpy's global generator, which is
seeded for the call and restored.
"""

from __future__ import annotations

import inspect
import traceback
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import numpy as np

from standoff.analysis.discover.boxes import Box, Limit
from standoff.analysis.discover.cases import Cases
from standoff.arrays import Numbers
from standoff.errors import MissingExtra

__all__ = ["leaves", "peeled"]


LEAST_MASS = 0.05
"""Least share of the points in a box."""
LEAST_POINTS = 10
"""Least number of points in a box."""
SEED = 1


def peeled(cases: Cases, share: Numbers) -> list[Box]:
    """Give PRIM's trajectory: boxes from the whole space to the last one, after pasting.

    Parameters
    ----------
    cases : Cases
        The training points.
    share : ndarray (n_points,)
        Share of the cases sought at each point.

    Raises
    ------
    MissingExtra
        If ema_workbench is not installed.
    """
    prim, _ = _workbench()
    frame, mass = _frame(cases), _least_mass(cases)
    with _without_warnings():
        if hasattr(prim, "RegressionPrim"):  # from 3.0 on
            search = prim.RegressionPrim(frame, share, mass_min=mass)
        else:
            mode = prim.sdutil.RuleInductionType.REGRESSION
            search = prim.Prim(frame, share, threshold=-np.inf, mode=mode, mass_min=mass)
        peeling = search.find_box()
    return [_box_of(limits, search.box_init) for limits in peeling.box_lims]


def leaves(cases: Cases, share: Numbers) -> list[Box]:
    """Give the leaves of CART's tree as boxes; see `peeled`."""
    _, cart = _workbench()
    mode = cart.sdutil.RuleInductionType.REGRESSION
    with _without_warnings(), _seeded():
        search = cart.CART(_frame(cases), share, mass_min=_least_mass(cases), mode=mode)
        search.build_tree()
    return list(_leaves(search, cases))


def _workbench() -> tuple[Any, Any]:
    try:
        with _without_warnings(), _without_sources():
            from ema_workbench.analysis import cart, prim
    except ImportError as error:
        raise MissingExtra("finding boxes", "discover") from error
    return prim, cart


@contextmanager
def _without_sources() -> Iterator[None]:
    """Spare ema_workbench the sources of its callers, which it reads for a name: seconds in a notebook."""
    before = inspect.getouterframes
    inspect.getouterframes = _callers  # type: ignore[assignment]
    try:
        yield
    finally:
        inspect.getouterframes = before


def _callers(frame: Any, context: int = 1) -> list[tuple[Any, str, int, str]]:
    return [
        (each, each.f_code.co_filename, line, each.f_code.co_name)
        for each, line in traceback.walk_stack(frame)
    ]


@contextmanager
def _without_warnings() -> Iterator[None]:
    """Suppress warnings of ema_workbench about optional packages, and of pandas about its use."""
    with warnings.catch_warnings():
        for missing in ("ipyparallel not installed", "altair based interactive inspection not available"):
            warnings.filterwarnings("ignore", missing)
        warnings.filterwarnings("ignore", category=DeprecationWarning, module=r"ema_workbench\.")
        yield


def _frame(cases: Cases) -> Any:
    import pandas as pd  # comes with the workbench

    return pd.DataFrame({name: cases.columns[name] for name in cases.varied})


def _least_mass(cases: Cases) -> float:
    return max(LEAST_MASS, LEAST_POINTS / cases.n_points)


@contextmanager
def _seeded() -> Iterator[None]:
    before = np.random.get_state()  # noqa: NPY002 – what scikit-learn draws from
    np.random.seed(SEED)  # noqa: NPY002
    try:
        yield
    finally:
        np.random.set_state(before)  # noqa: NPY002


def _box_of(limits: Any, whole: Any) -> Box:
    """Read a box of PRIM: two rows, least and most, a column for each factor; sets of options."""
    box = []
    for factor in limits.columns:
        (low, high), (least, most) = limits[factor].tolist(), whole[factor].tolist()
        if isinstance(low, set):
            if low != least:
                box.append(Limit(factor, options=tuple(sorted(low))))
            continue
        if low > least:
            box.append(Limit(factor, low=float(low)))
        if high < most:
            box.append(Limit(factor, high=float(high)))
    return Box(tuple(box))


def _leaves(search: Any, cases: Cases) -> Iterator[Box]:
    """Traverse the tree: in the left branch a feature is at most its threshold, in the right above it."""
    tree = search.clf.tree_
    words = {name: tuple(np.unique(cases.columns[name]).tolist()) for name in cases.varied
             if not cases.is_number(name)}  # fmt: skip
    ahead: list[tuple[int, Mapping[tuple[str, str], Limit]]] = [(0, {})]
    while ahead:
        node, limits = ahead.pop()
        left, right = int(tree.children_left[node]), int(tree.children_right[node])
        if left == right:  # a leaf has no children
            yield Box(tuple(limits.values()))
            continue
        feature, threshold = search.feature_names[tree.feature[node]], float(tree.threshold[node])
        if feature in cases.columns:
            below, above = (
                Limit(feature, high=threshold),
                Limit(feature, low=float(np.nextafter(threshold, np.inf))),
            )
            ahead += [
                (right, {**limits, (feature, "low"): above}),
                (left, {**limits, (feature, "high"): below}),
            ]
            continue
        factor, word = feature.split(search.sep)
        remaining = limits[factor, "options"].options if (factor, "options") in limits else words[factor]
        without = Limit(factor, options=tuple(option for option in remaining if option != word))
        only = Limit(factor, options=(word,))
        ahead += [
            (right, {**limits, (factor, "options"): only}),
            (left, {**limits, (factor, "options"): without}),
        ]
