"""How fast recommendations are found, beside what tutorials do, and with how much memory."""
