"""Analysis – what many runs say, each number with its interval and its n."""
