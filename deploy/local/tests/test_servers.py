import os
import select
import shutil
import signal
import subprocess
import sys

import psycopg2
import pytest
import redis as redis_client

from deploy.local import servers
from deploy.local.paths import ROOT

OWNER = """
import signal
from deploy.local import servers
with servers.private(servers.Redis) as server:
    print(server.child.pid, server.folder, flush=True)
    signal.pause()
"""


def ask(url: str, question: str) -> str:
    connection = psycopg2.connect(url)
    try:
        with connection.cursor() as cursor:
            cursor.execute(question)
            return str(cursor.fetchone()[0])
    finally:
        connection.close()


def test_two_private_postgres_servers_run_side_by_side_and_leave_nothing() -> None:
    with servers.private(servers.Postgres) as first, servers.private(servers.Postgres) as second:
        assert first.port != second.port
        assert ask(first.url, "show max_connections") == "300"
        assert ask(second.url, "show fsync") == "on"
        left = [(server.child, server.folder) for server in (first, second)]
    assert all(child is not None and child.poll() is not None for child, _ in left)
    assert not any(folder.exists() for _, folder in left)


def test_a_private_postgres_keeps_its_data_and_port_over_a_restart() -> None:
    with servers.private(servers.Postgres) as server:
        ask(server.url, "create table kept as select 7; commit; select 1")
        server.stop()
        with pytest.raises(psycopg2.OperationalError):
            psycopg2.connect(server.url)
        server.start()
        assert ask(server.url, "select * from kept") == "7"


def test_a_private_redis_answers_and_ends() -> None:
    with servers.redis() as url:
        assert redis_client.Redis.from_url(url).ping()
    with pytest.raises(redis_client.ConnectionError):
        redis_client.Redis.from_url(url).ping()


def test_a_given_address_is_used_as_it_is() -> None:
    with servers.postgres("postgres://elsewhere/shop") as url:
        assert url == "postgres://elsewhere/shop"


if sys.platform == "linux":  # elsewhere the system does not tell a child that its parent was killed

    def test_a_server_ends_when_its_owner_is_killed_outright() -> None:
        owner = subprocess.Popen([sys.executable, "-c", OWNER], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert owner.stdout is not None
        pid, folder = owner.stdout.readline().split()
        server = os.pidfd_open(int(pid))
        owner.send_signal(signal.SIGKILL)
        owner.wait()
        assert select.select([server], [], [], 10)[0] == [server]
        shutil.rmtree(folder)
