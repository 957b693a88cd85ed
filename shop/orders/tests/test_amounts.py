"""Whatever is bought, discounted, sent and taxed: sums add up to the cent."""

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from shop import money
from shop.cart.models import CartLine
from shop.catalogue.models import Variant
from shop.orders.delivery import Band, Delivery
from shop.orders.discounts import taken_off
from shop.orders.models import Discount, Order, OrderLine
from shop.orders.quotes import Basket, totals
from shop.orders.tariffs import Tariff
from shop.orders.taxes import Taxes

amounts = st.decimals(min_value=0, max_value=10_000, places=2)
percents = st.decimals(min_value=0, max_value=100, places=2)
classes = st.sampled_from(Variant.TaxClass.values)
lines = st.lists(st.tuples(amounts, st.integers(1, 10), classes), min_size=1, max_size=8)
all_rates = st.fixed_dictionaries({("AT", name): percents for name in Variant.TaxClass.values})
discounts = st.builds(Discount, percent=percents) | st.builds(Discount, amount=amounts.filter(bool))


@settings(max_examples=200, deadline=None)
@given(lines, discounts, amounts, all_rates)
def test_lines_discount_delivery_and_tax_add_up_to_the_order(
    goods: list[tuple[Decimal, int, str]],
    discount: Discount,
    fee: Decimal,
    rates: dict[tuple[str, str], Decimal],
) -> None:
    in_cart = [
        CartLine(variant=Variant(price=price, tax_class=tax_class, weight_grams=0), quantity=quantity)
        for price, quantity, tax_class in goods
    ]
    shares = taken_off(discount, [price * quantity for price, quantity, _ in goods])
    taxes = Taxes({key: [(date.min, rate)] for key, rate in rates.items()})
    basket = Basket(in_cart, Tariff({}, {}, None, taxes), shares)
    total = totals(basket, "AT", Delivery("post", "Post", "", True, (Band(None, fee, None),)))
    order = Order(delivery_price=total.delivery, delivery_tax_rate=total.delivery_rate)
    bought = [
        OrderLine(unit_price=line.variant.price, quantity=line.quantity, discount=share, tax_rate=rate)
        for line, share, rate in zip(in_cart, shares, total.rates, strict=True)
    ]
    assert sum(line.total for line in bought) + order.delivery_price == total.total
    assert sum(line.tax for line in bought) + order.delivery_tax == total.tax
    assert sum(line.discount for line in bought) == total.discount
    assert all(0 <= line.total <= line.subtotal for line in bought)
    assert all(amount == money.rounded(amount) for amount in (*shares, total.tax, total.total))
    assert total.tax <= total.total
