"""Drivers – what runs the rules: one run with its full trace (``single``)."""
