"""How gunicorn serves pages. It expects a proxy in front that takes slow clients off it."""

import os
from pathlib import Path

# A few threads: many connections to one hot row cost more than they bring.
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = int(os.environ.get("WEB_THREADS", "8"))
bind = f"{os.environ.get('BIND', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
timeout = 60
graceful_timeout = 30
keepalive = 75  # longer than the proxy keeps its connections, so that it never writes to a closing one
control_socket_disable = True
# A heartbeat file on a disk may block the worker that touches it.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108  only the heartbeat is there
