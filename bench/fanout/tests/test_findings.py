"""How the ways are compared."""

import pytest

from bench.fanout.bursts import ONE, TWO, Burst
from bench.fanout.findings import Findings, figures
from bench.fanout.rounds import Round
from bench.fanout.ways import Floor, Hub, Textbook


def told(way: str, number: int, last: float, cpu: float, **wrongs: int) -> Round:
    return Round(way, 5000, number, last, last / 2, 1, 600, {"live": cpu}, 1.0, wrongs)


def burst(what: str, frames: float, behind: float, **wrongs: int) -> Burst:
    return Burst(what, 5000, 5000, 10.0, frames, 6000.0, behind, 0.5, 1.0, wrongs)


def values(found: Findings) -> dict[str, tuple[float, bool]]:
    return {each.what: (pytest.approx(each.value), each.met) for each in figures(found)}


def test_times_are_compared_by_their_medians_and_costs_by_their_means() -> None:
    found = Findings({})
    for number, last in enumerate((0.2, 0.3, 9.0)):
        found.rounds.append(told(Hub.name, number, last, cpu=0.2))
        found.rounds.append(told(Textbook.name, number, 3.0, cpu=2.0))
        found.rounds.append(told(Floor.name, number, 0.1, cpu=(0.04, 0.05, 0.03)[number]))
    figured = values(found)
    assert figured["times faster than textbook Channels"] == (10.0, True)
    assert figured["seconds to the last page, median"] == (0.3, True)
    assert figured["times the floor's processor time"] == (5.0, False)


def test_of_bursts_the_median_counts_and_the_most_frames_and_only_without_a_restart() -> None:
    found = Findings({}, rounds=[told(each, 0, 1.0, 1.0) for each in (Hub.name, Textbook.name, Floor.name)])
    found.bursts = [burst(ONE, 8.0, 0.2), burst(ONE, 11.0, 0.1), burst(ONE, 9.0, 2.0), burst(TWO, 99.0, 9.0)]
    figured = values(found)
    assert figured["frames a second, most"] == (11.0, False)
    assert figured["seconds behind the last change, median"] == (0.2, True)


def test_whatever_a_page_was_told_wrongly_is_said() -> None:
    found = Findings({}, rounds=[told(Hub.name, 0, 1.0, 1.0, late=3)], bursts=[burst(TWO, 1.0, 1.0, back=1)])
    assert found.wrongs == ["our hub, 5,000 sockets: 3 late", f"{TWO}, 5,000 sockets: 1 back"]
