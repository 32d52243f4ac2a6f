"""One run in words, from its trace: opening, turns, reasons and transcript."""
