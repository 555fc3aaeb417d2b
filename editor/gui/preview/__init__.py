"""The article as a reader will see it."""
