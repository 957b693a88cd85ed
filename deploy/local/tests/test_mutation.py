import pytest

from deploy.local.console import Refusal
from deploy.local.mutation import Defect, chosen
from deploy.local.paths import ROOT


@pytest.mark.parametrize("defect", chosen(), ids=lambda defect: defect.name)
def test_a_known_defect_still_applies_and_names_a_test_that_is_there(defect: Defect) -> None:
    assert defect.planted((ROOT / defect.file).read_text())
    file, name = defect.test.split("[")[0].split("::")
    assert f"def {name}(" in (ROOT / file).read_text()


def test_a_text_that_stands_twice_is_not_replaced() -> None:
    assert Defect("", "", "a", "b", "").planted("a a") is None


def test_defects_are_chosen_by_a_part_of_their_name() -> None:
    assert {defect.name for defect in chosen(["release"])} == {"double release", "release on cancel missing"}


def test_a_name_that_no_defect_has_is_refused() -> None:
    with pytest.raises(Refusal):
        chosen(["no such thing"])
