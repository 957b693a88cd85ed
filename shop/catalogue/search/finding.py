"""What a search finds, as it was typed or mended."""

from dataclasses import dataclass

from shop.catalogue.search.correction import corrected
from shop.catalogue.search.engines import engine
from shop.catalogue.search.words import WORD_CAP, Asked, asked_for, plain_words

CAP = 1000  # products; nobody looks further, and all that a page costs is bounded by it
FEW = 3


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: at most CAP products, the best first.

    `shown` is what they were found by: what was typed or, where that found nothing, what was probably meant.
    `meant` is what was probably meant where the typed words found a little.
    """

    typed: str
    shown: str
    products: tuple[int, ...]
    meant: str = ""
    apart: tuple[str, ...] = ()  # where nothing has all the words: those that something has

    @property
    def mended(self) -> bool:
        """Whether something else is shown than was typed."""
        return self.shown != self.typed

    @property
    def more(self) -> bool:
        """Whether more products may match than were found."""
        return len(self.products) >= CAP

    @property
    def asked(self) -> Asked:
        """The words that the products were found by."""
        return asked_for(self.shown)


def find(query: str, *, exactly: bool = False) -> Found:
    """Ask the index, and where it knows little of what was typed also for what was probably meant."""
    asked = asked_for(query)
    products = _best(asked)
    better = corrected(asked) if len(products) <= FEW and not exactly else None
    others = _best(asked_for(better)) if better else ()
    if products:
        return Found(query, query, products, better if better and len(others) > len(products) else "")
    return Found(query, better, others) if better and others else _nothing(query, better or query)


def _nothing(query: str, meant: str) -> Found:
    words = dict.fromkeys(plain_words(meant)[:WORD_CAP])
    uses = engine().uses(words) if len(words) > 1 else {}
    return Found(query, query, (), apart=tuple(word for word in words if uses.get(word)))


def _best(asked: Asked) -> tuple[int, ...]:
    return tuple(engine().best(asked, CAP)) if asked.words else ()
