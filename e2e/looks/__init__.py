"""How the pages look, and sound to those who hear them, in every state; a stage of its own in a test run."""
