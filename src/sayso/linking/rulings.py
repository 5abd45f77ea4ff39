"""What people decided about claims and sources: obeyed where it stands, without a trace once it is taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from sayso.errors import CaseError
from sayso.model import Claim, Filed, Judgement, Record

Named = tuple[str, str]
"""A claim or a source: report id and its id there."""


class Rulings(msgspec.Struct, frozen=True):
    """Judgements by what they are about; of two that contradict each other the later holds."""

    sources: dict[Named, dict[Named, bool]]
    """By source, the sources that are the same voice, or are not."""
    claims: dict[Named, dict[Named, bool]]
    """By claim, the claims that answer the same question, or do not."""
    rejected: frozenset[Named]
    corrected: dict[Named, str]

    @classmethod
    def of(cls, judgements: Iterable[Judgement]) -> Rulings:
        """Raises `CaseError` where a judgement is not about what its verb needs."""
        sources: dict[Named, dict[Named, bool]] = {}
        claims: dict[Named, dict[Named, bool]] = {}
        rejected, corrected = set(), {}
        for one in sorted(judgements, key=lambda one: (one.made, one.id)):
            if one.retired:
                continue
            if one.verb in ("same-source", "other-source", "same-matter", "other-matter"):
                a, b = _pairs(one, 2)
                about = sources if one.verb.endswith("source") else claims
                for x, y in ((a, b), (b, a)):
                    about.setdefault(x, {})[y] = one.verb.startswith("same")
            elif one.verb == "reject-claim":
                rejected.add(_pairs(one, 1)[0])
            elif one.verb == "correct-claim":
                corrected[_pairs(one, 1)[0]] = one.value or "{}"
        return cls(sources, claims, frozenset(rejected), corrected)

    def counted(self, filed: Sequence[Filed]) -> list[tuple[Filed, Record]]:
        """Reports that count, each with the claims that count, as corrected; in the order in which they were known."""
        kept = sorted((one for one in filed if not one.retracted), key=lambda one: (one.known, one.record.report.id))
        return [(one, msgspec.structs.replace(one.record, claims=tuple(self._claims(one.record)))) for one in kept]

    def _claims(self, record: Record) -> Iterable[Claim]:
        for claim in record.claims:
            name = (record.report.id, claim.id)
            if name not in self.rejected:
                yield _corrected(claim, self.corrected[name], name) if name in self.corrected else claim


def _corrected(claim: Claim, fields: str, name: Named) -> Claim:
    try:
        changed: dict[str, Any] = msgspec.json.decode(fields, type=dict)
        return msgspec.convert(msgspec.to_builtins(claim) | changed, Claim)
    except msgspec.MsgspecError as error:
        raise CaseError(f"correction of {name[0]}:{name[1]}: expected JSON of a claim's fields, got {error}") from None


def _pairs(one: Judgement, n: int) -> list[Named]:
    if len(one.subject) != 2 * n:
        raise CaseError(f"judgement {one.id}: {one.verb} expected {2 * n} ids, got {len(one.subject)}; make it anew")
    return [(one.subject[2 * k], one.subject[2 * k + 1]) for k in range(n)]
