"""Writing, changing and deleting a review over HTTP: what people see, and what bad input gets."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from shop.accounts.models import User
from shop.catalogue.models import Product
from shop.catalogue.tests.factories import make_product
from shop.catalogue.tests.photographs import photograph
from shop.orders.access import SESSION_KEY
from shop.reviews.models import Review
from shop.reviews.tests.reviewing import ordered, received, reviewed

pytestmark = pytest.mark.django_db

SAID = {"stars": "4", "title": "Fine", "text": "First line\nsecond line", "name": "Bob"}
BOTH = pytest.mark.parametrize("buyer", ["account", "guest"], indirect=True)
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def cup() -> Product:
    return make_product("Cup", slug="cup", stock=50)


@pytest.fixture
def bob(client: Client) -> User:
    """A shopper who is signed in."""
    user = User.objects.create_user("bob@example.com", "correct horse battery")
    client.force_login(user)
    return user


@pytest.fixture
def buyer(request: pytest.FixtureRequest, client: Client, cup: Product) -> Client:
    """Somebody whose cup has arrived: a guest, unless the test says otherwise."""
    if getattr(request, "param", "") == "account":
        received(cup, user=request.getfixturevalue("bob"))
    else:
        session = client.session
        session[SESSION_KEY] = [received(cup).order.number]
        session.save()
    return client


def send(client: Client, **changes: Any) -> Any:
    return client.post(reverse("review_write", args=["cup"]), SAID | changes)


def page(client: Client) -> str:
    return client.get("/products/cup/").content.decode()


@BOTH
def test_a_buyer_reviews_and_is_led_to_what_they_said(buyer: Client) -> None:
    assert "Write a review" in page(buyer)
    review = send(buyer) and Review.objects.get()
    assert (review.stars, review.title, review.text, review.name) == (
        4,
        "Fine",
        "First line\nsecond line",
        "Bob",
    )
    shown = page(buyer)
    assert f'id="review-{review.pk}"' in shown
    assert "First line<br>second line" in shown
    assert "Verified buyer" in shown
    assert "Change your review" in shown


def test_a_form_that_is_sent_twice_leads_to_the_first_review(buyer: Client) -> None:
    send(buyer)
    again = send(buyer, text="Something else")
    review = Review.objects.get()
    assert review.text == "First line\nsecond line"
    assert again.url == reverse("review_edit", args=[review.pk])


@pytest.mark.parametrize("bought", [False, True])
def test_who_has_no_cup_is_told_why_and_a_forged_review_is_refused(
    client: Client, cup: Product, bob: User, bought: bool
) -> None:
    why = "Only who bought it here can review it."
    if bought:
        ordered(cup, user=bob)
        why = "You can review it once it has arrived."
    told = client.get(reverse("review_write", args=["cup"]))
    assert (told.status_code, why in told.content.decode()) == (200, True)
    assert why in page(client)
    forged = send(client)
    assert (forged.status_code, why in forged.content.decode()) == (403, True)
    assert not Review.objects.exists()


def test_a_visitor_may_sign_in_and_come_back(client: Client, cup: Product) -> None:
    told = client.get(reverse("review_write", args=["cup"])).content.decode()
    assert f"{reverse('account_login')}?next={reverse('review_write', args=['cup'])}" in told
    assert send(client).status_code == 403


def test_a_review_without_stars_keeps_what_was_typed(buyer: Client) -> None:
    answer = send(buyer, stars="", title="A word")
    html = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="A word"' in html
    assert "second line" in html
    assert 'href="#stars-1"' in html
    assert html.count("Choose one to five stars.") == 2
    assert 'aria-describedby="star-input-error"' in html


@pytest.mark.parametrize("stars", ["0", "6", "five"])
def test_stars_are_one_to_five(buyer: Client, stars: str) -> None:
    assert send(buyer, stars=stars).status_code == 422
    assert not Review.objects.exists()


def test_a_bad_photo_is_refused_and_the_words_are_kept(
    buyer: Client, settings: Settings, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    answer = send(buyer, photos=[SimpleUploadedFile("cup.jpg", b"no picture", "image/jpeg")])
    review = Review.objects.get()
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Your words are kept. Photo 1:" in html
    assert f'action="{reverse("review_edit", args=[review.pk])}"' in html
    assert (review.text, review.photos.count()) == ("First line\nsecond line", 0)


def test_photos_are_added_and_removed(buyer: Client, settings: Settings, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    send(buyer, photos=[SimpleUploadedFile(f"{n}.png", photograph(), "image/png") for n in range(2)])
    review = Review.objects.get()
    first, second = review.photos.all()
    assert page(buyer).count('class="review-photos"') == 1
    buyer.post(reverse("review_edit", args=[review.pk]), SAID | {"gone": [first.pk]})
    assert list(review.photos.all()) == [second]


@BOTH
def test_an_author_changes_and_deletes_what_they_said(buyer: Client) -> None:
    send(buyer)
    at = [Review.objects.get().pk]
    assert 'value="4"' in buyer.get(reverse("review_edit", args=at)).content.decode()
    buyer.post(reverse("review_edit", args=at), SAID | {"stars": "2", "text": "Worse now"})
    assert "Worse now" in page(buyer)
    assert "for good" in buyer.get(reverse("review_delete", args=at)).content.decode()
    assert Review.objects.get().stars == 2
    buyer.post(reverse("review_delete", args=at))
    assert not Review.objects.exists()
    assert "Write a review" in page(buyer)


@pytest.mark.parametrize("name", ["review_edit", "review_delete"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_the_review_of_somebody_else_is_not_there(
    client: Client, cup: Product, bob: User, name: str, method: str
) -> None:
    other = reviewed(cup, email="ada@example.com")
    assert getattr(client, method)(reverse(name, args=[other.pk]), SAID).status_code == 404
    other.refresh_from_db()
    assert other.stars == 5


def test_script_in_a_review_is_text(buyer: Client) -> None:
    send(buyer, title=SCRIPT, text=SCRIPT, name=SCRIPT)
    html = page(buyer)
    assert SCRIPT not in html
    assert html.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 3


def test_what_the_merchant_reads_first_is_not_on_the_page(buyer: Client, settings: Settings) -> None:
    settings.REVIEWS_BEFORE_PUBLICATION = True
    answer = buyer.post(reverse("review_write", args=["cup"]), SAID, follow=True)
    assert "We read your review before it is on the page." in answer.content.decode()
    assert "No reviews yet" in page(buyer)


def test_the_order_leads_to_the_review_once_it_has_arrived(client: Client, cup: Product, bob: User) -> None:
    way = reverse("review_write", args=["cup"])
    assert way not in client.get(ordered(cup, user=bob).order.get_absolute_url()).content.decode()
    line = received(cup, user=bob)
    assert way in client.get(line.order.get_absolute_url()).content.decode()
    assert way in client.get(reverse("my_reviews")).content.decode()
    send(client)
    written = reverse("review_edit", args=[Review.objects.get().pk])
    assert written in client.get(line.order.get_absolute_url()).content.decode()
    assert written in client.get(reverse("my_reviews")).content.decode()
    assert way not in client.get(reverse("my_reviews")).content.decode()
