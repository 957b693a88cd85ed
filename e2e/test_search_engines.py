"""What a page tells search engines is there in a real browser, and breaks no policy."""

import pytest
from playwright.sync_api import Page

from e2e.shopping import address

LISTEN = """
window.refused = [];
const note = ({ effectiveDirective }) => refused.push(effectiveDirective);
document.addEventListener("securitypolicyviolation", note);
"""
READ = "() => JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').textContent)"
INLINE = """() => {
  const script = document.createElement("script");
  script.text = "1";
  document.body.append(script);
}"""


@pytest.mark.allow_problems("Content Security Policy directive|settings blocked an inline script")
def test_the_policy_lets_the_data_be_and_no_script(page: Page) -> None:
    page.add_init_script(LISTEN)
    page.goto(address("Choice Chair"))
    kinds = [thing["@type"] for thing in page.evaluate(READ)["@graph"]]
    assert kinds == ["Product", "BreadcrumbList"]
    assert page.evaluate("() => window.refused") == []
    page.evaluate(INLINE)
    page.wait_for_function("() => window.refused.length")
    assert page.evaluate("() => window.refused") == ["script-src-elem"]


def test_robots_find_every_product_from_robots_txt(page: Page) -> None:
    (index,) = [
        line.partition(": ")[2]
        for line in page.request.get("/robots.txt").text().splitlines()
        if line.startswith("Sitemap")
    ]
    found = [loc for sitemap in addresses(page, index) for loc in addresses(page, sitemap)]
    assert any(loc.endswith(address("Plain Plate")) for loc in found)
    assert all(page.request.get(loc).ok for loc in found[:20])


def addresses(page: Page, url: str) -> list[str]:
    """Return what a sitemap names."""
    return [part.partition("</loc>")[0] for part in page.request.get(url).text().split("<loc>")[1:]]
