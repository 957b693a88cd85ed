"""How much mail waits in the outbox, for Prometheus."""

from collections.abc import Iterator

from django.db.models import Count
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric

from shop.notifications.models import Mail

UNSENT = (Mail.Status.WAITING, Mail.Status.SENDING, Mail.Status.FAILED)


class Backlog:
    """Counts the mail that is not sent, by status."""

    def collect(self) -> Iterator[Metric]:
        """Return the depth of the outbox."""
        counts = Mail.objects.filter(status__in=UNSENT).values_list("status").annotate(Count("pk")).order_by()
        depth = dict.fromkeys(UNSENT, 0) | dict(counts)
        gauge = GaugeMetricFamily("fastshop_outbox_mails", "Mail that is not sent", labels=["status"])
        for status, mails in depth.items():
            gauge.add_metric([str(status)], mails)
        yield gauge
