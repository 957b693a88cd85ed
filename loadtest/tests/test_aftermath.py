"""What is said about mail that is missing, or too much."""

from loadtest.aftermath import Letter, unmailed
from loadtest.ledger import Placed

ORDER = Placed("N1", "a@x", "k1", "awaiting_payment", 3.0, 1, 0)
LETTER = Letter("a@x", "<1@shop>", "Your order N1")


def test_one_mail_for_each_order_is_right_and_so_is_a_copy_of_it() -> None:
    assert list(unmailed([ORDER], [LETTER])) == []
    assert list(unmailed([ORDER], [LETTER, LETTER])) == []


def test_an_order_without_its_mail_is_told() -> None:
    assert list(unmailed([ORDER], [])) == ["Order N1 has 0 mails."]
    assert list(unmailed([ORDER], [LETTER._replace(text="Your order N2")])) == ["Order N1 has 0 mails."]


def test_a_second_mail_of_its_own_is_told() -> None:
    second = LETTER._replace(message_id="<2@shop>")
    assert list(unmailed([ORDER], [LETTER, second])) == ["Order N1 has 2 mails."]


def test_mail_about_an_order_that_is_not_there_is_told() -> None:
    assert list(unmailed([], [LETTER])) == ["a@x has mail, and no order."]
