"""From matters to verdicts as of a day: assessments, hypotheses, unknowns, and what States owe."""

from collections.abc import Sequence

from sayso.model import Filed, Judgement, Linked, Weighed
from sayso.packs import Pack
from sayso.weighing.assess import assess
from sayso.weighing.duties import duties_of
from sayso.weighing.hypotheses import matrix
from sayso.weighing.unknowns import unknowns_of

__all__ = ["duties_of", "weigh"]


def weigh(
    linked: Linked,
    filed: Sequence[Filed],
    *,
    pack: Pack,
    as_of: str,
    judgements: Sequence[Judgement] = (),
    scale: str = "ICD 203",
) -> Weighed:
    """Weigh a case's matters as of a day, from nothing but what is given; retired judgements do not count.

    Raises `UsageError` for a scale that is not known, or a judgement whose value makes no sense.
    """
    judgements = [one for one in judgements if not one.retired]
    matters = {matter.matter: matter for matter in linked.matters}
    assessments = assess(linked, filed, pack=pack, as_of=as_of, judgements=judgements, scale=scale)
    return Weighed(
        assessments=assessments,
        matrix=matrix(matters, assessments, judgements, pack, as_of),
        unknowns=unknowns_of(matters, assessments, filed, pack),
    )
