"""Analysis: one folder per question, named as its command."""
