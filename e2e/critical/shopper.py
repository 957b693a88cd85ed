"""Somebody at a browser window, who knows pages by their links, buttons, labels and words."""

from typing import Protocol

PATIENCE = 10.0  # seconds until what is looked for must be there


class Shopper(Protocol):
    """One window with cookies of its own. Of several things with one name, the first is meant.

    Everything waits until it can be done or seen, and fails when that takes too long.
    """

    def opens(self, path: str) -> None:
        """Go to a page of the shop, or to a whole address."""

    def follows(self, words: str) -> None:
        """Follow the first link that has these words in its name."""

    def follows_address(self, part: str) -> None:
        """Follow the link to an address that has this part in it."""

    def presses(self, button: str) -> None:
        """Press the button of that name."""

    def unfolds(self, summary: str) -> None:
        """Open what is folded away under these words."""

    def fills_in(self, label: str, text: str) -> None:
        """Type into the empty field with that label."""

    def chooses(self, label: str, option: str) -> None:
        """Choose an option of the list with that label."""

    def ticks(self, words: str) -> None:
        """Choose the radio button that has these words in its label."""

    def sees(self, words: str) -> None:
        """Find these words on the page that is open, without asking for it anew."""

    def cannot_press(self, button: str) -> None:
        """Find the button of that name, and find it disabled."""

    def is_live(self) -> None:
        """Find that the page follows the stock."""

    def heading(self) -> str:
        """Return what the page is headed by."""
