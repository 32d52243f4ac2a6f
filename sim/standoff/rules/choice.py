"""Choice – the quantal response that every decision runs through.

Rule     P(option) = w * exp(precision * utility) / sum over open options, w = 1 / open options of its class
         critical risk = (prevail - submit) / (prevail - disaster): stand firm iff P(disaster) is below
Reads    utilities, classes of the open options
Source   mckelvey_palfrey_1998, signorino_1999, mcfadden_1978 (classes), ellsberg_1959 (critical risk)
Assumes  weights of 1 give the textbook logit; precision 0 gives equal chances to classes; a choice is the
         option at which the cumulative distribution passes the uniform
"""

from __future__ import annotations

import math

from standoff.arrays import Numbers
from standoff.compiled import rule
from standoff.elementary import exp, logistic
from standoff.vocabulary import OptionClass

N_CLASSES = len(OptionClass)


@rule
def choice_probabilities(
    utility: Numbers, weight: Numbers, available: Numbers, precision: float, probability: Numbers
) -> bool:
    """Write the logit quantal response over open options, and tell whether it is finite.

    Parameters
    ----------
    utility, weight, available, probability : ndarray (a,)
        Utilities; weights > 0; 1 for open options; receives the probabilities (sum 1, closed ones 0).
    precision : float
        Lambda >= 0: 0 = weights alone, infinity = best reply.

    Returns
    -------
    bool
        False if a utility of an open option is not finite or no option is open: there are no probabilities.
    """
    best = -1.0e300
    for option in range(len(utility)):
        if available[option] == 1:
            best = max(best, utility[option])
    for option in range(len(utility)):
        share = weight[option] * exp(precision * (utility[option] - best))
        probability[option] = share if available[option] == 1 else 0.0
    total = 0.0
    for option in range(len(utility)):
        if available[option] == 1:
            total += probability[option]
    for option in range(len(utility)):
        probability[option] /= total
    return 0.0 < total < math.inf


@rule
def logit_share(value: float, other: float, precision: float) -> float:
    """Give the probability of the first of two options under logit."""
    return logistic(precision * (value - other))


@rule
def critical_risk(prevail: float, submit: float, disaster: float) -> float:
    """Give the probability of disaster up to which standing firm beats submitting (utilities)."""
    return (prevail - submit) / (prevail - disaster)


@rule
def resist_advantage(prevail: float, submit: float, disaster: float, p_war: float) -> float:
    """Give how much better resisting is than submitting at a probability of war (utilities)."""
    if prevail <= disaster:  # a loss that vanishes beside what is at stake makes no risk critical
        return prevail - submit
    return (prevail - disaster) * (critical_risk(prevail, submit, disaster) - p_war)


@rule
def class_weights(option_class: Numbers, available: Numbers, weight: Numbers) -> None:
    """Write the weight 1 / number of open options of the same class, (a,); 0 for closed options."""
    for option in range(len(available)):
        weight[option] = 0.0
    for each in range(N_CLASSES):
        count = 0
        for option in range(len(available)):
            count += 1 if available[option] == 1 and option_class[option] == each else 0
        share = 1.0 / max(1, count)
        for option in range(len(available)):
            is_member = available[option] == 1 and option_class[option] == each
            weight[option] = share if is_member else weight[option]


@rule
def pick(probability: Numbers, u_choice: float) -> int:
    """Give the option at which the cumulative distribution passes a uniform."""
    passed = 0.0
    last = 0
    for option in range(len(probability)):
        if probability[option] > 0.0:
            passed += probability[option]
            last = option
            if u_choice < passed:
                return option
    return last
