"""Results on disk: complete folders or none, with everything needed to repeat them."""
