"""Loading products from a CSV file: read, checked row by row, written in batches.

`source` yields records with their line, `cells` checks them, `writing` puts them into the database,
`refusals` keeps what was refused, and `loading` runs the four.
"""
