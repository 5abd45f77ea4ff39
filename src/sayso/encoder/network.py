"""The network at run time: ONNX Runtime over windows, answers laid back onto the words of each text."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from sayso.encoder.windows import Window, Words, load_tokenizer, split, windows
from sayso.errors import ModelError

Floats = npt.NDArray[np.float32]
Answer = tuple[Floats, Floats, Floats]
"""Of one window of S pieces: tags `[S, 10]`, links `[S, 576]`, claims `[S, 134]`."""
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


class FittedWords(msgspec.Struct, frozen=True):
    """What was fitted on pieces of words (`sayso.reading.grams`): a rule for K kinds of claims, and one for denial."""

    kinds: tuple[str, ...]
    vector_weights: Floats
    """[K, 128]"""
    vector_biases: Floats
    gram_weights: npt.NDArray[np.float16]
    """[K, buckets]"""
    gram_biases: Floats
    denial_weights: npt.NDArray[np.float16]
    """[buckets], for log-odds of a claim's being denied"""
    denial_bias: float
    rarity: Floats
    """[buckets]"""


class Encoder:
    """The shipped weights, loaded at first use; several threads may ask at once."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        self.folder = folder

    @cached_property
    def tokenizer(self) -> Any:
        return load_tokenizer(self._part("tokenizer.json"))

    @cached_property
    def heads(self) -> dict[str, tuple[Floats, Floats]]:
        """The small matrices that judge pooled claim vectors: attribute to weights and biases."""
        with np.load(self._part("heads.npz"), allow_pickle=False) as f:
            names = {key.split(".")[0] for key in f.files if "." in key}
            return {n: (f[f"{n}.weight"], f[f"{n}.bias"]) for n in sorted(names)}

    @cached_property
    def fitted_words(self) -> FittedWords:
        """The rules fitted in training on pieces of words, the network's own view of the kinds beside them."""
        with np.load(self._part("words.npz"), allow_pickle=False) as f:
            fitted = {name: f[name] for name in f.files}
        with np.load(self._part("heads.npz"), allow_pickle=False) as f:
            order = [list(f["kinds"]).index(n) for n in fitted["kinds"]]
            vectors = f["kind.weight"][order], f["kind.bias"][order]
        return FittedWords(
            kinds=tuple(map(str, fitted["kinds"])), vector_weights=vectors[0], vector_biases=vectors[1],
            gram_weights=fitted["weights"], gram_biases=fitted["biases"], denial_weights=fitted["denial_weights"],
            denial_bias=float(fitted["denial_bias"]), rarity=fitted["rarity"].astype(np.float32),
        )  # fmt: skip

    @cached_property
    def session(self) -> Any:
        import onnxruntime as ort

        ort.disable_telemetry_events()  # some builds report to their maker; nothing may leave the machine
        options = ort.SessionOptions()
        options.intra_op_num_threads = 1  # a window on each core is faster than a window on all cores
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # The fused Add+LayerNormalization kernel is scalar where the plain one is vectorised: a quarter of the time.
        apart = ["SkipLayerNormFusion"]
        try:
            path = str(self._part("reader.onnx"))
            return ort.InferenceSession(path, options, providers=["CPUExecutionProvider"], disabled_optimizers=apart)
        except Exception as error:  # ONNX Runtime has no public error root
            raise ModelError(f"the weights in {self.folder} do not load ({error}); reinstall sayso") from error

    @cached_property
    def digest(self) -> str:
        """SHA-256, hex, over the files of weights: which reader made a record."""
        names = ("reader.onnx", "heads.npz", "words.npz", "tokenizer.json")
        return hashlib.sha256(b"".join(self._part(name).read_bytes() for name in names)).hexdigest()

    def encode(self, texts: Sequence[str], *, threads: int = 1) -> list[Encoded]:
        """Read texts, `threads` windows at once; one answer a text, in order. An empty text gives empty arrays."""
        words = [split(t, self.tokenizer) for t in texts]
        answer = partial(_answer, self.session)
        if threads == 1:
            return encode_with(partial(map, answer), words)
        with ThreadPoolExecutor(threads) as pool:
            return encode_with(partial(pool.map, answer), words)

    def _part(self, name: str) -> Path:
        path = self.folder / name
        if not path.exists():
            raise ModelError(f"expected the reader's weights at {path}, found none; reinstall sayso")
        return path


def _answer(session: Any, row: Window) -> Answer:
    # One window a run: without padding nothing is computed twice, and the graph needs no mask.
    tags, links, claims = session.run(None, {"ids": row.ids[None], "shapes": row.shapes[None]})
    return tags[0], links[0], claims[0]


def encode_with(answer: Callable[[Sequence[Window]], Iterable[Answer]], texts: Sequence[Words]) -> list[Encoded]:
    """Cut texts to windows, have them answered in order, and lay the answers back onto the words."""
    rows = [(n, w) for n, words in enumerate(texts) for w in windows(words)]
    out = [_empty(words) for words in texts]
    for number, ((n, window), (tags, links, claims)) in enumerate(zip(rows, answer([w for _, w in rows]), strict=True)):
        pieces = np.nonzero(window.words >= 0)[0]
        words = window.words[pieces]
        e = out[n]
        e.tags[words] = tags[pieces]
        e.links[words] = links[pieces].reshape(-1, LINKS, LINK)
        e.nobody[words] = links[0].reshape(LINKS, LINK)[[3, 5]]
        e.claims[words] = claims[pieces]
        e.window[words] = number
    return out


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
