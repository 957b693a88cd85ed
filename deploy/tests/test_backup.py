import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest

from deploy.local import servers
from deploy.local.binaries import postgres_folder
from deploy.local.paths import ROOT


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    """The address of a PostgreSQL of our own."""
    with servers.postgres() as url:
        yield url


@pytest.fixture
def environment(database: str, tmp_path: Path) -> dict[str, str]:
    """What the scripts are told, with the programs that belong to this PostgreSQL."""
    (tmp_path / "media" / "products").mkdir(parents=True)
    told(database, "drop schema public cascade; create schema public")
    return {
        "PATH": f"{postgres_folder()}:{os.environ['PATH']}",
        "DATABASE_URL": database,
        "MEDIA_FOLDER": str(tmp_path / "media"),
        "BACKUPS": str(tmp_path / "backups"),
    }


def script(name: str, environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [ROOT / "deploy" / name, *arguments], env=environment, capture_output=True, text=True
    )


def told(url: str, statement: str) -> list[tuple[object, ...]]:
    connection = psycopg2.connect(url)
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall() if cursor.description else []
    finally:
        connection.close()


def test_a_restored_shop_is_what_it_was_when_it_was_saved(
    database: str, environment: dict[str, str], tmp_path: Path
) -> None:
    picture = tmp_path / "media" / "products" / "kettle.webp"
    picture.write_bytes(b"a kettle")
    told(database, "create table orders (number text primary key); insert into orders values ('K7')")

    saved = script("backup.sh", environment, "before-the-sale")
    assert (saved.returncode, saved.stderr) == (0, "")
    told(database, "delete from orders; insert into orders values ('X1'); create table later (id int)")
    picture.unlink()

    restored = script("restore.sh", environment, "before-the-sale")
    assert (restored.returncode, restored.stderr) == (0, "")
    assert told(database, "select number from orders") == [("K7",)]
    assert told(database, "select to_regclass('later')") == [(None,)]
    assert picture.read_bytes() == b"a kettle"


def test_a_backup_that_fails_leaves_nothing_that_looks_like_one(environment: dict[str, str]) -> None:
    nobody_there = environment | {"DATABASE_URL": "postgres://fastshop@127.0.0.1:9/shop"}
    assert script("backup.sh", nobody_there, "broken").returncode != 0
    assert list(Path(environment["BACKUPS"]).iterdir()) == []


def test_a_backup_is_for_its_owner_alone(environment: dict[str, str]) -> None:
    folder = Path(script("backup.sh", environment).stdout.strip())
    assert {file.name for file in folder.iterdir()} == {"database.dump", "media.tar.gz"}
    assert [path for path in (folder, *folder.iterdir()) if path.stat().st_mode & 0o077] == []


def test_an_unknown_backup_changes_nothing(database: str, environment: dict[str, str]) -> None:
    refused = script("restore.sh", environment, "never-made")
    assert refused.returncode == 1
    assert "There is no backup in" in refused.stderr
