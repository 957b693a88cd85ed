"""Order numbers: short, easy to read aloud, and not to be guessed."""

import secrets

# Crockford's base 32 (crockford.com/base32.html): no I, L, O or U, so that nothing is misread.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 9


def new_number() -> str:
    """Return a number such as 4KX9-TQ2M7, of 45 random bits; the column refuses a collision."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return f"{letters[:4]}-{letters[4:]}"
