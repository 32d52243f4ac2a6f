"""Statistics: estimators that several questions share; numpy and scipy only."""
