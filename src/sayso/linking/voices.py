"""Whose word a claim is: the voice nearest to the event in its chain, named alike in every report.

Names are matched across spellings. A State's documents are one voice; who gives no name is known by the outlet alone
that heard them.
"""

from __future__ import annotations

import re

import msgspec
from rapidfuzz import fuzz

from sayso.linking.answers import Answer, States
from sayso.linking.citing import outlet_key
from sayso.linking.likeness import folded
from sayso.model import Source
from sayso.model.claim import Proximity, SourceKind
from sayso.packs import Pack, voices

UNION = re.compile(
    r"(?<!to )(?<!to the )\b(?:UN|U\.N\.|United Nations|Security Council|EU|E\.U\.|European Union)(?!\w| member)"
)
"""Unions of States; who reports to one is not it."""
STATE = frozenset({"government", "authorities", "state", "the", "its", "their", "of", "s"})
"""Beside a State's name, the words of a voice that is the State itself."""
SAME_NAME = 90
"""rapidfuzz's token-set ratio of two spellings of one name, at least."""


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """A speaker as the case knows it; `key` is the same in all reports."""

    key: str
    source: str
    """Its id in the report."""
    name: str
    kind: SourceKind
    anonymous: bool = False
    proximity: Proximity = "unknown"
    side: str | None = None
    """The State or union of States it speaks for."""
    country: str | None = None
    outlet: str | None = None
    """Who heard it first-hand."""
    relayed: bool = False
    """Another outlet than the report's own heard it, or is it."""
    hops: int = 0

    @property
    def own(self) -> bool:
        """An outlet's own word."""
        return self.kind == "outlet"


class Voices:
    """Tells voices apart over all reports of a case."""

    def __init__(self, pack: Pack) -> None:
        self.states = States(pack.countries)
        self.outlets = {outlet.title.lower(): outlet for outlet in pack.outlets}
        self.keys: dict[str, str] = {}
        """Keys of the names of outlets met."""
        self.met: dict[tuple[str, ...], Voice] = {}
        """Voices by report and chain."""
        self.names: dict[tuple[str | None, str], list[tuple[str, str]]] = {}
        """Names met, by State and the first letters of the last word: as folded, and the key."""

    def of(self, answer: Answer) -> Voice:
        """The voice of a claim."""
        chain = (answer.record.report.id, answer.claim.source, *answer.claim.chain)
        if chain not in self.met:
            self.met[chain] = self._of(answer)
        return self.met[chain]

    def _of(self, answer: Answer) -> Voice:
        record, claim = answer.record, answer.claim
        by_id = {source.id: source for source in record.sources}
        chain = [by_id[id] for id in claim.chain if id in by_id] or [by_id[claim.source]]
        while len(chain) > 1 and chain[0].kind == "unspecified":
            chain = chain[1:]
        outlets = [source for source in record.sources if source.proximity == "outlet"]
        if chain[0].kind == "document" and chain[0].name is None and len(outlets) == 1:
            chain[0] = outlets[0]  # "the report says": that of the one outlet it names
        chain[0] = self._spokesman(answer, chain[0]) or chain[0]
        root, via = chain[0], [s for s in chain[1:] if s.proximity == "outlet"]
        own = record.report.outlet or f"the outlet of {record.report.id}"
        heard = via[0].name or own if via else own
        if root.kind in ("outlet", "unspecified") or root.proximity == "outlet":
            name = own if root.kind in ("outlet", "unspecified") else root.name or own
            return Voice(
                key=f"outlet:{self.outlet(name)}", source=root.id, name=name, kind="outlet", outlet=name,
                relayed=name != own, country=self._home(name),
            )  # fmt: skip
        return self._person(root, heard, answer, via=bool(via), hops=len(chain) - 1)

    def _person(self, root: Source, heard: str, answer: Answer, *, via: bool, hops: int) -> Voice:
        words = _words(root)
        told = root.description if root.name and root.description and root.name in root.description else None
        name = told or ", ".join(filter(None, (root.name, root.description))) or words
        anonymous = root.anonymous and not self._by_office(root)
        side = self._side(root, answer.about)
        country = side if side not in ("UN", "EU") else None
        if root.kind == "document" and side == country and not self.states.first(words):
            side = None  # papers that somebody obtained speak for nobody
        if anonymous:
            key = f"unnamed:{self.outlet(heard)}:" + (root.proximity if via else f"{answer.name[0]}:{root.id}")
        elif country and root.kind == "document":
            key = f"records:{country}"
        elif country and self._is_state(root):
            key = f"state:{country}"
        else:
            whose = None if root.kind == "person" and root.name else side
            key = self._named(root.name or words, root.kind, whose)
        return Voice(
            key=key, source=root.id, name=name, kind=root.kind, anonymous=anonymous, proximity=root.proximity,
            side=side, country=country, outlet=heard, relayed=via, hops=hops,
        )  # fmt: skip

    def _side(self, root: Source, about: str | None) -> str | None:
        """The State or union of States that a voice speaks for: the first it names, else that the report is about."""
        words = _words(root)
        union = UNION.search(re.sub(r"\ban? ", "", words))
        official = root.proximity == "official"
        if official and (state := self.states.first(words)):
            return state
        if union and (official or root.kind in ("organisation", "document")):
            return "EU" if union[0].startswith("E") else "UN"
        small = set(re.findall(r"\w+", folded(words)))
        return about if official and "international" not in small else None

    def _is_state(self, root: Source) -> bool:
        """Whether a voice is a State or its government."""
        rest = re.findall(r"\w+", folded(self.states.without(_words(root))))
        return root.kind == "organisation" and STATE.issuperset(rest)

    def _spokesman(self, answer: Answer, root: Source) -> Source | None:
        """The one official whom a report names beside "Moscow said": that is who said it."""
        if root.proximity != "official" or not self._is_state(root):
            return None
        state = self._side(root, answer.about)
        named = [s for s in answer.record.sources if s.kind == "person" and s.proximity == "official" and s.name]
        mine = [s for s in named if self._side(s, answer.about) == state]
        return mine[0] if len(mine) == 1 else None

    @staticmethod
    def _by_office(root: Source) -> bool:
        """Whether an official without a name speaks for a body: a spokesman, or the only one so described."""
        words = folded(root.description or "a").split()
        asks = any(one in " ".join(words) for one in voices().asks_anonymity)
        spokes = any(word.startswith("spokes") for word in words)
        only = words[0] == "the" or words[0].endswith(("'s", "’s"))
        return root.kind == "person" and root.proximity == "official" and not asks and (spokes or only)

    def _named(self, name: str, kind: str, state: str | None) -> str:
        """The key of a name: that of a spelling met before, where one is close enough; offices are a State's own."""
        full = re.sub(r"^the ", "", folded(name))
        words = re.findall(r"\w+", full) or [full]
        spellings = self.names.setdefault((state, words[-1][:3]), [])
        for known, key in spellings:
            if fuzz.token_set_ratio(known, full) >= SAME_NAME:
                return key
        key = ":".join(filter(None, ("person" if kind == "person" else "body", state, full)))
        spellings.append((full, key))
        return key

    def outlet(self, name: str | None) -> str:
        """The key of an outlet; "the Kuwaiti news agency" is the one agency of that State that the pack knows."""
        if not name:
            return ""
        if name not in self.keys:
            states = self.states.named(name, hosts=False) if "agency" in folded(name) else set()
            agencies = [o.title for o in self.outlets.values() if o.agency and o.state and {o.country} == states]
            self.keys[name] = outlet_key(agencies[0] if len(agencies) == 1 else name, tuple(self.outlets.values()))
        return self.keys[name]

    def _home(self, name: str) -> str | None:
        """The State for which state media speak."""
        outlet = self.outlets.get(self.outlet(name))
        return outlet.country if outlet and outlet.state else None


def _words(root: Source) -> str:
    """How a report names and describes a source."""
    return " ".join(dict.fromkeys(filter(None, (root.name, root.description)))) or "someone"
