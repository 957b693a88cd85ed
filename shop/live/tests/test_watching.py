"""What a page signs for its socket."""

from django.http import HttpResponse
from django.test import RequestFactory

from shop.live.tests.conftest import Drawers, Locker, Shelf
from shop.live.watching import Watch, live, reconnect, understood, watch


def test_a_page_signs_what_its_views_and_regions_watch(shelf: Shelf) -> None:
    request = RequestFactory().get("/")
    watch(request, "shelf", {7: 3})
    watch(request, "shelf", {9: 1})
    assert understood([live(request).rest]) == Watch("en", {"shelf": {7: 3, 9: 1}})


def test_a_region_takes_the_topics_named_so_far_and_the_page_keeps_what_its_session_names(
    shelf: Shelf, locker: Locker, drawers: Drawers
) -> None:
    request = RequestFactory().get("/")
    watch(request, "locker", {5: 2})
    watch(request, "shelf", {7: 3})
    watch(request, "drawer", {9: 4})
    region = live(request).part
    watch(request, "shelf", {8: 1})
    assert understood([region]) == Watch("en", {"shelf": {7: 3}, "drawer": {9: 4}})
    assert understood([live(request).rest]) == Watch("en", {"locker": {5: 2}, "shelf": {8: 1}})


def test_tokens_of_a_page_and_its_regions_add_up(shelf: Shelf) -> None:
    tokens = []
    for pk in (7, 8):
        request = RequestFactory().get("/")
        watch(request, "shelf", {pk: pk})
        tokens.append(live(request).rest)
    assert understood(tokens) == Watch("en", {"shelf": {7: 7, 8: 8}})


def test_a_private_kind_can_be_named_before_there_is_anything_of_it(locker: Locker) -> None:
    request = RequestFactory().get("/")
    watch(request, "locker", {})
    assert understood([live(request).rest]) == Watch("en", {"locker": {}})


def test_a_page_of_60_cards_has_a_short_token(shelf: Shelf) -> None:
    request = RequestFactory().get("/")
    watch(request, "shelf", {pk: pk * 10**6 + 999_999 for pk in range(20_000, 20_060)})
    assert len(live(request).rest) < 1500


def test_pages_are_told_to_connect_again_by_a_header_of_the_reply() -> None:
    response = HttpResponse()
    reconnect(response)
    assert response["HX-Trigger"] == "shop:reconnect"
