"""Who runs the shop, as its pages and mails name them."""

import os
from email.utils import parseaddr

from shop.settings.background import DEFAULT_FROM_EMAIL

SHOP_NAME = os.environ.get("SHOP_NAME", "Fastshop")
SHOP_ADDRESS = os.environ.get("SHOP_ADDRESS", "(the merchant’s postal address)")
SHOP_TAX_NUMBER = os.environ.get("SHOP_TAX_NUMBER", "")
MERCHANT_EMAIL = os.environ.get("MERCHANT_EMAIL") or parseaddr(DEFAULT_FROM_EMAIL)[1]
