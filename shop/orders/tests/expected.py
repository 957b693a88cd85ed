"""A shop in a few dictionaries: what stock, carts and orders should come to, whatever happens to them."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Wanted:
    """A cart's line. It has a claim from its first hold on; the claim counts while it is live."""

    quantity: int
    claimed: bool = False
    live: bool = False


@dataclass
class Expected:
    """Counts units by the position of their variant; carts go by position too."""

    hold_seconds: dict[int, int]
    entered: Counter[int] = field(default_factory=Counter)
    sold: Counter[int] = field(default_factory=Counter)
    lines: dict[tuple[int, int], Wanted] = field(default_factory=dict)

    def held(self, variant: int) -> int:
        """Return the units under live holds."""
        return sum(line.quantity for (_, which), line in self.lines.items() if which == variant and line.live)

    def free(self, variant: int) -> int:
        """Return the units neither held nor sold."""
        return self.entered[variant] - self.sold[variant] - self.held(variant)

    def fits(self, cart: int, variant: int, quantity: int) -> bool:
        """Whether the cart's line can be that many units: its own live ones need not be found anew."""
        line = self.lines.get((cart, variant))
        own = line.quantity if line and line.live else 0
        return quantity - own <= self.free(variant)

    def want(self, cart: int, variant: int, quantity: int) -> None:
        """Make the line that many units, claimed where the variant or the line knows holds."""
        line = self.lines.setdefault((cart, variant), Wanted(0))
        line.quantity = quantity
        line.claimed = line.live = line.claimed or self.hold_seconds[variant] > 0

    def in_cart(self, cart: int) -> dict[int, Wanted]:
        """Return the cart's lines by variant."""
        return {variant: line for (whose, variant), line in self.lines.items() if whose == cart}

    def sell(self, cart: int) -> Counter[int]:
        """Turn the cart into an order; return its units by variant."""
        units = Counter({variant: line.quantity for variant, line in self.in_cart(cart).items()})
        for variant in units:
            del self.lines[cart, variant]
        self.sold += units
        return units
