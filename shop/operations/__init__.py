"""How the shop is run: its logs' request ids, its metrics, its rate limits, and who is let in where."""
