"""Shoppers as they are: most look around, some buy, some leave, some press twice."""

import random
from collections.abc import Callable

import gevent
from locust import between, task

from loadtest import pages
from loadtest.purchase import PLACE, Purchase, told_by
from loadtest.sockets import following
from loadtest.telling import Told
from loadtest.visitor import Visitor

Way = Callable[[Purchase], Told | None]

WITHOUT_HTMX = 0.25  # of all visits
WORDS = ("drop", "shelf", "lamp", "bowl", "nothing like it")


class Shopper(Visitor):
    """Each visit is a new visitor's. The numbers are how many of a hundred visits go that way."""

    wait_time = between(0.5, 2)

    def on_start(self) -> None:
        """Come in, and not all of them in step."""
        super().on_start()
        self.pause()

    def come_in(self) -> None:
        """Be somebody else, with a browser that runs JavaScript or one that does not."""
        super().come_in()
        self.htmx = random.random() >= WITHOUT_HTMX

    def pause(self) -> None:
        """Read for a moment."""
        gevent.sleep(random.uniform(0.3, 2))

    @task(35)
    def look_around(self) -> None:
        """Home, a list, a search, a product, and away."""
        self.come_in()
        home = self.look("/", "home")
        self.pause()
        self.look(random.choice(pages.categories(home.text) or ["/products/"]), "list")
        self.pause()
        found = self.look(f"/search/?q={random.choice(WORDS).replace(' ', '+')}", "search")
        self.pause()
        if shown := pages.products(found.text + home.text):
            self.look(random.choice(shown), "product page")

    @task(25)
    def buy_the_drop(self) -> None:
        """Come for the drop and buy it, as fast as it goes."""
        self._go(Purchase.complete)

    @task(10)
    def buy_something(self) -> None:
        """Find something on the shelf and buy it, with a look at the cart."""
        self.come_in()
        shelf = pages.products(self.look("/products/", "list").text)
        self.pause()
        if shelf:
            self._finish(Purchase(self, random.choice(shelf)), self._slowly)

    @task(10)
    def abandon(self) -> None:
        """Put the drop into a cart and leave it there."""
        self._go(self._half_way)

    @task(5)
    def change_the_mind(self) -> None:
        """Put the drop into a cart and take it out again."""
        self._go(self._there_and_back)

    @task(5)
    def press_twice(self) -> None:
        """Place one order by two posts at the same time."""
        self._go(self._twice)

    @task(5)
    def replay(self) -> None:
        """Send the form of a placed order again, as Back and Reload do."""
        self._go(self._again)

    @task(5)
    def follow(self) -> None:
        """Watch the drop's stock while buying one."""
        self._go(self._watching)

    def _go(self, way: Way) -> None:
        self.come_in()
        self._finish(Purchase(self, self.environment.parsed_options.drop), way)

    def _finish(self, purchase: Purchase, way: Way) -> None:
        if told := told_by(purchase, way):
            self.tell(told)

    def _slowly(self, purchase: Purchase) -> Told:
        page = purchase.look()
        self.pause()
        purchase.add(page)
        self.look("/cart/", "cart")
        self.pause()
        form = purchase.check_out()
        self.pause()
        return purchase.order(form)

    def _half_way(self, purchase: Purchase) -> None:
        page = purchase.look()
        self.pause()
        purchase.add(page)
        if random.random() < 0.5:
            purchase.check_out()

    def _there_and_back(self, purchase: Purchase) -> None:
        purchase.add(purchase.look())
        self.pause()
        action, fields = pages.form(self.look("/cart/", "cart").text, r"/cart/lines/\d+/remove/")
        self.pause()
        self.post(action, fields, "remove from cart", htmx=self.htmx)

    def _twice(self, purchase: Purchase) -> None:
        purchase.add(purchase.look())
        form = purchase.check_out()
        self.pause()
        press = [gevent.spawn(self._finish, purchase, lambda each: each.order(form)) for _ in range(2)]
        gevent.joinall(press, raise_error=True)

    def _again(self, purchase: Purchase) -> Told:
        purchase.add(purchase.look())
        form = purchase.check_out()
        self.tell(purchase.order(form))
        self.pause()
        return purchase.order(form, name=f"{PLACE} again")

    def _watching(self, purchase: Purchase) -> Told:
        page = purchase.look()
        with following(self, page.text):
            self.pause()
            purchase.add(page)
            form = purchase.check_out()
            self.pause()
            return purchase.order(form)
