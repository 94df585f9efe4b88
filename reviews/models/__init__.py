"""The rows of reviews; the verbs live on `Review`."""

from reviews.models.evidence import Citation, Evidence
from reviews.models.plan import Plan
from reviews.models.report import Report
from reviews.models.review import LEASE, Review
from reviews.models.scale import Rating, RatingScale
from reviews.models.verdict import Decision, Draft, Verdict

__all__ = [
    "LEASE",
    "Citation",
    "Decision",
    "Draft",
    "Evidence",
    "Plan",
    "Rating",
    "RatingScale",
    "Report",
    "Review",
    "Verdict",
]
