"""What a case makes of its matters as of a day: assessments, hypotheses against evidence, what is not known."""

from __future__ import annotations

from typing import Literal

import msgspec

Status = Literal["corroborated", "single-origin", "contested", "refuted", "unverified", "settled"]
Confidence = Literal["low", "moderate", "high"]
Consistency = Literal["CC", "C", "N", "I", "II"]
"""Heuer's marks: very consistent, consistent, neutral or not applicable, inconsistent, very inconsistent."""


class Probability(msgspec.Struct, frozen=True, kw_only=True):
    """A probability with a 90 % interval and its word on a named scale; the scale is stored with every word."""

    value: float
    low: float
    high: float
    word: str
    scale: str = "ICD 203"


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """One step of a verdict. `effect` is in log-odds for probabilities, None where the rule only decides a status."""

    rule: str
    text: str
    effect: float | None = None


class Flip(msgspec.Struct, frozen=True, kw_only=True):
    """What the verdict would be without one origin."""

    without: str
    status: Status
    probability: float


class Assessment(msgspec.Struct, frozen=True, kw_only=True):
    """The state of a matter as of a day."""

    matter: str
    as_of: str
    status: Status
    answer: str
    """What the probability is about: yes, or the value that leads."""
    probability: Probability
    confidence: Confidence
    """How well founded the judgement is: never said in one sentence with the probability."""
    admiralty: str
    """Reliability letter A–F and credibility number 1–6, judged apart."""
    independent: int
    """Independent origins that affirm the answer."""
    reasons: tuple[Reason, ...] = ()
    flips: tuple[Flip, ...] = ()
    overruled: str | None = None
    """The id of the judgement by which a person set the grade."""


class Rating(msgspec.Struct, frozen=True, kw_only=True):
    """How one matter's answer bears on one hypothesis."""

    hypothesis: str
    matter: str
    consistency: Consistency
    ratio: float
    """Likelihood of the evidence if the hypothesis holds over that if it does not, before the evidence is weighed."""
    why: str
    by: str | None = None
    """The judgement by which a person set it; None for the pack's rule."""


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """Where a hypothesis stands: Heuer's score (weighted inconsistencies, least is best) and a posterior."""

    hypothesis: str
    title: str
    inconsistency: float
    rank: int
    probability: float


class Matrix(msgspec.Struct, frozen=True, kw_only=True):
    """Analysis of competing hypotheses (Heuer 1999, chapter 8) as of a day."""

    as_of: str
    standings: tuple[Standing, ...] = ()
    ratings: tuple[Rating, ...] = ()
    diagnostic: tuple[str, ...] = ()
    """Matters, most diagnostic first."""
    turning: tuple[str, ...] = ()
    """Matters whose single loss would change the first place."""


class Settler(msgspec.Struct, frozen=True, kw_only=True):
    """Observable evidence that would settle an open question, who holds it, and how far the answer could move, 0–1."""

    evidence: str
    holder: str
    effect: float


class Unknown(msgspec.Struct, frozen=True, kw_only=True):
    """What nobody in the case knows, and what would settle it."""

    gap: str
    question: str
    about: tuple[str, ...] = ()
    """Matters, or `report:question` for a report's own question."""
    why: str = ""
    settled_by: tuple[Settler, ...] = ()


class Weighed(msgspec.Struct, frozen=True, kw_only=True):
    """What weighing makes of a case's matters."""

    assessments: tuple[Assessment, ...] = ()
    matrix: Matrix
    unknowns: tuple[Unknown, ...] = ()
