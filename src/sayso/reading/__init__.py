"""One report read: who says what, how firmly, on what footing.

attributions   source, cue, content
claims         where each claim begins and ends, polarity, certainty, hearsay, tense
kinds          what a claim is about, by the pack
describe       what the words for a speaker say of it
voices_of      which mentions are one voice
routes         through which publication a statement came
footing        the three put together: who states a claim, along which chain
vocabulary     terms and laws of the pack that bear on a claim
questions      what the report says is not known
"""

from sayso.reading.footing import read
from sayso.reading.kinds import KindRule, from_examples, from_training, subject_of

__all__ = ["KindRule", "from_examples", "from_training", "read", "subject_of"]
