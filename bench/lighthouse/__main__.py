"""What Lighthouse says of the shop on a simulated phone: scores and bytes, in the full shape.

`python3 dev.py lighthouse`. Lighthouse and its rules: https://developer.chrome.com/docs/lighthouse
"""

import json
import sys
import tempfile
from collections.abc import Iterator, Mapping
from functools import partial
from http import HTTPStatus
from pathlib import Path

from bench.guest import Guest, expect
from bench.lighthouse.judging import short, table
from bench.lighthouse.programme import Programme, options, programme
from bench.lighthouse.reports import Look, look, of_all
from bench.pages import goods
from bench.pages.shelves import imported
from deploy.local import browsers, nodejs
from deploy.local.console import Refusal, say
from deploy.local.program import program
from loadtest.opening import Goods, OpenShop, opened
from loadtest.pages import categories, products

HERE = Path(__file__).parent
WARMING = 8  # looks before those that count: each process of the shop has made the page by then
PHONE = ("--form-factor=mobile", "--throttling-method=simulate")  # its usual one, whatever that becomes
CHROME = (
    "--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update"
)


def main(arguments: list[str]) -> int:
    """Judge the shop and return 0 if every page reaches what it is held to."""
    summary = "what Lighthouse says of the shop on a phone"
    return program("lighthouse", summary, options, lambda chosen: _run(programme(chosen)), arguments)


def _run(asked: Programme) -> int:
    node = nodejs.with_packages(HERE, "Lighthouse")
    chromium = str(browsers.ensure(browsers.CHROMIUM, windows=True))
    found: dict[str, Look] = {}
    with tempfile.TemporaryDirectory(prefix="fastshop-lighthouse-") as place:
        for page, url in _pages(asked, Path(place)):
            looks = [look(_report(node, chromium, url, Path(place))) for _ in range(asked.times)]
            found[page] = of_all(looks)
            scores = ", ".join(f"{each.scores['performance']:.0f}" for each in looks)
            say(f"{page}: performance {scores} ({url})")
    for line in table(found):
        say(line)
    return 1 if any(short(page, one) for page, one in found.items()) else 0


def _pages(asked: Programme, place: Path) -> Iterator[tuple[str, str]]:
    """Yield the pages by name, with a shop open as long as they are looked at. Raises Refusal."""
    with opened(Goods(1, 900, 0), {}, place / "shop.log") as shop:
        file = goods.write(place / "goods.csv", asked.products, asked.file)
        say(f"Filling a shop with {asked.products:,} products …")
        imported(file, shop.env, rows=asked.products)
        found = _addresses(shop)
        for page in asked.only:
            _warm_up(shop, found[page])
            yield page, shop.url + found[page]


def _warm_up(shop: OpenShop, path: str) -> None:
    for _look in range(WARMING):
        expect(Guest("127.0.0.1", shop.web).get(path), HTTPStatus.OK)


def _addresses(shop: OpenShop) -> Mapping[str, str]:
    shelf = expect(Guest("127.0.0.1", shop.web).get("/products/"), HTTPStatus.OK).text
    product = products(shelf)[0]
    word = product.strip("/").split("/")[-1].split("-")[0]
    return {
        "home": "/",
        "category": categories(shelf)[0],
        "product": product,
        "search": f"/search/?q={word}",
        "cart": "/cart/",
    }


def _report(node: nodejs.Node, chromium: str, url: str, place: Path) -> Mapping[str, object]:
    written = place / "report.json"
    command = [HERE / "node_modules" / "lighthouse" / "cli" / "index.js", url, "--quiet"]
    how = [*PHONE, "--output=json", f"--output-path={written}", f"--chrome-flags={CHROME}"]
    trouble = f"Lighthouse could not look at {url}."
    judge = partial(node.run, *command, *how, trouble=trouble, env={"CHROME_PATH": chromium})
    try:
        judge()
    except Refusal:  # now and then what Chromium recorded of a load has no beginning (NO_NAVSTART)
        judge()
    return json.loads(written.read_text())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
