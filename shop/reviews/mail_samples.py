"""Mail as designers see it: made up from rows that are never saved."""

from collections.abc import Mapping
from typing import Any

from shop.notifications.previews import show
from shop.orders.access import signed_link
from shop.orders.mail_samples import LINES, ORDER
from shop.reviews.leaving import leaving_link


def _invitation() -> Mapping[str, Any]:
    way_out = leaving_link(ORDER.email)
    return {"order": ORDER, "link": signed_link(ORDER), "lines": LINES, "unsubscribe": way_out}


show({"review_invitation": _invitation})
