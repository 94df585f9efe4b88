"""The shapes of claims, reviews, verdicts and reports as programs read them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.reverse import reverse

from articles.endpoints import PersonSerializer
from articles.models import Anchor, Claim, Event
from articles.terms import CHOSEN_REASONS
from reviews.drafts import CITATION_FIELDS, FOUND_FIELDS, LONG, MAX_CITATIONS, MAX_SHORT, MAX_TEXT
from reviews.models import (
    Citation,
    Correction,
    Decision,
    Rating,
    RatingScale,
    Report,
    Review,
    Verdict,
    Waiver,
)
from reviews.models.guards import state_of
from reviews.rules import SETTABLE, Level, Rule
from reviews.terms import Change, CopyChannel, CorrectionKind, Priority, Quotation, QuoteFound
from reviews.workflow import Policy, State, Verb

LONG_CITED = {"quote", "translation"}


class RatingSerializer(serializers.ModelSerializer[Rating]):
    class Meta:
        model = Rating
        fields = ("code", "label", "value", "tone", "need", "definition")


class ScaleSerializer(serializers.ModelSerializer[RatingScale]):
    ratings = RatingSerializer(many=True)

    class Meta:
        model = RatingScale
        fields = ("uid", "code", "version", "name", "is_default", "retired_at", "ratings")


class AnchorSerializer(serializers.ModelSerializer[Anchor]):
    """Where the words stand: code points into the text of the version."""

    version = serializers.UUIDField(source="version.uid")

    class Meta:
        model = Anchor
        fields = ("version", "start", "end", "exact", "prefix", "suffix", "state")


class ReviewSummarySerializer(serializers.ModelSerializer[Review]):
    """How far the check of a claim is, and who has it; `held_until` in the past means that nobody has."""

    claim = serializers.UUIDField(source="claim.uid")
    article = serializers.UUIDField(source="article.uid")
    scale = serializers.UUIDField(source="scale.uid")
    rating = RatingSerializer(allow_null=True)
    assigned_to = PersonSerializer(allow_null=True)
    held_by = PersonSerializer(source="told_holder", allow_null=True, help_text="Nobody is named in a blind round.")
    held_until = serializers.DateTimeField(source="lease_until", allow_null=True)

    class Meta:
        model = Review
        fields = (
            "uid", "claim", "article", "state", "policy", "round", "rev", "scale", "rating", "assigned_to", "held_by",
            "held_until", "priority", "due_at", "submitted_at", "returned_at", "created_at",
        )  # fmt: skip


class ClaimArticleSerializer(serializers.Serializer[Any]):
    uid = serializers.UUIDField()
    headline = serializers.CharField()


class PartSerializer(serializers.Serializer[Any]):
    """A fact that could be a claim of its own; its place counts code points from the start of the claim's anchor."""

    start = serializers.IntegerField()
    end = serializers.IntegerField()
    words = serializers.CharField(trim_whitespace=False)
    statement = serializers.CharField()


class RelativeDateSerializer(serializers.Serializer[Any]):
    """Words that mean a date only together with the day they were written."""

    start = serializers.IntegerField()
    end = serializers.IntegerField()
    words = serializers.CharField(trim_whitespace=False)
    relative_to = serializers.CharField(help_text="A day or a year: YYYY-MM-DD or YYYY; empty where it is not known.")
    suggestion = serializers.CharField(help_text="YYYY, YYYY-MM, YYYY-MM-DD or first/last day; empty: unknown.")


class NeighborSerializer(serializers.Serializer[Any]):
    """A sentence beside the claim; before it the places are negative."""

    start = serializers.IntegerField()
    end = serializers.IntegerField()
    words = serializers.CharField(trim_whitespace=False)


class HintsSerializer(serializers.Serializer[Any]):
    """What the machine suggests about a claim; nothing here was decided by a person."""

    parts = PartSerializer(many=True, help_text="For the verb split.")
    dates = RelativeDateSerializer(many=True)
    needs_context = serializers.BooleanField(help_text="It cannot be understood without its neighbors.")
    neighbors = NeighborSerializer(many=True)


class SourceChangeSerializer(serializers.Serializer[Any]):
    """What became of the words that a verdict was given on, or the claim was read in where there is none."""

    change = serializers.ChoiceField(choices=[change.value for change in Change])
    was = serializers.CharField(trim_whitespace=False)
    now = serializers.CharField(help_text="The words in the current version; empty where they are gone.")
    since = serializers.IntegerField(help_text="The number of the version that was judged or read.")
    is_judged = serializers.BooleanField()


class ClaimSerializer(serializers.ModelSerializer[Claim]):
    """One claim, where it stands in the current version, and how far its check is."""

    article = ClaimArticleSerializer()
    same_as = serializers.UUIDField(source="same_as.uid", allow_null=True, default=None)
    reasons = serializers.ListField(child=serializers.CharField())
    hints = HintsSerializer(source="read_hints")
    part_of = serializers.UUIDField(
        source="part_of.uid", allow_null=True, default=None, help_text="The claim that this is checked in place of."
    )
    checked_as = serializers.SerializerMethodField(help_text="The claims that are, or were, checked in place of this.")
    state = serializers.SerializerMethodField(help_text="Where the check stands; proposed where there is none yet.")
    anchor = serializers.SerializerMethodField(help_text="Null where the words are no longer in the current version.")
    review = serializers.SerializerMethodField(help_text="Null where nobody chose the claim yet.")
    source_change = SourceChangeSerializer(
        source="fate", allow_null=True, default=None, help_text="Null where the words are the same as before."
    )

    class Meta:
        model = Claim
        fields = (
            "uid", "article", "statement", "claimant", "quote", "check_worthiness", "reasons", "origin", "triage",
            "dismiss_reason", "same_as", "rev", "state", "anchor", "review", "frozen_at", "created_at", "hints",
            "part_of", "checked_as", "source_change",
        )  # fmt: skip

    def get_state(self, claim: Claim) -> State:
        checked: Claim = claim.same_as or claim
        return state_of(checked, review_of(checked))

    def get_checked_as(self, claim: Claim) -> list[UUID]:
        return [part.uid for part in claim.made_parts]  # type: ignore[attr-defined]

    @extend_schema_field(AnchorSerializer(allow_null=True))
    def get_anchor(self, claim: Claim) -> Any:
        found = claim.in_current_version  # type: ignore[attr-defined]
        return AnchorSerializer(found[0]).data if found else None

    @extend_schema_field(ReviewSummarySerializer(allow_null=True))
    def get_review(self, claim: Claim) -> Any:
        review = review_of(claim)
        return ReviewSummarySerializer(review).data if review else None


class CitedCopySerializer(serializers.Serializer[Any]):
    """The saved copy that a citation stands on. `passage` is empty unless the quote was found nearly word for word."""

    uid = serializers.UUIDField(source="snapshot.uid")
    sha256 = serializers.CharField()
    channel = serializers.ChoiceField(source="snapshot.channel", choices=[channel.value for channel in CopyChannel])
    kept_at = serializers.DateTimeField(source="snapshot.kept_at")
    passage = serializers.CharField(help_text="The words of the copy, where they differ from the quote.")


class CitationSerializer(serializers.ModelSerializer[Citation]):
    evidence = serializers.UUIDField(source="evidence.uid")
    is_protected = serializers.BooleanField(source="evidence.is_protected", help_text="Whether no report names it.")
    quote_found = serializers.ChoiceField(choices=[found.value for found in QuoteFound])
    snapshot = CitedCopySerializer(source="stood_on", allow_null=True)

    class Meta:
        model = Citation
        fields = (
            "uid", "evidence", "position", "url", "title", "publisher", "published_on", "kind", "stance", "quote",
            "translation", "locator", "accessed_on", "is_protected", "quote_found", "snapshot",
        )  # fmt: skip


class VerdictSerializer(serializers.ModelSerializer[Verdict]):
    """One person's judgement, never changed once submitted."""

    author = PersonSerializer()
    rating = RatingSerializer(allow_null=True)
    anchor = AnchorSerializer()
    reasons = serializers.DictField(child=serializers.CharField())
    supersedes = serializers.UUIDField(source="supersedes.uid", allow_null=True, default=None)
    citations = CitationSerializer(source="seen_citations", many=True)

    class Meta:
        model = Verdict
        fields = (
            "uid", "round", "author", "created_at", "statement", "claim_rev", "anchor", "rating", "quotation",
            "rationale", "suggested_wording", "as_of", "search_note", "reasons", "supersedes", "citations",
        )  # fmt: skip


class DecisionSerializer(serializers.ModelSerializer[Decision]):
    rating = RatingSerializer(allow_null=True)
    verdict = serializers.UUIDField(source="verdict.uid")
    by = PersonSerializer()

    class Meta:
        model = Decision
        fields = ("uid", "round", "kind", "rating", "verdict", "by", "at")


class ObstacleSerializer(serializers.Serializer[Any]):
    """One line of what stands in the way of submitting."""

    rule = serializers.ChoiceField(choices=[r.value for r in Rule])
    level = serializers.ChoiceField(choices=[level.value for level in Level])
    field = serializers.CharField()
    number = serializers.IntegerField(help_text="Which citation it means, from 1; 0 for none.")
    detail = serializers.CharField()
    has_reason = serializers.BooleanField()
    stops = serializers.BooleanField()


class AllowedMoveSerializer(serializers.Serializer[Any]):
    verb = serializers.ChoiceField(choices=[v.value for v in Verb])
    needs_reason = serializers.BooleanField()


class WaiverSerializer(serializers.ModelSerializer[Waiver]):
    """An editor's exception from one rule, for this claim and round."""

    by = PersonSerializer()

    class Meta:
        model = Waiver
        fields = ("uid", "round", "rule", "reason", "by", "created_at")


class CorrectionSerializer(serializers.ModelSerializer[Correction]):
    """What was wrong in the published verdict; in force once it is applied."""

    proposed_by = PersonSerializer()
    applied_by = PersonSerializer(allow_null=True)

    class Meta:
        model = Correction
        fields = (
            "uid", "round", "kind", "note", "proposed_by", "proposed_at", "applied_by", "applied_at", "dropped_at",
        )  # fmt: skip


class ReviewSerializer(ReviewSummarySerializer):
    """The check of one claim with what the person asking may see and do."""

    verdicts = VerdictSerializer(many=True, source="seen_verdicts", help_text="Newest first, at most 50.")
    decision = DecisionSerializer(source="seen_decision", allow_null=True)
    moves = AllowedMoveSerializer(many=True, source="allowed_moves")
    obstacles = ObstacleSerializer(many=True, source="own_obstacles", help_text="Of your own draft.")
    waivers = WaiverSerializer(many=True)
    corrections = CorrectionSerializer(many=True)
    amended_by = PersonSerializer(allow_null=True, help_text="Who changed the wording since the verdict was approved.")

    class Meta:
        model = Review
        fields = (
            *ReviewSummarySerializer.Meta.fields, "verdicts", "decision", "moves", "obstacles", "waivers",
            "corrections", "amended_by",
        )  # fmt: skip


class EventSerializer(serializers.ModelSerializer[Event]):
    """One step of the history; without an actor the machine did it."""

    actor = PersonSerializer(allow_null=True)
    undoes = serializers.UUIDField(source="undoes.uid", allow_null=True, default=None)
    data = serializers.SerializerMethodField(help_text="What belongs to the step, by its verb.")  # type: ignore[assignment]

    class Meta:
        model = Event
        fields = (
            "uid", "at", "actor", "verb", "subject_type", "subject_uid", "round", "rev_after", "undoes", "reason",
            "data",
        )  # fmt: skip

    def get_data(self, event: Event) -> dict[str, Any]:
        return {name: value for name, value in event.data.items() if name != "was"}


class ReportSerializer(serializers.ModelSerializer[Report]):
    by = PersonSerializer(allow_null=True)
    download = serializers.SerializerMethodField(help_text="The address of the file.")
    left_out = serializers.SerializerMethodField(help_text="How many claims became no ClaimReview, for each reason.")

    class Meta:
        model = Report
        fields = (
            "uid", "title", "format", "by", "at", "sha256", "n_bytes", "n_claims", "n_unfinished", "left_out",
            "file_name", "download",
        )  # fmt: skip

    def get_left_out(self, report: Report) -> dict[str, int]:
        return dict(report.scope.get("left_out", {}))

    def get_download(self, report: Report) -> str:
        return reverse("api:report_file", args=[report.uid], request=self.context["request"])


class PartAskedSerializer(serializers.Serializer[Any]):
    """One of the suggested parts that is to be a claim of its own, named by its place."""

    start = serializers.IntegerField(min_value=0, max_value=2**31 - 1)
    end = serializers.IntegerField(min_value=0, max_value=2**31 - 1)
    statement = serializers.CharField(
        required=False,
        max_length=MAX_TEXT,
        help_text="What is to be checked, where other words than suggested are better.",
    )


class MoveSerializer(serializers.Serializer[Any]):
    """What a verb may be asked with; each reads what it needs."""

    rev = serializers.IntegerField(
        required=False,
        allow_null=True,
        min_value=0,
        max_value=2**31 - 1,
        help_text="The review's revision you decided on; the claim's where it has no review yet.",
    )
    reason = serializers.CharField(required=False, allow_blank=True, max_length=MAX_SHORT)
    why = serializers.ChoiceField(choices=[r.value for r in CHOSEN_REASONS], required=False, help_text="For dismiss.")
    to = serializers.UUIDField(required=False, allow_null=True, help_text="For assign: a person's uid, null: nobody.")
    verdict = serializers.UUIDField(
        required=False,
        allow_null=True,
        help_text="For approve: the verdict you read. For adjudicate: the one you take; null: your own draft.",
    )
    version = serializers.UUIDField(
        required=False, allow_null=True, help_text="For submit: the version of the article you read; else the current."
    )
    parts = serializers.ListField(
        child=PartAskedSerializer(),
        required=False,
        max_length=50,
        help_text="For split; without it all suggested ones.",
    )
    hold = serializers.IntegerField(
        required=False, min_value=1, max_value=60, help_text="For renew: how many minutes to hold the claim."
    )
    priority = serializers.ChoiceField(
        choices=[p.value for p in Priority],
        required=False,
        help_text="For prioritize: 0 normal, 1 high, 2 must be checked.",
    )
    due = serializers.DateTimeField(required=False, allow_null=True, help_text="For schedule; null: no day of its own.")
    policy = serializers.ChoiceField(choices=[p.value for p in Policy], required=False, help_text="For set_policy.")
    rule = serializers.ChoiceField(choices=[r.value for r in SETTABLE], required=False, help_text="For waive.")
    kind = serializers.ChoiceField(choices=[k.value for k in CorrectionKind], required=False, help_text="For correct.")


def _typed(limit: int) -> serializers.CharField:
    return serializers.CharField(required=False, allow_blank=True, trim_whitespace=False, max_length=limit)


class DraftCitationSerializer(serializers.Serializer[Any]):
    """One citation as typed; dates as YYYY-MM-DD."""

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        typed = {name: _typed(MAX_TEXT if name in LONG_CITED else MAX_SHORT) for name in CITATION_FIELDS}
        typed["snapshot"].help_text = "The uid of the saved copy that the words were taken from."
        told = {name: serializers.CharField(read_only=True) for name in FOUND_FIELDS}
        return {**typed, **told}


class DraftPayloadSerializer(serializers.Serializer[Any]):
    """A verdict as typed so far; nothing is judged before it is submitted."""

    rating = _typed(MAX_SHORT)
    quotation = serializers.CharField(
        required=False, allow_blank=True, max_length=MAX_SHORT, help_text=", ".join(q.value for q in Quotation if q)
    )
    as_of = _typed(MAX_SHORT)
    reasons = serializers.DictField(child=_typed(MAX_SHORT), required=False)
    citations = serializers.ListField(child=DraftCitationSerializer(), required=False, max_length=MAX_CITATIONS)

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        return super().get_fields() | {name: _typed(MAX_TEXT) for name in LONG}


class DraftSerializer(serializers.Serializer[Any]):
    """Your own draft of a verdict in this round; `rev` 0 where nothing is saved yet."""

    payload = DraftPayloadSerializer()
    rev = serializers.IntegerField()
    saved_at = serializers.DateTimeField(allow_null=True)
    obstacles = ObstacleSerializer(many=True)


class DraftSavingSerializer(serializers.Serializer[Any]):
    payload = DraftPayloadSerializer()
    base_rev = serializers.IntegerField(min_value=0, max_value=2**31 - 1, help_text="The `rev` you typed on.")


class ReviewFilterSerializer(serializers.Serializer[Any]):
    article = serializers.UUIDField(required=False)
    state = serializers.ChoiceField(choices=[s.value for s in State], required=False)
    policy = serializers.ChoiceField(choices=[p.value for p in Policy], required=False)


def review_of(claim: Claim) -> Review | None:
    """The claim's review as it was fetched with it."""
    return getattr(claim, "review", None)
