"""How an editor chooses who checks an article and on which scale."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Article, Event
from articles.refusals import Kind, Refusal
from reviews.models import Plan, RatingScale
from reviews.workflow import LEAD, Policy

OFFERED = (Policy.SECOND_LOOK, Policy.BLIND_DOUBLE, Policy.SINGLE)


def plan_check(article: Article, *, policy: str, scale_uid: uuid.UUID | None, by: Any, now: datetime.datetime) -> Plan:
    """Set the plan of an article; claims chosen before keep the one they were chosen under."""
    if not by.has_perm(LEAD):
        raise Refusal("not_allowed", _("Only an editor plans a check."), kind=Kind.FORBIDDEN)
    if policy not in OFFERED:
        raise Refusal("policy_missing", _("Choose who checks."), kind=Kind.INVALID, field="policy")
    scale = RatingScale.objects.filter(uid=scale_uid, retired_at=None).first() if scale_uid else None
    if scale is None:
        raise Refusal("scale_missing", _("Choose a rating scale that is in use."), kind=Kind.INVALID, field="scale")
    with transaction.atomic():
        plan, _is_new = Plan.objects.update_or_create(article=article, defaults={"policy": policy, "scale": scale})
        Event.log("plan", plan, article=article, by=by, at=now, data={"policy": policy, "scale": str(scale.uid)})
    return plan
