"""Fragments: one template and one frozen dataclass each, the same bytes for page, reply and push."""
