from django.conf import settings
from django.db import migrations

# What shop.inventory.bands keeps true from here on.
FILL = """
    UPDATE catalogue_product SET stock_band = COALESCE((
        SELECT CASE WHEN MAX(s.available) > %s THEN 2 WHEN MAX(s.available) > 0 THEN 1 ELSE 0 END
        FROM inventory_stock s JOIN catalogue_variant v ON v.id = s.variant_id
        WHERE v.product_id = catalogue_product.id AND NOT v.archived
    ), 0)
"""


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0002_listing_fields"),
        ("inventory", "0002_reservation_told_by_insert"),
    ]

    operations = [migrations.RunSQL([(FILL, [settings.FEW_LEFT])], migrations.RunSQL.noop)]
