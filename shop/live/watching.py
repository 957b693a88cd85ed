"""What a page follows and which state it shows, signed by the page that opens the socket."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language

from shop.live.topics import kinds

MOST_TOPICS = 200  # one socket may follow
DAY = 24 * 60 * 60
SALT = "shop.live.watch"

Versions = dict[str, dict[int, int]]


@dataclass(frozen=True, slots=True)
class Watch:
    """What a page asked for: its language, and by kind and id the version it shows."""

    language: str
    versions: Versions


@dataclass(slots=True)
class Live:
    """What the page of one request follows. Each topic goes into the first token made after it was named."""

    visitor: str
    waiting: Versions = field(default_factory=dict)
    followed: Versions = field(default_factory=dict)  # by any token

    @property
    def part(self) -> str:
        """A token for a region of the page that HTMX may swap: the topics that its page named so far."""
        named = {kind for kind in self.waiting if kinds[kind].resolve is None}
        return self._token(named)

    @property
    def rest(self) -> str:
        """A token for the page as a whole: everything that no region has taken."""
        return self._token(set(self.waiting))

    def _token(self, names: set[str]) -> str:
        taken = {kind: self.waiting.pop(kind) for kind in sorted(names)}
        pairs = {kind: [n for pair in versions.items() for n in pair] for kind, versions in taken.items()}
        return signing.dumps([get_language(), pairs], salt=SALT, compress=True)


def live(request: HttpRequest) -> Live:
    """Return what the page of this request follows, for templates/live/."""
    if not hasattr(request, "live"):
        request.live = Live(_visitor(request))
    return request.live


def watch(request: HttpRequest, kind: str, versions: Mapping[int, int]) -> None:
    """Note that the page shows these topics of a kind, each at this version (id → version).

    For a private kind the ids give no right to anything: they only say what the page shows already, and
    may be empty. What the socket may follow is looked up from its session.
    """
    page = live(request)
    for named in (page.waiting, page.followed):
        named.setdefault(kind, {}).update(versions)


def reconnect(response: HttpResponse) -> None:
    """Make the shopper's open pages connect again, with the session cookie that this HTMX reply sets.

    To be called when a session comes to be or gets its first private topic, such as a new cart: sockets
    that were opened before carry no cookie that leads to it.
    """
    response["HX-Trigger"] = "shop:reconnect"


def understood(tokens: Collection[str]) -> Watch:
    """Return what the tokens ask for together.

    Raises signing.SignatureExpired for a page that is older than a day, signing.BadSignature for a
    token that this shop did not make, or when there is none.
    """
    language, versions = "", {}
    if not tokens:
        raise signing.BadSignature("no token")
    for token in tokens:
        language, pairs = signing.loads(token, salt=SALT, max_age=DAY)
        for kind in pairs.keys() & kinds.keys():
            numbers = iter(pairs[kind])
            versions.setdefault(kind, {}).update(zip(numbers, numbers, strict=True))
    return Watch(language, versions)


def _visitor(request: HttpRequest) -> str:
    key = request.session.session_key if hasattr(request, "session") else None
    return salted_hmac(SALT, key).hexdigest()[:16] if key else ""
