"""What pages are held to, and how they did."""

from collections.abc import Iterator, Mapping

from bench.lighthouse.reports import KINDS, METRICS, SCORES, Look

AIMS = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
# Search and cart say to search engines that they are not for them.
HIDDEN = {"search", "cart"}


def table(found: Mapping[str, Look]) -> Iterator[str]:
    """Yield scores, metrics and bytes of each page, and what costs it points."""
    yield f"\n{'median':<10}" + "".join(f"{name:>16}" for name in (*SCORES, *METRICS.values(), "machine"))
    for page, one in found.items():
        figures = [f"{one.scores[name]:.0f}" for name in SCORES]
        figures += [f"{one.metrics[name]:.{3 if name == 'CLS' else 0}f}" for name in METRICS.values()]
        yield f"{page:<10}" + "".join(f"{figure:>16}" for figure in (*figures, f"{one.speed:.0f}"))
    yield f"\n{'bytes sent':<10}" + "".join(f"{kind:>12}" for kind in (*KINDS, "all"))
    for page, one in found.items():
        sent = [one.sent[kind] for kind in KINDS]
        yield f"{page:<10}" + "".join(f"{size:>12,}" for size in (*sent, sum(sent)))
    for page, one in found.items():
        yield from (f"{page}: {said}" for said in (*one.faults, *one.savings))
        yield from (f"{page}: {said}" for said in short(page, one))


def short(page: str, one: Look) -> list[str]:
    """Say which aims a page does not reach."""
    held = {name: aim for name, aim in AIMS.items() if not (name == "seo" and page in HIDDEN)}
    return [
        f"{name} {one.scores[name]:.0f}, aim {aim}" for name, aim in held.items() if one.scores[name] < aim
    ]
