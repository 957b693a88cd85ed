import ast
import re
from collections.abc import Iterator

from deploy.local.paths import ROOT

# Made by whoever starts a process, never by whoever runs the shop.
GIVEN = {"DJANGO_SETTINGS_MODULE", "HOSTNAME"}
# Names that are put together: the rate limits.
COMPOSED = {
    *("RATE_CART", "RATE_CHECKOUT", "RATE_CONTACT", "RATE_DISCOUNT", "RATE_FIND_ORDER"),
    *("RATE_REPORTS", "RATE_RESTOCK", "RATE_SOCKETS", "RATE_SUGGESTIONS", "RATE_VOTES"),
}


def python_reads() -> Iterator[str]:
    files = [file for file in (ROOT / "shop").rglob("*.py") if "tests" not in file.parts]
    for file in [*files, ROOT / "deploy" / "gunicorn.py", ROOT / "deploy" / "healthy.py"]:
        yield from names_in(ast.parse(file.read_text()))


def names_in(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(
                func=ast.Attribute(value=value, attr="get" | "setdefault"), args=[ast.Constant(name), *_]
            ):
                if ast.unparse(value).endswith("environ"):
                    yield name
            case ast.Call(func=ast.Name("flag" | "listing"), args=[ast.Constant(name), *_]):
                yield name
            case ast.Subscript(value=value, slice=ast.Constant(name)) if ast.unparse(value) == "os.environ":
                yield name


def shell_reads() -> set[str]:
    files = [ROOT / name for name in ("Procfile", "docker-compose.yml", "deploy/entrypoint.sh")]
    return {name for file in files for name in re.findall(r"\$\{([A-Z_]+)", file.read_text())}


def explained() -> list[str]:
    return re.findall(r"^(?:# )?([A-Z][A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)


def test_every_variable_that_is_read_is_explained_once_and_no_other() -> None:
    read = {*python_reads(), *shell_reads(), *COMPOSED} - GIVEN
    assert sorted(explained()) == sorted(read)
