"""Story: one run in words, from its trace: opening, turns, reasons, transcript."""
