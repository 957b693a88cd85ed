"""A schedule: what happens to one order, in waves of steps at the same moment. All from one number."""

from dataclasses import dataclass
from random import Random

LARGEST_WAVE = 4
WAVES = (3, 6)

# What can happen, and how often.
STEPS = {
    "begin": 12,  # the shopper is sent to pay
    "begin again": 4,  # a session that the shop failed to close
    "charge": 20,
    "charge wrongly": 4,  # another amount, or another currency, by a fault of the provider
    "decline": 4,
    "tell": 26,  # the provider's message arrives
    "forge": 6,
    "return": 8,  # the shopper comes back
    "expire": 6,
    "cancel": 5,
    "grab": 5,  # somebody else takes what is left
    "by hand": 2,  # the merchant notes that money came by other ways
    "ship": 6,
    "deliver": 2,
    "refund": 9,
    "give back": 7,  # a worker carries refunds out
}


@dataclass(frozen=True)
class Step:
    """Something that happens. `which` chooses a session, a message, a key; `luck` a way to do it."""

    what: str
    which: int
    luck: float


@dataclass(frozen=True)
class Schedule:
    """What happens to an order of `units`, of which `spare` more are on the shelf."""

    seed: int
    units: int
    spare: int
    waves: tuple[tuple[Step, ...], ...]


def schedule(seed: int) -> Schedule:
    """Make a schedule up."""
    dice = Random(seed)
    waves = [(Step("begin", 0, 0.0),)]
    waves += [_wave(dice) for _ in range(dice.randint(*WAVES))]
    return Schedule(seed, dice.randint(1, 3), dice.randint(0, 3), tuple(waves))


def _wave(dice: Random) -> tuple[Step, ...]:
    """Return steps for one moment: different ones, or one and the same several times."""
    many = dice.choice((1, 1, 2, 3, LARGEST_WAVE))
    if dice.random() < 0.4:
        return (_step(dice),) * many
    return tuple(_step(dice) for _ in range(many))


def _step(dice: Random) -> Step:
    what = dice.choices(list(STEPS), list(STEPS.values()))[0]
    return Step(what, dice.randrange(6), dice.random())
