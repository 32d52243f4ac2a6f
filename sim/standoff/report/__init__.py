"""The report: one HTML page on results, its sections and its command."""
