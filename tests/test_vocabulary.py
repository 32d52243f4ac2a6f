from __future__ import annotations

import pytest

from standoff.vocabulary import ANY_WAR, OUTCOME_SETS, Outcome, Word, share_title


def test_a_word_has_a_key_for_files_and_a_title_for_sentences() -> None:
    assert (Outcome.FULL_INVASION.key, Outcome.FULL_INVASION.title) == ("full_invasion", "full invasion")
    assert (Outcome.DE_ESCALATION.key, Outcome.DE_ESCALATION.title) == ("de_escalation", "de-escalation")


def test_shares_count_any_war_or_one_outcome() -> None:
    assert OUTCOME_SETS["any_war"] == ANY_WAR == (3, 4, 5)
    assert [share_title(name) for name in OUTCOME_SETS] == [
        "any war", "standoff", "de-escalation", "settlement",
        "limited incursion", "full invasion", "wider war",
    ]  # fmt: skip


@pytest.mark.parametrize("words", Word.__subclasses__(), ids=lambda words: words.__name__)
def test_keys_of_an_enumeration_are_unique(words: type[Word]) -> None:
    assert len({word.key for word in words}) == len(words)
