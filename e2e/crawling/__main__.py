"""Follow every link and send every form of a shop, and say what breaks.

`python3 dev.py crawl`, or `python -m e2e.crawling` where the packages are. Exits with 1 when
anything was found.
"""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from deploy.local.console import Refusal, say
from deploy.local.paths import data_dir
from deploy.local.program import program
from e2e.crawling.addresses import Home
from e2e.crawling.crawl import WHO, Crawl
from e2e.crawling.launching import launched
from e2e.crawling.plan import Plan, options, plan
from e2e.crawling.report import report
from e2e.crawling.shops import opened
from e2e.crawling.steps import Step


def main(arguments: list[str]) -> int:
    """Make the crawl that the command line asks for and return the exit code."""
    return program("crawl", __doc__, options, lambda chosen: _crawl(plan(chosen)), arguments)


def _crawl(asked: Plan) -> int:
    steps = [Step.read(written) for written in asked.replay]
    if unknown := {step.who for step in steps} - set(WHO):
        raise Refusal(f"Nobody is called {', '.join(sorted(unknown))}: there are {', '.join(WHO)}.")
    log = data_dir() / "reports" / "crawl.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    say(f"Opening a {asked.shape} shop …" if not asked.against else f"Crawling {asked.against} …")
    with opened(asked, log) as home:
        say(f"Seed {asked.seed}, at {home.url}, for {asked.minutes:g} minutes …\n")
        return _walked(asked, home, steps, log)


def _walked(asked: Plan, home: Home, steps: list[Step], log: Path) -> int:
    with sync_playwright() as playwright:
        browser = launched(playwright.chromium, home)
        crawl = Crawl(browser, home, asked.seed, {step.who for step in steps} or WHO)
        if steps:
            crawl.replay(steps)
        else:
            crawl.run(asked.minutes * 60)
        say(report(crawl))
        browser.close()
    if crawl.findings and not asked.against:
        say(f"What the shop's processes wrote is in {log}")
    return 1 if crawl.findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
