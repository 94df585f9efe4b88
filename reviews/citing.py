"""A citation taken up again from where a person sees it: their own draft, or a verdict they may read."""

from __future__ import annotations

import uuid
from typing import Any

from articles.models import Claim
from reviews.drafts import CitationText
from reviews.models import Citation, Draft


def citation_in_draft(place: int, claim: Claim, person: Any) -> CitationText | None:
    """The one at a place, from 0, of the person's newest draft of the claim."""
    draft = Draft.objects.of(person).filter(review__claim=claim).order_by("-round").first()
    cited = draft.text().citations if draft else ()
    return cited[place] if 0 <= place < len(cited) else None


def citation_shown(uid: uuid.UUID | None, claim: Claim, person: Any) -> CitationText | None:
    """One of a verdict on the claim's article that the person may read."""
    seen = Citation.objects.visible_to(person).filter(verdict__review__article=claim.article_id)
    found = seen.filter(uid=uid).first()
    return found.as_text() if found else None
