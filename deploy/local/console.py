"""What is said to the person at the keyboard."""


class Refusal(Exception):
    """Something is missing that we cannot get; the message is one sentence that says what to do."""


def say(text: str) -> None:
    """Print at once, also when the output is a pipe."""
    print(text, flush=True)
