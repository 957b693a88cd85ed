"""What every shop owes its shoppers in writing, and the way to write to it."""
