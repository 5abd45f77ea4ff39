"""Truth discovery on public sets, and calibration on invented worlds whose truth is known."""

import numpy as np
import truth_sets as sets

from sayso.weighing.truth import Model, Statements, infer

BIRTHPLACES, BOOKS = 0.887, 0.76
"""Floors; they only rise. ACCU is at 0.886 and 0.67, a majority vote at 0.768 and 0.65."""
CALIBRATION = 0.05


def test_birthplaces_beat_the_vote_and_accu():
    claims = sets.rows("birthplaces.claims.jsonl")
    statements, sources, answers = sets.table(claims, "value")
    best = sets.chosen(sets.weighed(statements, sources, implies=sets.broader(answers)), answers)
    vote = sets.birthplaces_right(sets.voted(claims, "value"), claims)
    right = sets.birthplaces_right(best, claims)
    print(f"birthplaces: {right:.4f}, vote {vote:.4f}")
    assert round(vote, 3) == 0.768
    assert right >= BIRTHPLACES


def test_books_beat_the_vote_and_accu():
    claims = sets.rows("books.claims.jsonl")
    statements, sources, answers = sets.table(claims, "value_norm")
    right = sets.books_right(sets.chosen(sets.weighed(statements, sources), answers))
    alone = sets.books_right(sets.chosen(sets.weighed(statements, sources, copying=False), answers))
    vote = sets.books_right(sets.voted(claims, "value_norm"))
    print(f"books: {right:.3f}, without copying {alone:.3f}, vote {vote:.3f}")
    assert right >= BOOKS


def world(seed):
    """Statements of sources of three classes, some of whom copy; the true answer of item i is i · (rivals + 1)."""
    rng = np.random.default_rng(seed)
    items, rivals = int(rng.choice([60, 300, 1000])), int(rng.choice([1, 4, 10]))
    sources, most = int(rng.choice([8, 30, 80])), int(rng.choice([2, 4, 8]))
    mean = rng.choice([0.55, 0.7, 0.85], sources)
    reliability = rng.beta(mean * 8, (1 - mean) * 8)
    own = np.where(
        rng.random((sources, items)) < reliability[:, None], 0, rng.integers(1, rivals + 1, (sources, items))
    )
    for copier in range(sources // 5):
        taken = rng.random(items) < 0.8
        own[copier, taken] = own[sources - 1 - copier, taken]
    speaks = np.zeros((sources, items), bool)
    for item in range(items):
        speaks[rng.choice(sources, int(rng.integers(1, most + 1)), replace=False), item] = True
    source, item = np.nonzero(speaks)
    statements = Statements(source, item, item * (rivals + 1) + own[source, item], np.ones(len(source)))
    return statements, Model(right=mean, weight=np.full(sources, 8.0), rivals=float(rivals)), rivals


def calibration(probability, true, bins=10):
    """Expected calibration error (Naeini, Cooper & Hauskrecht, AAAI 2015)."""
    place = np.minimum((probability * bins).astype(int), bins - 1)
    gaps = [
        abs(probability[place == b].mean() - true[place == b].mean()) * (place == b).mean() for b in np.unique(place)
    ]
    return float(sum(gaps))


def test_probabilities_come_true_as_often_as_they_say():
    errors, brier, votes = [], [], []
    for seed in range(60):
        statements, model, rivals = world(seed)
        beliefs = infer(statements, model)
        true = (beliefs.value % (rivals + 1) == 0).astype(float)
        share = np.bincount(np.unique(statements.value, return_inverse=True)[1])
        share = share / np.bincount(statements.item)[beliefs.item]
        errors.append(calibration(beliefs.probability, true))
        brier.append(np.mean((beliefs.probability - true) ** 2))
        votes.append(np.mean((share - true) ** 2))
    print(f"calibration error {np.mean(errors):.4f}; Brier {np.mean(brier):.4f}, of vote shares {np.mean(votes):.4f}")
    assert np.mean(errors) <= CALIBRATION
    assert np.mean(brier) < np.mean(votes)
