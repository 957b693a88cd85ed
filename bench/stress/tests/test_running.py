import pytest

from bench.stress.running import Tally
from bench.stress.told import Diary


@pytest.mark.parametrize("accepted, refused, little", [(20, 80, False), (19, 81, True), (81, 19, True)])
def test_a_run_that_hardly_accepts_or_hardly_refuses_proves_little(
    accepted: int, refused: int, little: bool
) -> None:
    tally = Tally()
    tally.add(Diary(attempts=100, accepted=accepted, refused=refused), {})
    assert tally.proves_little is little
