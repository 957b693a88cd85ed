"""How fast pages are: in a small shop and in a large one, and against a bare view of the same size."""
