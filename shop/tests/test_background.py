import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

pytestmark = pytest.mark.once  # a process of its own, on SQLite

# Serves nobody, but works: posts a mail, and waits until the thread and then the beat table have done theirs.
PROCESS = """
import json, threading, django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)

from celery import shared_task
from django.conf import settings
from shop import background
from shop.celery import app
from shop.notifications.composing import Composed
from shop.notifications.models import Mail
from shop.notifications.outbox import enqueue

done = {name: threading.Event() for name in ("failing", "beaten", "sent")}
threads = {}

@shared_task(name="failing")
def failing():
    done["failing"].set()
    raise ZeroDivisionError

@shared_task(name="beaten")
def beaten():
    done["beaten"].set()
    if not Mail.objects.exclude(status="sent").exists():
        done["sent"].set()

app.conf.beat_schedule = {"beaten": {"task": "beaten", "schedule": 0.2}}
failing.delay()
mail = enqueue("greeting", "ada@shop.example", Composed("Hello", "Hello"))
background.start()
background.start()
names = sorted(thread.name for thread in threading.enumerate() if thread.name.startswith("background"))
outcome = {name: event.wait(20) for name, event in done.items()}
mail.refresh_from_db()
print(json.dumps({**outcome, "attempts": mail.attempts, "threads": names}))
"""


def test_a_solo_process_runs_tasks_and_the_beat_table_by_itself_and_ends_when_asked(tmp_path: Path) -> None:
    environment = os.environ | {
        "DATABASE_URL": "",
        "REDIS_URL": "",
        "BACKGROUND_THREADS": "yes",
        "FASTSHOP_DATA_DIR": str(tmp_path),
    }
    command = [sys.executable, "-c", PROCESS]
    process = subprocess.run(
        command, env=environment, cwd=settings.BASE_DIR, capture_output=True, text=True, timeout=60
    )
    assert process.returncode == 0, process.stderr
    assert json.loads(process.stdout.splitlines()[-1]) == {
        "failing": True,
        "beaten": True,
        "sent": True,
        "attempts": 1,
        "threads": ["background-beat", "background-worker"],
    }
    assert "ZeroDivisionError" in process.stderr
