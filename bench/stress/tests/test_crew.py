"""Small rounds of both kinds, by processes with threads of actors, are fair and not trivial."""

from collections.abc import Iterator

import pytest
from django.db import connection

from bench.stress.crew import Crew, crew
from bench.stress.rounds import Kind, rounds
from bench.stress.running import Tally, play

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
WORKERS, THREADS = 2, 3


@pytest.fixture
def actors() -> Iterator[Crew]:
    place = connection.settings_dict
    database = "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**place)
    with crew(WORKERS, THREADS, database) as ready:
        yield ready


def test_a_stampede_and_a_churn_are_fair_and_refuse_as_well_as_accept(actors: Crew) -> None:
    tally = Tally()
    small = rounds(600, WORKERS * THREADS, seed=1)
    for round_ in small:
        tally.add(*play(round_, actors))
    assert {round_.kind for round_ in small} == set(Kind)
    assert tally.wrongs == {}
    assert tally.claims["attempts"] == 600
    assert min(tally.claims["accepted"], tally.claims["refused"]) > 0
