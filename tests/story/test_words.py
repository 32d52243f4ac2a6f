from __future__ import annotations

import datetime as dt

import pytest

from standoff.story.reasons import reason
from standoff.story.words import TERM_WORDS, because, listed, percent, span_text, times
from standoff.vocabulary import Term
from tests.story.test_reasons import option

TITLES_OF_ACTS = {"a": "do one thing", "b": "do another"}


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ((2030, 3, 1), (2030, 3, 1), "1 March 2030"),
        ((2030, 3, 1), (2030, 3, 4), "1 to 4 March 2030"),
        ((2030, 2, 27), (2030, 3, 4), "27 February to 4 March 2030"),
        ((2029, 12, 31), (2030, 1, 1), "31 December 2029 to 1 January 2030"),
        ((2030, 3, 4), (2031, 3, 4), "4 March 2030 to 4 March 2031"),
        ((2030, 3, 4), (2030, 4, 4), "4 March to 4 April 2030"),
    ],
)
def test_a_span_does_not_repeat_what_both_ends_share(first, last, expected: str):
    assert span_text(dt.date(*first), dt.date(*last)) == expected


def test_numbers_read_as_words():
    assert [percent(share) for share in (0.0, 0.001, 0.126, 1.0)] == ["0 %", "under 1 %", "13 %", "100 %"]
    assert [times(count) for count in (1, 2, 7)] == ["", " twice", " 7 times"]
    assert listed(["one"]) == "one"


def why(chosen: dict, other: dict) -> str:
    return because(reason([chosen, other], chosen), chosen["option"], TITLES_OF_ACTS)


def test_a_reason_says_whether_worth_or_chance_decided():
    better, worse = option("a", status_quo=0.5), option("b", status_quo=0.5, audience=-0.1)
    assert why(better, worse) == (
        "because this saves face (worth 0.100 more in total; next best: to do another)"
    )
    assert why(worse, better) == "by chance: to do one thing saves face and is worth 0.100 more"
    hair = option("b", status_quo=0.5, audience=-0.001)
    assert why(better, hair) == "because this saves face (but only just; next best: to do another)"
    assert why(hair, better) == "a close call: to do one thing saves face"
    assert because(None, "a", TITLES_OF_ACTS) == "since it has no other option"


def test_if_no_term_distinguishes_two_options_none_is_named():
    one, other = option("a", status_quo=0.5, fear=-0.2), option("b", status_quo=0.5, fear=-0.2 - 1e-17)
    assert why(one, other) == "a close call: to do another is worth as much"
    assert why(other, one) == "a close call: to do one thing is worth as much"


def test_the_wording_for_war_depends_on_what_it_is_compared_with():
    peace, war, small = option("a", status_quo=0.5), option("b", war=0.6), option("a", war=0.2)
    assert "this beats the status quo" in why(war, peace)
    assert "this is the better war" in why(war, small)
    assert "avoids a war that is worth less" in why(peace, option("b", war=0.3))


def test_every_term_has_a_phrase():
    assert set(TERM_WORDS) == set(Term) - {Term.STATUS_QUO}  # told as one with war
