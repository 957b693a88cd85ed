"""What dev.py runs where all packages are: the module, what it can be told, what it is for."""

from bench import programme
from bench.fanout import programme as fanout_programme
from bench.lighthouse import programme as lighthouse_programme
from bench.payments import programme as payments_programme
from e2e.appearance import plan as appearance_plan
from e2e.crawling import plan as crawl_plan
from loadtest import plan, strikes

PROGRAMS = {
    "sale": ("loadtest.sale", plan, "hold a sale in a shop of its own and judge it"),
    "chaos": ("loadtest.chaos", strikes, "hold sales, killing processes meanwhile, and judge them"),
    "bench": ("bench", programme, "measure claims and orders against what they could cost"),
    "payments": (
        "bench.payments",
        payments_programme,
        "play random schedules of payment events: does money add up?",
    ),
    "lighthouse": (
        "bench.lighthouse",
        lighthouse_programme,
        "let Lighthouse judge pages on a simulated phone",
    ),
    "crawl": ("e2e.crawling", crawl_plan, "follow every link, send every form, and say what breaks"),
    "visual": (
        "e2e.appearance",
        appearance_plan,
        "say which pages and components look otherwise than they did",
    ),
    "fanout": ("bench.fanout", fanout_programme, "measure how soon thousands of pages hear of a change"),
}
