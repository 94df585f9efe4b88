"""The rows of reviews; the verbs live on `Review`."""

from reviews.models.bulk import BulkAction
from reviews.models.correction import Correction
from reviews.models.evidence import Citation, Evidence
from reviews.models.exceptions import RuleLevel, Waiver
from reviews.models.plan import Plan
from reviews.models.report import Report
from reviews.models.review import LEASE, Review
from reviews.models.saved_view import SavedView
from reviews.models.scale import Rating, RatingScale
from reviews.models.snapshot import CitedCopy, Snapshot
from reviews.models.talk import Comment, Letter, Notification
from reviews.models.verdict import Decision, Draft, Verdict

__all__ = [
    "LEASE",
    "BulkAction",
    "Citation",
    "CitedCopy",
    "Comment",
    "Correction",
    "Decision",
    "Draft",
    "Evidence",
    "Letter",
    "Notification",
    "Plan",
    "Rating",
    "RatingScale",
    "Report",
    "Review",
    "RuleLevel",
    "SavedView",
    "Snapshot",
    "Verdict",
    "Waiver",
]
