"""How Mozilla's Observatory scores an answer, for as much of its table as can apply to this shop.

From https://github.com/mdn/mdn-http-observatory at 94042bb (August 2026): src/grader/charts.js for the
points, src/analyzer/tests/ for what earns them, src/scanner/index.js for the sum. Where a test of theirs
has several ways to fail, the worst of them stands here. HSTS preloading, a list of theirs, earns nothing.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from http.cookies import Morsel

START = 100
MINIMUM_FOR_EXTRA_CREDIT = 90
SIX_MONTHS = 15_552_000
BROAD = {"ftp:", "http:", "https:", "*", "http://*", "http://*.*", "https://*", "https://*.*"}
PRIVATE_REFERRERS = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}


@dataclass(frozen=True)
class Answer:
    """What the Observatory looks at: an https answer, and where plain http led."""

    headers: Mapping[str, str]  # names in lower case
    cookies: tuple[Morsel[str], ...]
    html: str
    redirected_to: str


def score(answer: Answer) -> int:
    """Return the score; extra credit only counts for whoever has lost little before."""
    points = modifiers(answer).values()
    uncurved = START + sum(number for number in points if number < 0)
    return START + sum(points) if uncurved >= MINIMUM_FOR_EXTRA_CREDIT else uncurved


def modifiers(answer: Answer) -> dict[str, int]:
    """Return what each test adds or takes away."""
    headers = answer.headers
    return {
        "content-security-policy": _policy(_directives(answer)),
        "cookies": _cookies(answer.cookies),
        "cross-origin-resource-sharing": -50 if "access-control-allow-credentials" in headers else 0,
        "redirection": 0 if answer.redirected_to.startswith("https://") else -20,
        "referrer-policy": _referrer(headers.get("referrer-policy")),
        "strict-transport-security": _transport(headers.get("strict-transport-security", "")),
        "subresource-integrity": -50 if re.search(r'<script[^>]+src="(https?:)?//', answer.html) else 0,
        "x-content-type-options": 0 if headers.get("x-content-type-options") == "nosniff" else -5,
        "x-frame-options": 5 if "frame-ancestors" in _directives(answer) else -20,
        "cross-origin-resource-policy": _one_of(headers.get("cross-origin-resource-policy"), "same-origin"),
        "cross-origin-embedder-policy": _one_of(headers.get("cross-origin-embedder-policy"), "require-corp"),
        "cross-origin-opener-policy": _one_of(headers.get("cross-origin-opener-policy"), "same-origin"),
    }


def _directives(answer: Answer) -> dict[str, set[str]]:
    said = answer.headers.get("content-security-policy", "").split(";")
    return {name: set(sources) for name, *sources in (part.split() for part in said if part.strip())}


def _policy(csp: Mapping[str, set[str]]) -> int:
    """-25 without a policy, -20 with an unsafe one; +5 for one without unsafe parts, +10 from 'none' on."""
    if not csp:
        return -25
    default = csp.get("default-src", {"*"})
    script, style = csp.get("script-src", default), csp.get("style-src", default)
    unsafe = BROAD | {"'unsafe-inline'", "'unsafe-eval'", "data:"}
    if (script | style) & unsafe or csp.get("object-src", default) & BROAD:
        return -20
    if any(source.startswith(("http:", "ftp:")) for sources in csp.values() for source in sources):
        return -20
    return 10 if default == {"'none'"} else 5


def _cookies(cookies: tuple[Morsel[str], ...]) -> int:
    if not cookies:
        return 0
    if any(not cookie["httponly"] for cookie in cookies if "sess" in cookie.key or "login" in cookie.key):
        return -30
    if not all(cookie["secure"] for cookie in cookies):
        return -40
    if any(cookie["samesite"].lower() not in {"lax", "strict"} for cookie in cookies):
        return -20
    return 5


def _referrer(policy: str | None) -> int:
    if policy is None:
        return 0
    return 5 if policy in PRIVATE_REFERRERS else -5


def _transport(said: str) -> int:
    age = re.search(r"max-age=(\d+)", said)
    if age is None:
        return -20
    return 0 if int(age[1]) >= SIX_MONTHS else -10


def _one_of(said: str | None, best: str) -> int:
    if said is None:
        return 0
    return 10 if said == best else -5
