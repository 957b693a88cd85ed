"""A sample of every component in every state it can be in: what the gallery shows, and the tests render.

A new component needs an entry: its class, and a name for each of its states with the props that lead there.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal

from django.utils.safestring import mark_safe

from components.cart import CartCounter, HoldClock, InCart
from components.catalogue import Image, Price, ProductCard
from components.fragments import Props
from components.notice import Notice, Offer
from components.order import OrderProgress, Parcel, Step
from components.rating import RatingSummary, StarInput, Stars
from components.review import HelpfulButton, ReviewCard
from components.stock import AddForm, Band, BuyButton, StockBadge
from components.wishlist import WishButton

NOON = datetime(2026, 11, 23, 12, 7, tzinfo=UTC)
LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen"
LONG_WORDS = "long words"

IN_STOCK = StockBadge(7, Band.AVAILABLE, version=3)
FEW_LEFT = StockBadge(7, Band.FEW_LEFT, version=3, left=2)
ALL_HELD = StockBadge(7, Band.ALL_HELD, version=3, returns_at=NOON)
SOLD_OUT = StockBadge(7, Band.SOLD_OUT, version=3)
PRICE = Price(7, Decimal("49.00"), None, version=3)
ON_SALE = Price(7, Decimal("39.20"), Decimal("49.00"), version=3)
PICTURE = Image("/static/workshop/cup.svg", 600, 600, "A cup", colour="#c9d3cf")
UNRATED = Stars(3, version=0, average=None, count=0)
RATED = Stars(3, version=4, average=Decimal("4.46"), count=37)
ORDERED, PAID, SENT = (
    Step(label, NOON.replace(hour=hour)) for label, hour in (("Ordered", 9), ("Paid", 10), ("On its way", 12))
)
PARCEL = Parcel(1, NOON, ("2 × Halm kettle, 1.4 l",), "Post", "RX 4711 0815 DE", "https://carrier.example/")
TWO_PARCELS = (PARCEL, Parcel(2, NOON, ("1 × Ember lamp",)))


def _card(badge: StockBadge = IN_STOCK, price: Price = PRICE, **different: object) -> ProductCard:
    shown = {
        "stars": UNRATED,
        "product": 3,
        "title": "Halm cup with a wooden lid",
        "brand": "Halm",
        "url": "/products/",
        "image": PICTURE,
        "options": "",
        "choices": 1,
        "button": BuyButton(badge.variant, badge.band, badge.version),
    }
    return ProductCard(badge=badge, price=price, **shown | different)


def _review(**different: object) -> ReviewCard:
    shown = {
        "review": 9,
        "name": "Ada",
        "stars": 4,
        "title": "Keeps tea warm",
        "text": "An hour, with the lid on.\n\nThe handle takes three fingers.",
        "language": "en",
        "written_at": NOON,
        "edited": False,
    }
    return ReviewCard(**shown | different)


def _progress(state: str, label: str, *steps: Step, parcels: tuple[Parcel, ...] = ()) -> OrderProgress:
    return OrderProgress("K7QX-42MB", state, label, steps, version=len(steps), parcels=parcels)


PREVIEWS: Mapping[type[Props], Mapping[str, Props]] = {
    ProductCard: {
        "in stock": _card(),
        "few left": _card(FEW_LEFT),
        "all in carts": _card(ALL_HELD),
        "sold out": _card(SOLD_OUT),
        "on sale": _card(price=ON_SALE),
        "rated": _card(stars=RATED),
        "several choices": _card(options="Ink, Large", choices=4),
        "no picture": _card(image=None),
        "found by a search": _card(marked=mark_safe("Halm <mark>cup</mark> with a wooden lid")),
        LONG_WORDS: _card(
            FEW_LEFT, ON_SALE, stars=RATED, title=LONG, brand=LONG[:32], options=LONG, choices=12
        ),
    },
    Price: {
        "usual": PRICE,
        "on sale": ON_SALE,
        "cheaper in another choice": Price(7, Decimal("49.00"), None, version=3, lowest=Decimal("19.90")),
        "large, on sale, cheaper elsewhere": Price(
            7, Decimal("12499.00"), Decimal("18999.00"), version=3, lowest=Decimal("9999.00")
        ),
    },
    StockBadge: {
        "in stock": IN_STOCK,
        "few left": FEW_LEFT,
        "all in carts": ALL_HELD,
        "all in carts, nobody knows until when": StockBadge(7, Band.ALL_HELD, version=3),
        "sold out": SOLD_OUT,
    },
    BuyButton: {
        "can be bought": BuyButton(7, Band.AVAILABLE, version=3),
        "all in carts": BuyButton(7, Band.ALL_HELD, version=3),
        "sold out": BuyButton(7, Band.SOLD_OUT, version=3),
    },
    AddForm: {
        "choose how many": AddForm(7, cap=10),
        "one unit, nothing to see": AddForm(7),
    },
    WishButton: {
        "not on the wishlist": WishButton(3, "Halm cup", wished=False),
        "on the wishlist": WishButton(3, "Halm cup", wished=True),
    },
    CartCounter: {
        "empty": CartCounter(0, version=1),
        "one unit": CartCounter(1, version=1),
        "very full": CartCounter(128, version=1),
    },
    HoldClock: {
        "on hold by you": HoldClock(5, 845, "12:07", version=3),
        "the last seconds": HoldClock(5, 9, "12:07", version=3),
        "run out": HoldClock(5, 0, "12:07", version=3),
    },
    InCart: {
        "nothing of it": InCart(7),
        "on hold by you": InCart(7, 2, HoldClock(5, 845, "12:07", version=3)),
        "your hold has run out": InCart(7, 1, HoldClock(5, 0, "12:07", version=3)),
        "not held before the order": InCart(7, 1),
    },
    Notice: {
        "success": Notice("Added to your cart and held for you until 12:07.", "success"),
        "information": Notice("The price of your lamp changed.", about="price-7"),
        "success that can be undone": Notice(
            "Removed from your cart.", "success", Offer("Undo", "/cart/", (("variant", 7),))
        ),
        "error": Notice("That is sold out.", "error"),
        "nothing to say": Notice(""),
        "error with a way on": Notice("Only 2 are left.", "error", Offer("Take these 2", "/cart/")),
        LONG_WORDS: Notice(f"{LONG} {LONG} {LONG}", "error", Offer(LONG, "/cart/")),
    },
    OrderProgress: {
        "awaiting payment": _progress("awaiting_payment", "Awaiting payment", ORDERED),
        "paid": _progress("paid", "Paid", ORDERED, PAID),
        "on its way in two parcels": _progress(
            "shipped",
            "On its way",
            ORDERED,
            PAID,
            SENT,
            parcels=TWO_PARCELS,
        ),
        "cancelled": _progress("cancelled", "Cancelled", ORDERED, Step("Cancelled", NOON, "Not paid.")),
        LONG_WORDS: _progress(
            "paid", LONG, Step(LONG, NOON, f"{LONG} {LONG}"), parcels=(Parcel(1, NOON, (LONG,)),)
        ),
    },
    Stars: {
        "rated": RATED,
        "one review": Stars(3, version=1, average=Decimal("2.00"), count=1),
        "no reviews, nothing to see": UNRATED,
    },
    RatingSummary: {
        "many reviews": RatingSummary(3, version=37, average=Decimal("4.46"), counts=(1, 0, 4, 8, 24)),
        "one review": RatingSummary(3, version=1, average=Decimal("2.00"), counts=(0, 1, 0, 0, 0)),
        "no reviews": RatingSummary(3, version=0, average=None, counts=(0, 0, 0, 0, 0)),
    },
    StarInput: {
        "nothing chosen": StarInput(),
        "four stars": StarInput(chosen=4),
        "sent without stars": StarInput(errors=("Choose one to five stars.",)),
    },
    ReviewCard: {
        "usual": _review(),
        "stars alone": _review(title="", text=""),
        "edited, with photos and an answer": _review(
            edited=True, photos=(PICTURE, PICTURE), answer="Thank you!\nMore colours come in spring."
        ),
        LONG_WORDS: _review(name=LONG, title=LONG, text=f"{LONG} " * 4, answer=LONG, language="de"),
    },
    HelpfulButton: {
        "no vote yet": HelpfulButton(9, "Ada", count=0, voted=False),
        "votes of others": HelpfulButton(9, "Ada", count=12, voted=False),
        "your vote": HelpfulButton(9, "Ada", count=13, voted=True),
    },
}
