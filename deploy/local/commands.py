"""The commands of dev.py."""

import argparse
import os
from collections.abc import Callable
from typing import TypeAlias

from bench.stress import belts
from bench.stress import plan as stress_plan
from deploy.local import (
    assets,
    auditing,
    browsers,
    design,
    environment,
    full,
    journeys,
    linting,
    listening,
    mutation,
    scaling,
    solo,
    stages,
    testing,
)
from deploy.local.console import Refusal, say
from deploy.local.paths import PYTHON
from deploy.local.processes import run, unwind_on_signals
from deploy.local.programs import PROGRAMS

# argparse has no public name for it.
Subparsers: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001
Verb = Callable[[argparse.Namespace, list[str]], int]
INTERRUPTED = 130


def main(arguments: list[str]) -> int:
    """Run the command named on the command line and return the exit code."""
    chosen, rest = _parser().parse_known_args(arguments)
    if rest and chosen.command not in (_test, journeys.walk):
        _parser().error(f"unrecognized arguments: {' '.join(rest)}")
    unwind_on_signals()
    try:
        return chosen.command(chosen, rest)
    except Refusal as refusal:
        say(str(refusal))
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dev.py", description="Fastshop on your machine.")
    commands = parser.add_subparsers(required=True, metavar="command")
    _shops(commands)
    _proofs(commands)
    _command(commands, "lint", _lint, "run all linters")
    _command(commands, "audit", _audit, "look for packages that are known to be vulnerable")
    _command(commands, "assets", _assets, "build the style sheet and the script")
    _command(commands, "messages", _messages, "bring the translations' files up to date with the code")
    _command(commands, "screenshots", _screenshots, "take the pictures in docs/screenshots anew")
    return parser


def _shops(commands: Subparsers) -> None:
    _command(commands, "run", _run, "open the shop: SQLite, one process, the demo catalogue")
    _command(commands, "design", _design, "open it for a designer: what is saved is seen at once")
    whole = _command(commands, "full", _full, "open the shop as on a server, in several processes")
    for name in ("run", "design", "full"):
        place = commands.choices[name]
        place.add_argument(
            "--host", default="127.0.0.1", help="the address to listen on (default: %(default)s)"
        )
        place.add_argument(
            "--port", type=int, default=8000, help="the port to listen on (default: %(default)s)"
        )
    whole.add_argument(
        "--scale", type=scaling.scale, default={}, metavar="web=2,live=2", help="how many of which process"
    )


def _proofs(commands: Subparsers) -> None:
    test = _command(commands, "test", _test, "run all tests; further arguments go to pytest")
    test.add_argument("--only", choices=[stage.name for stage in stages.STAGES], help="run one stage")

    walking = "walk the journeys in every engine; further arguments go to pytest"
    journeys.options(_command(commands, "e2e", journeys.walk, walking))

    for name, (module, options, summary) in PROGRAMS.items():
        options.options(_command(commands, name, _program(module, options.flags), summary))

    stress = _command(commands, "stress", _stress, "attempt a million claims at random and judge the answers")
    stress_plan.options(stress)

    defects = _command(commands, "mutate", _mutate, "plant known defects in a copy; the tests must notice")
    defects.add_argument("names", nargs="*", help="only defects whose name contains one of these")


def _command(commands: Subparsers, name: str, command: Verb, summary: str) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=summary, description=summary)
    parser.set_defaults(command=command)
    return parser


def _run(chosen: argparse.Namespace, _rest: list[str]) -> int:
    listening.claim(chosen.host, chosen.port)
    environment.prepare()
    assets.build()
    return solo.serve(chosen.host, chosen.port)


def _design(chosen: argparse.Namespace, _rest: list[str]) -> int:
    listening.claim(chosen.host, chosen.port)
    environment.prepare()
    assets.build()
    return design.serve(chosen.host, chosen.port)


def _full(chosen: argparse.Namespace, _rest: list[str]) -> int:
    listening.claim(chosen.host, chosen.port)
    environment.prepare("dev")
    assets.build()
    return full.serve(full.Full(chosen.host, chosen.port, scale=chosen.scale))


def _test(chosen: argparse.Namespace, rest: list[str]) -> int:
    return testing.test(chosen.only, rest)


def _program(module: str, flags: Callable[[argparse.Namespace], list[str]]) -> Verb:
    """Return the command that runs a module where all packages are, with its options as they were given."""

    def command(chosen: argparse.Namespace, _rest: list[str]) -> int:
        environment.prepare("dev")
        assets.build()
        return run([PYTHON, "-m", module, *flags(chosen)])

    return command


def _stress(chosen: argparse.Namespace, _rest: list[str]) -> int:
    environment.prepare("dev")
    flags = stress_plan.flags(chosen)
    if chosen.guards == "off":
        return belts.trial_without_guards(flags)
    return run([PYTHON, "-m", "bench.stress.trial", *flags])


def _mutate(chosen: argparse.Namespace, _rest: list[str]) -> int:
    return mutation.mutate(chosen.names)


def _lint(_chosen: argparse.Namespace, _rest: list[str]) -> int:
    return linting.lint()


def _audit(_chosen: argparse.Namespace, _rest: list[str]) -> int:
    return auditing.audit()


def _assets(_chosen: argparse.Namespace, _rest: list[str]) -> int:
    environment.prepare()
    assets.build()
    return 0


def _messages(_chosen: argparse.Namespace, _rest: list[str]) -> int:
    environment.prepare()
    return run([PYTHON, "-m", "deploy.local.messages"])


def _screenshots(_chosen: argparse.Namespace, _rest: list[str]) -> int:
    environment.prepare("dev")
    assets.build()
    chromium = {"FASTSHOP_CHROMIUM": str(browsers.ensure(browsers.CHROMIUM, windows=True))}
    return run([PYTHON, "-m", "e2e.screenshots"], env=os.environ | chromium)
