"""Words a second: `sayso read` against spaCy with textacy's direct quotations, in one run, on the same articles.

    python bench/read_speed.py [--peer PYTHON]

`--peer` is the interpreter of an environment with spacy and textacy (and en_core_web_sm; where that model is not
installed the same architecture is built untrained: same layers and work, no use for its answers, so its F1 is the
published one). Both sides get two workers, read the texts from memory after a warm-up, and alternate three times.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
from pathlib import Path

GOLD = Path(__file__).resolve().parents[1].parent / "shared/data/attribution/dev.jsonl"

PEER = """
import json, sys, time, warnings
warnings.filterwarnings("ignore")
import spacy, textacy.extract
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]
try:
    nlp, trained = spacy.load("en_core_web_sm"), True
except OSError:
    trained = False
    nlp = spacy.blank("en")
    embed = {"@architectures": "spacy.MultiHashEmbed.v2", "width": 96, "include_static_vectors": False,
             "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"],
             "rows": [5000, 1000, 2500, 2500, 50, 50]}
    encode = {"@architectures": "spacy.MaxoutWindowEncoder.v2", "width": 96, "depth": 4, "window_size": 1,
              "maxout_pieces": 3}
    tok2vec = {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": encode}
    listen = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "tok2vec"}
    def transitions(state, source):
        return {"model": {"@architectures": "spacy.TransitionBasedParser.v2", "state_type": state, "hidden_width": 64,
                "maxout_pieces": 2, "use_upper": True, "extra_state_tokens": False, "tok2vec": source}}
    nlp.add_pipe("tok2vec", config={"model": tok2vec})
    tagger = nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listen}})
    parser = nlp.add_pipe("parser", config=transitions("parser", listen))
    nlp.add_pipe("attribute_ruler")
    ner = nlp.add_pipe("ner", config=transitions("ner", tok2vec))
    for pipe, count in ((tagger, 50), (parser, 45), (ner, 18)):
        for n in range(count):
            pipe.add_label(f"L{n}")
    nlp.initialize()
def go():
    for doc in nlp.pipe(texts, n_process=2, batch_size=16):
        try:
            list(textacy.extract.triples.direct_quotations(doc))
        except ValueError:
            pass
for _ in range(2):
    began = time.perf_counter(); go(); took = time.perf_counter() - began
print(json.dumps({"seconds": took, "trained": trained, "spacy": spacy.__version__}))
"""

MINE = """
import json, sys, time
from sayso.pipeline import read
texts = [json.loads(line)["text"].encode() for line in open(sys.argv[1], encoding="utf-8")]
for n in range(2):
    began = time.perf_counter()
    records = [r.to_json() for r in read(texts, jobs=2)]
    took = time.perf_counter() - began
print(json.dumps({"seconds": took, "records": len(records)}))
"""


def timed(python: str, code: str) -> dict[str, float]:
    done = subprocess.run([python, "-c", code, str(GOLD)], capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--peer", default=sys.executable)
    a = ap.parse_args()
    if not GOLD.exists():
        sys.exit(f"the articles are not at {GOLD}; nothing is measured without them")
    words = sum(len(json.loads(line)["text"].split()) for line in GOLD.read_text("utf-8").splitlines())
    ratios = []
    for _ in range(3):
        peer, mine = timed(a.peer, PEER), timed(sys.executable, MINE)
        ratios.append(peer["seconds"] / mine["seconds"])
        print(
            f"sayso {words / mine['seconds']:.0f} words/s   spaCy {peer['spacy']} + textacy"
            f"{'' if peer['trained'] else ' (untrained, same architecture)'} {words / peer['seconds']:.0f} words/s"
            f"   ratio {ratios[-1]:.2f}", flush=True,
        )  # fmt: skip
    print(f"median ratio {statistics.median(ratios):.2f}")


if __name__ == "__main__":
    main()
