"""The crawler: each thing it says it finds, it finds; and on the demo shop there is nothing to find."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote_plus

import pytest
from playwright.sync_api import Browser, BrowserType

from e2e.crawling.crawl import Crawl
from e2e.crawling.findings import Wrong
from e2e.crawling.launching import launched
from e2e.crawling.report import report
from e2e.crawling.shops import solo
from e2e.crawling.steps import Kind, Step
from e2e.small_site import FORM, Answer, one_page, serving

pytestmark = pytest.mark.needs("crawler")

A_WHILE = 20.0  # seconds
# As htmx does where a reply says HX-Redirect, on a slow machine.
FOLLOWS = """document.forms[0].addEventListener("submit", async (event) => {
  event.preventDefault();
  const answer = await fetch("/sent/", { method: "POST" });
  setTimeout(() => location.assign(answer.headers.get("HX-Redirect")), 100);
})"""


def crawled(browser: Browser, answer: Answer, *steps: str) -> Crawl:
    """Let a visitor take these steps through a site."""
    with serving(answer) as home:
        crawl = Crawl(browser, home, seed=1, who=["visitor"])
        crawl.replay([Step.read(f"visitor {step}") for step in steps])
        crawl.close()
        return crawl


# One page each; on the last three nothing is wrong.
PAGES = (
    ("<script src='/none.js'></script>", {Wrong.BROKEN_LINK}),
    ("<img src='/none.png' alt=''>", {Wrong.BROKEN_LINK}),
    ("<a href='#nowhere'>Down</a>", {Wrong.BROKEN_LINK}),
    # HTML, whose first character is no JavaScript.
    ("<script src='/0/'></script>", {Wrong.CONSOLE}),
    ("<p style='color: red'>Red</p>", {Wrong.POLICY}),
    ("<img src='http://192.0.2.1/pixel.png' alt=''>", {Wrong.POLICY}),
    ("<p id='a'>1</p><p id='a'>2</p>", {Wrong.DUPLICATE}),
    ("<input name='q'>", {Wrong.NAMELESS}),
    ("<input placeholder='Search'>", {Wrong.NAMELESS}),
    ("<a href='/'><svg></svg></a>", {Wrong.NAMELESS}),
    ("<button><span aria-hidden='true'>×</span></button>", {Wrong.NAMELESS}),
    ("<img src='data:,'>", {Wrong.NAMELESS}),
    ("x" * 200_000, {Wrong.OVER_BUDGET}),
    ("<label>Name<input></label><a href='#a' id='a'><img src='data:,' alt='Here'></a>" + FORM, set()),
    ("<input hidden name='user'>", set()),
    ("<a href='#b' id='b'><span title='Home'></span></a>", set()),
)


def test_what_is_wrong_with_a_page_is_found(browser: Browser) -> None:
    addresses = [f"/{number}/" for number in range(len(PAGES))]
    texts = {address: text for address, (text, _wrong) in zip(addresses, PAGES, strict=True)}
    crawl = crawled(
        browser, lambda path, _sent: (200 if path in texts else 404, texts.get(path, "")), *addresses
    )
    for address, (_text, wrong) in zip(addresses, PAGES, strict=True):
        assert {finding.wrong for finding in crawl.findings if finding.step.address == address} == wrong


@pytest.mark.parametrize("status, wrong", [(500, Wrong.SERVER_ERROR), (404, Wrong.BROKEN_LINK)])
def test_a_link_that_leads_to_an_error_is_found(browser: Browser, status: int, wrong: Wrong) -> None:
    def answer(path: str, _sent: str) -> tuple[int, str]:
        return (200, "<a href='/other/'>On</a>") if path == "/" else (status, "")

    with serving(answer) as home:
        crawl = Crawl(browser, home, seed=1, who=["visitor"])
        crawl.visitors["visitor"].visit("/other/", source="/")
        crawl.close()
    assert crawl.findings.kinds() == {wrong}


def test_a_link_that_no_page_has_any_more_may_lead_nowhere(browser: Browser) -> None:
    with serving(one_page("Sold out")) as home:
        crawl = Crawl(browser, home, seed=1, who=["visitor"])
        crawl.visitors["visitor"].visit("/gone/", source="/")
        crawl.close()
    assert crawl.findings.kinds() == set()


def test_a_page_that_is_none_itself_leads_nowhere(browser: Browser) -> None:
    with serving(lambda _path, _sent: (405, "<a href='/other/'>Again</a>")) as home:
        crawl = Crawl(browser, home, seed=1, who=["visitor"])
        crawl.visitors["visitor"].visit("/other/", source="/")
        crawl.close()
    assert crawl.findings.kinds() == set()


def test_a_paper_is_not_read_as_a_page(browser: Browser) -> None:
    with serving(one_page("%PDF-1.4"), kind="application/pdf") as home:
        crawl = Crawl(browser, home, seed=1, who=["visitor"])
        crawl.visitors["visitor"].visit("/", source="")
        crawl.close()
    assert crawl.findings.kinds() == set()


@pytest.mark.parametrize(
    "kind, breaks_on",
    [
        (Kind.VALID, lambda sent: sent == "words=Crawled"),
        (Kind.EMPTY, lambda sent: sent == "words="),
        (Kind.HUGE, lambda sent: len(sent) > 5_000),
    ],
)
def test_a_form_that_breaks_on_one_kind_of_value_is_found(
    browser: Browser, kind: Kind, breaks_on: Callable[[str], bool]
) -> None:
    crawl = crawled(
        browser,
        lambda _path, sent: (500 if breaks_on(sent) else 200, FORM),
        *(f"{sent}.0 POST /sent/ on /" for sent in Kind),
    )
    assert {(finding.wrong, finding.step.kind) for finding in crawl.findings} == {(Wrong.SERVER_ERROR, kind)}


def test_a_reply_that_leads_to_another_page_is_followed_there(browser: Browser) -> None:
    def answer(path: str, _sent: str) -> tuple[int, str]:
        pages = {
            "/": FORM.replace("<form", "<form hx-post='/sent/'") + "<script src='/script.js'></script>",
            "/sent/": "/on/",
            "/script.js": FOLLOWS,
        }
        return 200, pages.get(path, "")

    with serving(answer) as home:
        crawl = Crawl(browser, home, seed=1, who=["visitor"])
        visitor = crawl.visitors["visitor"]
        for turn in range(6):  # of which some are sent as plain HTML
            visitor.take(Step.read(f"visitor valid.{turn} POST /sent/ on /"))
            assert home.within(visitor.page.url) in ("/on/", "/sent/")
        crawl.close()
    assert crawl.findings.kinds() == set()


def test_hostile_text_that_becomes_markup_is_found(browser: Browser) -> None:
    turns = [f"hostile.{turn} POST /sent/ on /" for turn in range(6)]
    crawl = crawled(browser, lambda _path, sent: (200, FORM + unquote_plus(sent)), *turns)
    assert Wrong.INJECTED in crawl.findings.kinds()


def test_a_valid_form_that_is_refused_is_found(browser: Browser) -> None:
    crawl = crawled(
        browser, lambda path, _sent: (405 if path == "/sent/" else 200, FORM), "valid.0 POST /sent/ on /"
    )
    assert crawl.findings.kinds() == {Wrong.REFUSED}


def test_nothing_but_the_shop_is_ever_asked(browser_type: BrowserType) -> None:
    asked = []
    with serving(lambda path, _sent: asked.append(path) or (200, "")) as other:
        away = other.url.replace("127.0.0.1", "localhost")
        leaving = f"<a href='{away}/'>Away</a><form action='{away}/'><button>Go</button></form>"
        with serving(lambda path, _sent: (302, away) if path == "/on/" else (200, leaving)) as home:
            crawl = Crawl(launched(browser_type, home), home, seed=1, who=["visitor"])
            visitor = crawl.visitors["visitor"]
            for address in ("/", "/on/"):
                for step in visitor.due(visitor.visit(address, "/")):
                    visitor.take(step)
            crawl.browser.close()
    assert not asked


def test_what_a_page_would_ask_elsewhere_is_found_and_kept_back(browser: Browser) -> None:
    text = "<iframe title='Away' src='http://192.0.2.1/'></iframe>"
    with serving(one_page(text), policy="frame-src *") as home:
        crawl = Crawl(browser, home, seed=1, who=["visitor"])
        crawl.visitors["visitor"].visit("/", "/")
        crawl.close()
    assert Wrong.ELSEWHERE in crawl.findings.kinds()


def test_a_crawl_of_the_demo_shop_finds_nothing(browser: Browser, tmp_path: Path) -> None:
    with solo(tmp_path / "shop", None, tmp_path / "log") as home:
        crawl = Crawl(browser, home, seed=10)
        crawl.run(A_WHILE)
        crawl.close()
    assert len(crawl.findings) == 0, report(crawl)
    assert all(visitor.sent for visitor in crawl.visitors.values()), report(crawl)
