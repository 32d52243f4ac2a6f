"""Report – what happened, in words."""
