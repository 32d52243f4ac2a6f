"""Sweep – many points of one scenario: laid out, played by any executor, summed up, resumed."""
