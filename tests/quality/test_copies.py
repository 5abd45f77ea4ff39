"""Copies and re-reports between real news texts, and copied answers: floors that only rise.

Texts alone are compared: no records, outlets or days, since the pairs have none. Every pair is related on its own, and
all texts once more as one case, where two texts of different pairs are either on the same story, which some are, or a
false alarm.
"""

import itertools
import json

from scores import SHARED

from sayso.linking.copies import relate
from sayso.model import Published, Report
from sayso.text import canonical

PAIRS = SHARED / "data/copies/news_copies_dev.jsonl"
ANSWERS = SHARED / "data/copies/clough_stevenson.jsonl"
ARTICLES = SHARED / "data/attribution/train.jsonl"
ON_ONE_STORY = 31
"""Pairs of texts of different gold pairs that are related; all were looked at, and all tell of one story."""
ARTICLES_RELATED = 42
"""Pairs of the 840 articles that are related. About ten of them are not: two polls, two evenings of elections."""


def rows(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def report(id, text):
    return Report(id=id, published=Published(why="Not given."), text=canonical(text).text)


def relation(a, b):
    found = relate([report("a", a), report("b", b)])
    return found[0].relation if found else "different"


def f1(said, gold):
    """`said` and `gold`: booleans, pair by pair."""
    both = list(zip(said, gold, strict=True))
    return (
        2
        * both.count((True, True))
        / (2 * both.count((True, True)) + both.count((True, False)) + both.count((False, True)))
    )


def test_news_copies_are_told_from_the_rest_and_all_four_relations_apart():
    pairs = rows(PAIRS)
    gold = [p["label"] for p in pairs]
    said = [relation(p["a_text"], p["b_text"]) for p in pairs]
    right = sum(map(str.__eq__, said, gold)) / len(gold)
    copies = f1([s == "copy" for s in said], [g == "copy" for g in gold])
    print(f"four ways {right:.2f}   copy F1 {copies:.3f}")
    assert right >= 0.86
    assert copies >= 0.99


def test_copied_answers_are_told_from_those_written_freely():
    answers = rows(ANSWERS)
    said = [relation(a["source_text"], a["derived_text"]) in {"copy", "re-report"} for a in answers]
    found = f1(said, [a["copied"] for a in answers])
    print(f"copied F1 {found:.3f}")
    assert found >= 0.974


def test_texts_on_different_stories_are_not_related():
    texts = {p[f"{side}_id"]: p[f"{side}_text"] for p in rows(PAIRS) for side in "ab"}
    gold = {frozenset((p["a_id"], p["b_id"])) for p in rows(PAIRS)}
    found = {frozenset((r.a, r.b)) for r in relate([report(*item) for item in sorted(texts.items())])}
    across = len(found - gold)
    print(f"{across} of {sum(1 for _ in itertools.combinations(texts, 2)) - len(gold)} pairs across")
    assert gold <= found
    assert across <= ON_ONE_STORY


def test_news_of_many_days_is_hardly_ever_related():
    articles = [report(f"{n:04}", row["text"]) for n, row in enumerate(rows(ARTICLES))]
    found = len(relate(articles))
    pairs = len(articles) * (len(articles) - 1) // 2
    print(f"{found} of {pairs} pairs of articles: {10_000 * found / pairs:.2f} in 10,000")
    assert found <= ARTICLES_RELATED
