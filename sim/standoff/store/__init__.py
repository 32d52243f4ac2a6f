"""Store – results on disk: whole folders or none, with all that is needed to repeat them."""
