"""From matters to verdicts as of a day: assessments, hypotheses, unknowns, and what States owe."""
