"""Order numbers: short, easy to read aloud, and not to be guessed."""

import secrets

# Crockford's base 32 (crockford.com/base32.html): no I, L, O or U, so that nothing is misread.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 9


def new_number() -> str:
    """Return a number such as 4KX9-TQ2M7, of 45 random bits; the column refuses a collision."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return f"{letters[:4]}-{letters[4:]}"


class NumberConverter:
    """An order number in an address; anything else is no address of ours."""

    regex = f"[{ALPHABET}]{{4}}-[{ALPHABET}]{{{LENGTH - 4}}}"

    def to_python(self, value: str) -> str:
        """Return the number as it is."""
        return value

    to_url = to_python
