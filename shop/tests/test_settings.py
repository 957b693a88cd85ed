import subprocess
import sys

import pytest
from django.conf import settings

pytestmark = pytest.mark.once  # processes of its own, which meet no database

FULL = {
    "FASTSHOP_SHAPE": "full",
    "SECRET_KEY": "told to every process",
    "DATABASE_URL": "postgres://shop@127.0.0.1/shop",
    "REDIS_URL": "redis://127.0.0.1/0",
}
TOLD = "from shop import settings; print({})"


def asked(environment: dict[str, str], question: str = "''") -> subprocess.CompletedProcess[str]:
    """Return how a process fares that reads the settings in this environment and answers the question."""
    program = [sys.executable, "-c", TOLD.format(question)]
    return subprocess.run(program, env=environment, cwd=settings.BASE_DIR, capture_output=True, text=True)


@pytest.mark.parametrize(
    "missing, sentence",
    [
        ("SECRET_KEY", "SECRET_KEY is not set: put a long random value in the environment"),
        ("DATABASE_URL", "DATABASE_URL is not set: put it in the environment, as in postgres://"),
        ("REDIS_URL", "REDIS_URL (or CACHE_URL) is not set: put it in the environment, as in redis://"),
    ],
)
def test_the_full_shape_refuses_to_start_without_what_it_needs(missing: str, sentence: str) -> None:
    answer = asked({name: value for name, value in FULL.items() if name != missing})
    assert answer.returncode == 1
    assert f"ImproperlyConfigured: {sentence}" in answer.stderr


@pytest.mark.parametrize(
    "reached", [{"PUBLIC_URL": "https://shop.example"}, {"ALLOWED_HOSTS": "shop.example"}]
)
def test_the_full_shape_refuses_debug_away_from_this_machine(reached: dict[str, str]) -> None:
    answer = asked(FULL | reached | {"DEBUG": "yes"})
    assert "ImproperlyConfigured: DEBUG shows secrets to whoever causes an error: unset it" in answer.stderr
    assert asked(FULL | reached).returncode == 0


def test_debug_is_for_this_machine() -> None:
    assert asked(FULL | {"DEBUG": "yes"}, "settings.DEBUG").stdout == "True\n"


def test_the_full_shape_refuses_a_broker_that_no_other_process_reaches() -> None:
    apart = {"REDIS_URL": "", "CACHE_URL": FULL["REDIS_URL"], "CHANNEL_LAYER_URL": FULL["REDIS_URL"]}
    answer = asked(FULL | apart)
    assert "ImproperlyConfigured: REDIS_URL (or CELERY_BROKER_URL) is not set" in answer.stderr


def test_cache_channel_layer_and_broker_may_each_have_a_redis_of_their_own() -> None:
    apart = {
        "CACHE_URL": "redis://cache/0",
        "CHANNEL_LAYER_URL": "redis://layer/0",
        "CELERY_BROKER_URL": "redis://broker/0",
    }
    read = (
        "settings.CACHES['default']['LOCATION'],"
        "settings.CHANNEL_LAYERS['default']['CONFIG']['hosts'][0]['address'],"
        "settings.CELERY_BROKER_URL"
    )
    assert asked(FULL | apart, read).stdout == "redis://cache/0 redis://layer/0 redis://broker/0\n"
    assert asked(FULL, read).stdout.count("redis://127.0.0.1/0") == len(apart)


MAIL = "(settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS, settings.EMAIL_USE_SSL)"


@pytest.mark.parametrize(
    "told, read",
    [
        ({}, (587, True, False)),
        ({"EMAIL_PORT": "465"}, (465, False, True)),
        ({"EMAIL_PORT": "2465", "EMAIL_USE_SSL": "yes"}, (2465, False, True)),
        ({"EMAIL_PORT": "25", "EMAIL_USE_TLS": "no"}, (25, False, False)),
    ],
)
def test_mail_goes_as_the_environment_says(told: dict[str, str], read: tuple[int, bool, bool]) -> None:
    answer = asked(FULL | {"EMAIL_HOST": "smtp.gmail.com"} | told, MAIL)
    assert answer.stdout == f"{('smtp.gmail.com', *read)}\n"


def test_mail_cannot_be_encrypted_in_both_ways() -> None:
    answer = asked(FULL | {"EMAIL_USE_TLS": "yes", "EMAIL_USE_SSL": "yes"})
    assert "ImproperlyConfigured: EMAIL_USE_SSL (port 465) and EMAIL_USE_TLS (port 587)" in answer.stderr


def test_a_word_that_says_no_time_from_which_on_one_may_review_is_refused() -> None:
    answer = asked(FULL | {"REVIEW_AFTER": "shipped"})
    assert "ImproperlyConfigured: REVIEW_AFTER is delivered or paid, not 'shipped'." in answer.stderr
