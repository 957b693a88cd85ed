"""What is read of a product to tell which others are like it."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

from django.db.models import QuerySet

from shop.catalogue.models import Category, Product
from shop.catalogue.search.words import plain_words, stem

BATCH = 1000
_NUMBERED = re.compile(r"\d")
# By what twins are told apart in their titles, besides numbers.
_COLOURS = (
    "amber aqua beige black blue brass bronze brown burgundy camel charcoal chrome clay copper coral "
    "cream cyan ecru gold golden gray green grey indigo ink ivory khaki lavender lemon lilac lime "
    "magenta maroon mauve mint moss multicolor multicolour mustard natural navy nude ocher ochre olive "
    "orange peach pink plum purple red rose ruby rust sage salmon sand sapphire sea silver slate straw "
    "tan teal turquoise violet white wine yellow"
)
_SIZES = "xxs xs s m l xl xxl xxxl small medium large mini maxi"
_TWINS_DIFFER_BY = frozenset(f"{_COLOURS} {_SIZES}".split())
# Each title is asked for twice in a row, brands and categories again and again.
_words = lru_cache(4096)(plain_words)


@dataclass(frozen=True, slots=True)
class Text:
    """A product in words. `category` has the names of its category and of all above it."""

    product: int
    title: str
    brand: str
    category: str
    description: str

    @property
    def digest(self) -> str:
        """Tell whether two texts are the same, in 32 characters."""
        said = f"{self.title}\0{self.brand}\0{self.category}\0{self.description}"
        return hashlib.blake2b(said.encode(), digest_size=16).hexdigest()

    @property
    def maker(self) -> int:
        """The brand as a number of 32 bits; 0 where there is none."""
        return crc32(" ".join(_words(self.brand)).encode())

    @property
    def family(self) -> int:
        """What twins have in common, as a number of 32 bits: all but sizes, colours and numbers."""
        words = [word for word in _words(self.title) if word not in _TWINS_DIFFER_BY]
        named = [word for word in words if not _NUMBERED.search(word)]
        return crc32("\0".join([*named, "", *_words(self.brand), *_words(self.category)]).encode())


def terms(text: Text) -> Iterator[str]:
    """Yield what two texts may have in common, each after the initial of its field: `t steel kettl`."""
    title = [stem(word) for word in _words(text.title)]
    yield from (f"t {word}" for word in title)
    yield from (f"t {word} {following}" for word, following in pairwise(title))
    for initial, said in (("b", text.brand), ("c", text.category), ("d", text.description)):
        yield from (f"{initial} {stem(word)}" for word in _words(said))


def texts(products: QuerySet[Product]) -> Iterator[Text]:
    """Read products in the order of their keys, a batch at a time."""
    names = _category_names()
    rows = products.order_by("pk").values_list("pk", "title", "brand", "category__path", "description")
    for pk, title, brand, path, description in rows.iterator(BATCH):
        yield Text(pk, title, brand, names[path], description)


def _category_names() -> dict[str, str]:
    """Return, by path, the names of each category and of those above it."""
    categories: Iterable[tuple[str, str]] = Category.objects.order_by("path").values_list("path", "name")
    names: dict[str, str] = {}
    for path, name in categories:
        names[path] = f"{names.get(path.rpartition('/')[0], '')} {name}".strip()
    return names
