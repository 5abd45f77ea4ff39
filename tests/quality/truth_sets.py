"""Gold sets of truth discovery as statements: who says what of which object."""

from collections import defaultdict

import msgspec
import numpy as np
from scipy.sparse import csr_array
from scores import SHARED

from sayso.weighing.truth import Model, Statements, infer

FOLDER = SHARED / "data/truth"


def rows(name):
    return [msgspec.json.decode(line) for line in (FOLDER / name).read_bytes().splitlines()]


def table(claims, key):
    """The statements, and what their codes stand for: sources, and (object, answer) pairs."""
    sources, objects, answers = {}, {}, {}
    codes = [
        (
            sources.setdefault(claim["source"], len(sources)),
            objects.setdefault(claim["object"], len(objects)),
            answers.setdefault((claim["object"], claim[key]), len(answers)),
        )
        for claim in claims
        if claim[key] is not None
    ]
    s, o, a = np.array(codes).T
    return Statements(s, o, a, np.ones(len(s))), sources, answers


def chosen(beliefs, answers):
    """The likeliest answer of each object; of equals the first by alphabet, as for votes."""
    names = list(answers)
    ranked = sorted(zip(beliefs.probability, beliefs.value, strict=True), key=lambda b: (-b[0], names[b[1]][1]))
    best = {}
    for _, value in ranked:
        best.setdefault(*names[value])
    return best


def voted(claims, key):
    counts = defaultdict(lambda: defaultdict(int))
    for claim in claims:
        if claim[key] is not None:
            counts[claim["object"]][claim[key]] += 1
    return {name: min(votes, key=lambda v: (-votes[v], v)) for name, votes in counts.items()}


def weighed(statements, sources, **options):
    """With the engine's defaults: the same for every set."""
    n = len(sources)
    return infer(statements, Model(right=np.full(n, 0.8), weight=np.full(n, 5.0), **options))


def broader(answers):
    """Which birthplace implies which, by the names in the set's own hierarchy of places."""
    nodes = {row["id"]: row for row in rows("birthplaces.hierarchy.jsonl")}
    above = defaultdict(set)
    for node in nodes.values():
        up = node
        while up["parent"] > 0:
            up = nodes[up["parent"]]
            above[node["name"]].add(up["name"])
    stated = defaultdict(list)
    for (person, place), code in answers.items():
        stated[person].append((place, code))
    pairs = [(i, j) for all_ in stated.values() for a, i in all_ for b, j in all_ if a != b and b in above[a]]
    i, j = np.array(pairs).T
    return csr_array((np.ones(len(i)), (i, j)), shape=(len(answers), len(answers)))


def birthplaces_right(best, claims):
    """Share of people given the most specific true place that any source states."""
    stated = defaultdict(set)
    for claim in claims:
        stated[claim["object"]].add(claim["value"])
    gold = rows("birthplaces.gold.jsonl")
    hits = [best.get(g["object"]) == next((p for p in g["value_path"] if p in stated[g["object"]]), None) for g in gold]
    return sum(hits) / len(hits)


def books_right(best):
    """Share of books given the exact set of authors."""
    gold = rows("books.gold.jsonl")
    return sum(best.get(g["object"]) == g["value_norm"] for g in gold) / len(gold)
