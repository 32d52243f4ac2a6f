"""Design – plans of experiments: which values the factors take together, and what it takes to repeat that."""
