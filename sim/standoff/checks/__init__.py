"""Mechanism checks on any scenario: what it holds has to do something, and what must not decide, nothing."""
