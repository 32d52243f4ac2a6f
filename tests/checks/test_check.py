from __future__ import annotations

from standoff.checks.check import Check, Finding, Verdict, rows, worst


def finding(verdict: Verdict) -> Finding:
    return Finding("trust", "runs that differ", verdict, 3.0, 100)


def test_one_failed_finding_fails_the_check_however_many_pass() -> None:
    assert worst([finding(each) for each in (Verdict.PASS, Verdict.FAIL, Verdict.NOTE)]) == Verdict.FAIL
    assert worst([finding(Verdict.PASS), finding(Verdict.NOTE)]) == Verdict.NOTE
    assert worst([finding(Verdict.PASS)]) == Verdict.PASS


def test_a_check_without_findings_has_not_passed() -> None:
    assert worst([]) == Verdict.NOTE


def test_tables_hold_every_finding_beside_its_check() -> None:
    check = Check("levers", "Do they?", Verdict.NOTE, "Some.", (finding(Verdict.PASS), finding(Verdict.NOTE)))
    made = rows([check, Check("empty", "And?", Verdict.PASS, "Yes.")])
    assert [row["check"] for row in made["checks"]] == ["levers", "empty"]
    assert [(row["check"], row["verdict"], row["n"]) for row in made["findings"]] == [
        ("levers", "pass", 100),
        ("levers", "note", 100),
    ]
