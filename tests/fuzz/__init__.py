"""Damaged input by the thousand: it is taken or refused, and never ends in a traceback (``make fuzz``)."""
