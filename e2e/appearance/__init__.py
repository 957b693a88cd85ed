"""Whether it looks as it did: pictures too coarse for the edges of letters, and where things stand."""
