"""Search: the best package of levers, verified on fresh chance."""
