"""Search for the best package of levers, verified with fresh chance."""
