"""Proof that money adds up: what came in is paid orders, what went back, and nothing else."""

from collections.abc import Iterator

from django.db import connection

# Per order: what it costs, what came in for it, and what of that goes back.
_BOOKS = """
    SELECT o.number, o.state, o.payment, o.total, COALESCE(p.came, 0), COALESCE(r.back, 0)
    FROM orders_order o
    LEFT JOIN (
        SELECT order_id, SUM(amount) AS came FROM orders_payment WHERE state = 'captured' GROUP BY order_id
    ) p ON p.order_id = o.id
    LEFT JOIN (
        SELECT f.order_id, SUM(f.amount) AS asked,
            SUM(CASE WHEN f.state = 'failed' THEN 0 ELSE f.amount END) AS back
        FROM orders_refund f LEFT JOIN orders_payment s ON s.id = f.payment_id
        WHERE s.state IS NULL OR s.state <> 'stray' GROUP BY f.order_id
    ) r ON r.order_id = o.id
    WHERE CASE
        WHEN COALESCE(r.back, 0) > COALESCE(p.came, 0) THEN TRUE
        WHEN o.state = 'awaiting_payment' THEN COALESCE(p.came, 0) <> 0
        WHEN o.state = 'cancelled' THEN COALESCE(p.came, 0) <> COALESCE(r.asked, 0)
        WHEN o.state = 'shipped' AND o.payment = 'cod' THEN COALESCE(p.came, 0) NOT IN (0, o.total)
        WHEN o.state = 'refunded' THEN COALESCE(p.came, 0) <> o.total OR COALESCE(r.asked, 0) < o.total
        ELSE COALESCE(p.came, 0) <> o.total
    END ORDER BY o.number
"""

_STRAY = """
    SELECT o.number, p.amount, p.currency, COALESCE(SUM(r.amount), 0)
    FROM orders_payment p JOIN orders_order o ON o.id = p.order_id
    LEFT JOIN orders_refund r ON r.payment_id = p.id
    WHERE p.state = 'stray' GROUP BY o.number, p.id, p.amount, p.currency
    HAVING COALESCE(SUM(r.amount), 0) <> p.amount ORDER BY o.number
"""

_UNITS = """
    SELECT o.number, l.sku, l.quantity, SUM(u.quantity)
    FROM orders_refundline u
    JOIN orders_orderline l ON l.id = u.line_id JOIN orders_order o ON o.id = l.order_id
    GROUP BY o.number, l.id, l.sku, l.quantity HAVING SUM(u.quantity) > l.quantity ORDER BY o.number
"""


def money_disagreements() -> Iterator[str]:
    """Say of each order where what it costs, what came in and what went back do not agree."""
    with connection.cursor() as cursor:
        cursor.execute(_BOOKS)
        for number, state, payment, total, came, back in cursor.fetchall():
            yield f"{number}: {state} by {payment}, costs {total}, {came} came in and {back} goes back"
        cursor.execute(_STRAY)
        for number, amount, currency, back in cursor.fetchall():
            yield f"{number}: {amount} {currency} came in by mistake, and {back} goes back"
        cursor.execute(_UNITS)
        for number, sku, bought, refunded in cursor.fetchall():
            yield f"{number}: {bought} of {sku} were bought, and {refunded} refunded"
