"""What other pages learn when this area changes."""
