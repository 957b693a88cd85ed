"""Vectors are those that scikit-learn makes of the same texts, a field at a time."""

from random import Random

import numpy as np
import pytest
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.preprocessing import normalize

from shop.recommendations.texts import Text, terms
from shop.recommendations.vectors import WEIGHTS, Model

WORDS = ("oak", "brass", "linen", "steel", "kettle", "kettles", "pan", "lamp", "red", "2", "Kessel", "été")


def said(dice: Random, most: int) -> str:
    return " ".join(dice.choices(WORDS, k=dice.randrange(most)))


def written(seed: int, many: int) -> list[Text]:
    dice = Random(seed)
    return [Text(n, said(dice, 6), said(dice, 2), said(dice, 3), said(dice, 20)) for n in range(many)]


def by_scikit_learn(learnt: list[Text], read: list[Text]) -> np.ndarray:
    fields = []
    for initial, weight in WEIGHTS.items():
        field = TfidfVectorizer(
            analyzer=lambda text, initial=initial: [each for each in terms(text) if each[0] == initial],
            sublinear_tf=True,
            min_df=2,
        )
        fields.append(weight * field.fit(learnt).transform(read))
    return normalize(sparse.hstack(fields)).toarray()


@pytest.mark.parametrize("seed", range(3))
def test_cosines_are_those_of_scikit_learn_for_what_was_learnt_and_for_what_is_new(seed: int) -> None:
    learnt, new = written(seed, 60), written(seed + 100, 20)
    model, vectors = Model.learn(learnt)
    theirs = by_scikit_learn(learnt, learnt)
    assert np.allclose((vectors @ vectors.T).toarray(), theirs @ theirs.T, atol=1e-6)
    ours, other = Model.load(model.dump()).vectors(new), by_scikit_learn(learnt, new)
    assert np.allclose((ours @ vectors.T).toarray(), other @ theirs.T, atol=1e-6)


def test_a_text_has_the_same_vector_to_the_last_bit_whatever_is_read_with_it() -> None:
    learnt = written(1, 60)
    model, vectors = Model.learn(learnt)
    for row, text in enumerate(learnt):
        alone = model.vectors([text])
        assert (alone.indices.tolist(), alone.data.tolist()) == (
            vectors[row].indices.tolist(),
            vectors[row].data.tolist(),
        )
