"""The network at run time: ONNX Runtime over windows, answers laid back onto the words of each text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from sayso.encoder.windows import Window, Words, split, windows
from sayso.errors import ModelError

Floats = npt.NDArray[np.float32]
WEIGHTS = Path(__file__).parent / "weights"
LINKS, LINK = 6, 96
CLAIM, ATTRIBUTES = 128, 6


class Encoded(msgspec.Struct, frozen=True):
    """What the network says of one text, a row for each of its N words."""

    words: Words
    tags: Floats
    """[N, 10] logits: O and begin/inside of source, cue, content; O, begin, inside of a claim."""
    links: Floats
    """[N, 6, 96]: content as query, cue as key; cue as query, source as key; claim as query, who states it as key."""
    nobody: Floats
    """[N, 2, 96]: the keys of "no source" and "the outlet itself" in the word's window."""
    claims: Floats
    """[N, 134]: a claim vector and six pooling weights, one an attribute."""
    window: npt.NDArray[np.int32]
    """[N]: the window a word was read in."""


class Encoder:
    """The shipped weights, loaded once. `threads` bounds the cores used for one text."""

    def __init__(self, folder: Path = WEIGHTS, *, threads: int = 0, batch: int = 8) -> None:
        self.folder, self.threads, self.batch = folder, threads, batch
        if not (folder / "reader.onnx").exists():
            raise ModelError(f"expected the reader's weights at {folder}, found none; reinstall sayso")

    @cached_property
    def tokenizer(self) -> Any:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self.folder / "tokenizer.json"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer

    @cached_property
    def session(self) -> Any:
        import onnxruntime as ort

        options = ort.SessionOptions()
        options.intra_op_num_threads = self.threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            return ort.InferenceSession(
                str(self.folder / "reader.onnx"), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # ONNX Runtime has no public error root
            raise ModelError(f"the weights in {self.folder} do not load ({error}); reinstall sayso") from error

    def encode(self, texts: Sequence[str]) -> list[Encoded]:
        """Read texts; one answer a text, in order. An empty text gives empty arrays."""
        split_texts = [split(t, self.tokenizer) for t in texts]
        return encode_with(self._run, split_texts, batch=self.batch)

    def _run(self, ids: Any, shapes: Any, mask: Any) -> tuple[Floats, Floats, Floats]:
        tags, links, claims = self.session.run(None, {"ids": ids, "shapes": shapes, "mask": mask})
        return tags, links, claims


def encode_with(run: Any, texts: Sequence[Words], *, batch: int) -> list[Encoded]:
    """Window, batch by length, run, and lay the answers back. `run` takes ids, shapes, mask `[B, S]`."""
    rows = [(n, w) for n, words in enumerate(texts) for w in windows(words)]
    out = [_empty(words) for words in texts]
    counts = [0] * len(texts)
    numbers = []
    for n, _ in rows:
        numbers.append(counts[n])
        counts[n] += 1
    order = sorted(range(len(rows)), key=lambda r: (len(rows[r][1].ids), r))
    for at in range(0, len(order), batch):
        chosen = order[at : at + batch]
        tags, links, claims = run(*pad([rows[r][1] for r in chosen]))
        for k, r in enumerate(chosen):
            n, window = rows[r]
            pieces = np.nonzero(window.words >= 0)[0]
            words = window.words[pieces]
            e = out[n]
            e.tags[words] = tags[k, pieces]
            e.links[words] = links[k, pieces].reshape(-1, LINKS, LINK)
            e.nobody[words] = links[k, 0].reshape(LINKS, LINK)[[3, 5]]
            e.claims[words] = claims[k, pieces]
            e.window[words] = numbers[r]
    return out


def pad(rows: Sequence[Window]) -> tuple[npt.NDArray[np.int64], ...]:
    """ids, shapes, mask `[B, S]`, zero where a row is shorter than the longest."""
    longest = max(len(w.ids) for w in rows)
    ids, shapes, mask = (np.zeros((len(rows), longest), np.int64) for _ in range(3))
    for k, w in enumerate(rows):
        size = len(w.ids)
        ids[k, :size], shapes[k, :size], mask[k, :size] = w.ids, w.shapes, 1
    return ids, shapes, mask


def _empty(words: Words) -> Encoded:
    n = len(words.starts)
    return Encoded(
        words,
        np.zeros((n, 10), np.float32),
        np.zeros((n, LINKS, LINK), np.float32),
        np.zeros((n, 2, LINK), np.float32),
        np.zeros((n, CLAIM + ATTRIBUTES), np.float32),
        np.zeros(n, np.int32),
    )
