"""Exits with 0 when the server of this container answers."""

import os
import sys
import urllib.request
from http import HTTPStatus

url = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}/healthz"
try:
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url, timeout=4) as reply:
        sys.exit(reply.status != HTTPStatus.OK)
except OSError as problem:
    sys.exit(f"{url}: {problem}")
