"""What a new shop's deliveries cost until its merchant says otherwise."""

from typing import Any

from django.apps import apps as all_apps
from django.apps.registry import Apps

METHODS = (
    (
        {"code": "standard", "name": "Standard", "promise": "2 to 4 working days"},
        {"price": "4.90", "free_from": "75.00"},
    ),
    ({"code": "express", "name": "Express", "promise": "The next working day"}, {"price": "9.90"}),
)


def install(using: str, apps: Apps = all_apps, **_signal: Any) -> None:
    """Give a database that never had a tariff the usual one, whenever migrations have run.

    As Django makes permissions: a migration's rows would be gone for good once a database is flushed. What
    the merchant deletes stays deleted, since the edition stays.
    """
    try:
        edition = apps.get_model("orders", "TariffEdition").objects.using(using)
    except LookupError:  # migrated back to before there was one
        return
    if edition.exists():
        return
    edition.create(pk=1)
    zone = apps.get_model("orders", "Zone").objects.using(using).create(name="Everywhere")
    for position, (method, rate) in enumerate(METHODS):
        made = apps.get_model("orders", "DeliveryMethod").objects.using(using)
        rates = apps.get_model("orders", "DeliveryRate").objects.using(using)
        rates.create(method=made.create(position=position, **method), zone=zone, **rate)
