"""The shapes of an article's desk, of handing its claims out and of closing its check, as programs read them."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from articles.endpoints import PersonSerializer
from reviews.drafts import MAX_SHORT
from reviews.handing_out import MOST
from reviews.terms import Hold
from reviews.workflow import State

MOST_PEOPLE = 100
MOST_NUMBER = 2**31 - 1
STATES = [state.value for state in State]


class CountSerializer(serializers.Serializer[Any]):
    state = serializers.ChoiceField(choices=STATES)
    n = serializers.IntegerField()


class LeftSerializer(serializers.Serializer[Any]):
    """The claims one person has; `person` is null for those nobody has."""

    person = PersonSerializer(allow_null=True)
    n = serializers.IntegerField()
    states = CountSerializer(many=True)


class PaceSerializer(serializers.Serializer[Any]):
    """Verdicts and second looks of the last eight hours, and when the rest is done as fast, without a break."""

    n_done = serializers.IntegerField()
    n_to_go = serializers.IntegerField()
    per_hour = serializers.FloatField(help_text="0 where too little was done to tell.")
    ready_at = serializers.DateTimeField(allow_null=True, help_text="Null where nothing can be said.")


class LineSerializer(serializers.Serializer[Any]):
    """A claim and its number in reading order; 0 where its words are no longer in the text."""

    claim = serializers.UUIDField(source="line.claim.uid")
    number = serializers.IntegerField(source="line.number")
    statement = serializers.CharField(source="line.claim.statement")


class HeldSerializer(LineSerializer):
    who = PersonSerializer(allow_null=True)
    at = serializers.DateTimeField(allow_null=True, help_text="Since when; for `held` and `left`, until when.")


class HoldSerializer(serializers.Serializer[Any]):
    """Why claims do not go on by themselves, the one that waits longest first."""

    hold = serializers.ChoiceField(choices=[hold.value for hold in Hold])
    n = serializers.IntegerField()
    claims = HeldSerializer(many=True, help_text="The first hundred.")


class MustSerializer(serializers.Serializer[Any]):
    n = serializers.IntegerField()
    n_untouched = serializers.IntegerField()


class DeskSerializer(serializers.Serializer[Any]):
    """Where the check of an article stands and what holds it."""

    article = serializers.UUIDField()
    deadline_at = serializers.DateTimeField(allow_null=True)
    counts = CountSerializer(many=True)
    left = LeftSerializer(many=True)
    pace = PaceSerializer()
    must = MustSerializer(help_text="Claims that must be checked.")
    holds = HoldSerializer(many=True)


class DeadlineSerializer(serializers.Serializer[Any]):
    deadline_at = serializers.DateTimeField(allow_null=True, help_text="Null: no deadline.")


class HandOutAskedSerializer(serializers.Serializer[Any]):
    """Which stretch is handed out, and to whom; without numbers and section the whole article is."""

    people = serializers.ListField(child=serializers.UUIDField(), min_length=1, max_length=MOST_PEOPLE)
    first = serializers.IntegerField(required=False, allow_null=True, min_value=1, max_value=MOST_NUMBER)
    last = serializers.IntegerField(required=False, allow_null=True, min_value=1, max_value=MOST_NUMBER)
    section = serializers.CharField(required=False, allow_blank=True, max_length=500, help_text="A heading.")
    accept_proposals = serializers.BooleanField(required=False, help_text="Choose proposals along.")
    reassign = serializers.BooleanField(
        required=False, help_text="Also claims that somebody was given and does not hold."
    )
    dry_run = serializers.BooleanField(required=False, help_text="Only tell who would get what.")


class ShareClaimSerializer(serializers.Serializer[Any]):
    claim = serializers.UUIDField(source="claim.uid")
    number = serializers.IntegerField()
    statement = serializers.CharField(source="claim.statement")
    is_proposal = serializers.BooleanField()


class ShareSerializer(serializers.Serializer[Any]):
    person = PersonSerializer()
    n = serializers.IntegerField()
    claims = ShareClaimSerializer(source="lines", many=True)


class StayingSerializer(LineSerializer):
    why = serializers.CharField()


class GivenSerializer(serializers.Serializer[Any]):
    """What became of one claim."""

    claim = serializers.UUIDField(source="row.claim")
    person = serializers.UUIDField(source="row.person")
    is_given = serializers.BooleanField()
    code = serializers.CharField(help_text="Why it was refused; empty where it was not.")
    detail = serializers.CharField(source="refusal")


class HandOutSerializer(serializers.Serializer[Any]):
    """Who gets what and, unless it was a dry run, what became of each claim."""

    dry_run = serializers.BooleanField()
    shares = ShareSerializer(many=True)
    staying = StayingSerializer(many=True, help_text="Claims left as they are, and why.")
    n_more = serializers.IntegerField(help_text=f"Left for the next time: at most {MOST} are handed out at a time.")
    n_proposed = serializers.IntegerField(help_text="Proposals of the stretch that stay proposals.")
    outcomes = GivenSerializer(many=True)


class UncheckedSerializer(LineSerializer):
    state = serializers.ChoiceField(source="line.state", choices=STATES)
    who = PersonSerializer(allow_null=True, help_text="Who has it; of a dismissed one, who dismissed it.")
    since = serializers.DateTimeField(allow_null=True)
    dismiss_reason = serializers.CharField(source="line.claim.dismiss_reason")


class OtherWordsSerializer(serializers.Serializer[Any]):
    claim = serializers.UUIDField(source="claim.uid")
    number = serializers.IntegerField()
    statement = serializers.CharField(source="claim.statement")


class GoingOutSerializer(serializers.Serializer[Any]):
    """What closing publishes, and what goes out unchecked; of each list the first five hundred."""

    n_to_publish = serializers.IntegerField()
    n_undecided = serializers.IntegerField()
    n_proposed = serializers.IntegerField()
    n_dismissed = serializers.IntegerField()
    needs_reason = serializers.BooleanField()
    undecided = UncheckedSerializer(many=True)
    proposed = UncheckedSerializer(many=True)
    dismissed = UncheckedSerializer(many=True)
    other_words = OtherWordsSerializer(many=True, help_text="Judged on other words than the text has now.")


class CloseAskedSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField(
        required=False, allow_blank=True, max_length=MAX_SHORT, help_text="Asked for where `needs_reason` is true."
    )


class ClosedClaimSerializer(serializers.Serializer[Any]):
    claim = serializers.UUIDField(source="review.claim.uid")
    is_published = serializers.BooleanField()
    code = serializers.CharField(help_text="Why it was refused; empty where it was not.")
    detail = serializers.CharField(source="refusal")


class ClosedSerializer(serializers.Serializer[Any]):
    n_published = serializers.IntegerField()
    outcomes = ClosedClaimSerializer(many=True)
