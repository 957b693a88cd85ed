"""Do the tests notice? Plants known defects in a copy of the tree, and runs the test that must fail."""

import os
import re
import shutil
import tempfile
import time
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from deploy.local import assets, browsers, environment, servers
from deploy.local.console import Refusal, say
from deploy.local.paths import PYTHON, ROOT
from deploy.local.processes import run_quietly

DEFECTS = Path(__file__).with_name("defects.toml")
LEFT_BEHIND = (".*", "__pycache__", "node_modules", "screenshots", "staticfiles", "var")
CAUGHT, SURVIVED, OUTDATED = "caught", "SURVIVED", "NO LONGER APPLIES"


@dataclass(frozen=True)
class Defect:
    """A known way to break a promise: a piece of text, its replacement, and the test that must fail then."""

    name: str
    file: str
    text: str
    replacement: str
    test: str

    def planted(self, source: str) -> str | None:
        """Return the source with the defect in it; None unless the text stands there exactly once."""
        return source.replace(self.text, self.replacement) if source.count(self.text) == 1 else None

    @property
    def changes_the_schema(self) -> bool:
        """Whether it needs a database of its own."""
        return "/migrations/" in self.file

    @property
    def in_a_browser(self) -> bool:
        """Whether its test brings a browser, which shares no process with tests of the database."""
        return self.test.startswith("e2e/")


@dataclass(frozen=True)
class Verdict:
    """What became of a planted defect; `output` is the test's."""

    defect: Defect
    word: str
    seconds: float
    output: str = ""


@dataclass(frozen=True)
class Copy:
    """A copy of the tree that is ours to break, and the PostgreSQL its tests run on."""

    folder: Path
    database: str
    chromium: str = ""

    def test(self, *arguments: str) -> tuple[int, str]:
        """Run pytest in the copy; return its exit code and what it wrote."""
        env = os.environ | {
            "FASTSHOP_TEST_DATABASE_URL": self.database,
            "FASTSHOP_TEST_REDIS_URL": "",
            "FASTSHOP_CHROMIUM": self.chromium,
            # A defect may leave a file's size and second of change as they were.
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        pytest = [PYTHON, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments]
        return run_quietly(pytest, env=env, folder=self.folder)

    def verdict(self, defect: Defect) -> Verdict:
        """Plant the defect, run its test, and put the file back."""
        began, file = time.monotonic(), self.folder / defect.file
        source = file.read_text() if file.exists() else ""
        planted = defect.planted(source)
        if planted is None:
            return Verdict(defect, OUTDATED, 0)
        file.write_text(planted)
        code, output = self.test(*([] if defect.changes_the_schema else ["--reuse-db"]), defect.test)
        file.write_text(source)
        # Any other exit code says that the test could not be run at all.
        caught = code == 1 and re.search(r"^FAILED ", output, re.MULTILINE)
        return Verdict(defect, CAUGHT if caught else SURVIVED, time.monotonic() - began, output)


def mutate(names: Sequence[str] = ()) -> int:
    """Return 0 when every defect (or those whose name contains one of `names`) fails its test.

    Without a defect all these tests must pass. Raises Refusal when they do not, or no defect is so named.
    """
    defects = chosen(names)
    environment.prepare("dev")
    assets.build()
    chromium = (
        str(browsers.ensure(browsers.CHROMIUM)) if any(defect.in_a_browser for defect in defects) else ""
    )
    with copy_of_the_tree() as folder, servers.postgres() as database:
        copy = Copy(folder, database, chromium)
        _pass_without_a_defect(copy, defects)
        verdicts = [_said(copy.verdict(defect)) for defect in defects]
    bad = [verdict for verdict in verdicts if verdict.word != CAUGHT]
    for verdict in bad:
        say(f"\n— {verdict.defect.name}: {verdict.word}\n{verdict.output[-2000:]}")
    say(f"\n{len(verdicts) - len(bad)} of {len(verdicts)} planted defects were caught.")
    return 1 if bad else 0


def chosen(names: Sequence[str] = ()) -> list[Defect]:
    """Return the known defects, those that change the schema last. Raises Refusal when there is none."""
    known = [Defect(**entry) for entry in tomllib.loads(DEFECTS.read_text())["defects"]]
    found = [defect for defect in known if not names or any(name in defect.name for name in names)]
    if not found:
        raise Refusal(f"No known defect is named so; see {DEFECTS.relative_to(ROOT)}.")
    return sorted(found, key=lambda defect: defect.changes_the_schema)


@contextmanager
def copy_of_the_tree() -> Iterator[Path]:
    """Yield a folder with what is under version control, and gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="fastshop-mutation-") as temporary:
        folder = Path(temporary, "tree")
        shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*LEFT_BEHIND))
        yield folder


def _pass_without_a_defect(copy: Copy, defects: Sequence[Defect]) -> None:
    for browsing in (False, True):
        tests = sorted({defect.test for defect in defects if defect.in_a_browser is browsing})
        say(f"{len(tests)} tests without a defect{' in the browser' * browsing} …")
        code, output = copy.test("--create-db", "--reuse-db", *tests) if tests else (0, "")
        if code:
            raise Refusal(f"{output}\nThese tests fail without a planted defect: mend that first.")


def _said(verdict: Verdict) -> Verdict:
    test = verdict.defect.test.rsplit("::", 1)[-1]
    say(f"{verdict.word:<18}{verdict.seconds:>4.0f} s  {verdict.defect.name:<42}{test}")
    return verdict
