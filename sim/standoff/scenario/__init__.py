"""Scenarios: sourced data of one crisis, checked, and packed into the tables of the rules."""
