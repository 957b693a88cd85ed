"""Finding products by what shoppers type.

`words` says what a word is, `documents` reads what is indexed of a product, `indexing` keeps the index,
`finding` asks it and `matching` makes a queryset of what it found; `correction` mends typos and
`highlighting` shows what matched. The index itself is the database's own: `postgres`, `sqlite` and, where
SQLite has no FTS5, `plain`; `engines` chooses.
"""
