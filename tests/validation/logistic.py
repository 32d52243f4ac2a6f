"""Logistic – the regression that stands for what two numbers of a crisis tell without a model of it.

Rule       P(war) = 1 / (1 + exp(-(a + b . x))), x standardised on the crises that are fitted; minus the log
           of the likelihood plus (a^2 + |b|^2) / 2, a normal prior of standard deviation 1 on each parameter
Left out   each crisis is forecast by the fit to the others
"""

from __future__ import annotations

import numpy as np

from standoff.arrays import Numbers

__all__ = ["fit", "forecast", "left_out"]

STEPS = 50


def fit(columns: Numbers, happened: Numbers) -> Numbers:
    """Fit by Newton's method.

    Parameters
    ----------
    columns : ndarray (n, k)
        Ones, and what is known of each case.
    happened : ndarray (n,)
        0 or 1.

    Returns
    -------
    ndarray (k,)
        Parameters.
    """
    array = np.zeros(columns.shape[1])
    for _ in range(STEPS):
        chance = 1.0 / (1.0 + np.exp(-columns @ array))
        slope = columns.T @ (chance - happened) + array
        bend = columns.T @ (columns * (chance * (1.0 - chance))[:, None]) + np.eye(len(array))
        array = array - np.linalg.solve(bend, slope)
    return array


def forecast(known: Numbers, happened: Numbers, case: Numbers) -> float:
    """Forecast a case (k,) by the fit to others (n, k), of which it is known what happened (n,)."""
    spread = np.where(known.std(axis=0) > 0.0, known.std(axis=0), 1.0)
    coefficients = fit(
        np.column_stack([np.ones(len(known)), (known - known.mean(axis=0)) / spread]), happened
    )
    scaled = np.concatenate([[1.0], (case - known.mean(axis=0)) / spread])
    return float(1.0 / (1.0 + np.exp(-scaled @ coefficients)))


def left_out(known: Numbers, happened: Numbers) -> list[float]:
    """Forecast each case by the fit to all others.

    Parameters
    ----------
    known : ndarray (n, k)
        What is known of each case.
    happened : ndarray (n,)
        0 or 1.
    """
    forecasts = []
    for case in range(len(happened)):
        rest = np.arange(len(happened)) != case
        forecasts.append(forecast(known[rest], happened[rest], known[case]))
    return forecasts
