"""A designer's workshop, in development alone: every component in every state, and pages that reload."""
