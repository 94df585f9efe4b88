"""Rating scales, and the tables of reviews to look at: the work itself is done on pages and in the API."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Event
from articles.tables import CalmLookups, ReadOnlyAdmin
from reviews.models import (
    Citation,
    Comment,
    Decision,
    Evidence,
    Letter,
    Plan,
    Rating,
    RatingScale,
    Report,
    Review,
    Snapshot,
    Verdict,
)
from reviews.querysets import events_visible_to
from reviews.talk_words import letter_state
from reviews.terms import Need
from reviews.words import NEEDS

TONES = ("true", "mostly-true", "half", "mostly-false", "false", "absurd", "open", "misleading", "neutral")


class SeenAdmin(ReadOnlyAdmin):
    """A table of what the person looking may see."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        visible = getattr(self.model._default_manager.all(), "visible_to", None)
        return visible(request.user).order_by("-pk") if visible else super().get_queryset(request)


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    """The history; it stands here because what is still blind is known here."""

    list_display = ("at", "actor", "verb", "article", "claim")
    list_select_related = ("actor", "article", "claim")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return events_visible_to(request.user).order_by("-pk")


@admin.register(Review)
class ReviewAdmin(SeenAdmin):
    exclude = ("author", "lease_by", "lease_until", "amended_by", "reader", "reading_until")  # not while it is blind
    list_display = ("claim", "article", "state", "policy", "round", "assigned_to", "rating")
    list_filter = ("state", "policy")
    list_select_related = ("claim", "article", "assigned_to", "rating")


@admin.register(Verdict)
class VerdictAdmin(SeenAdmin):
    list_display = ("uid", "statement", "rating", "quotation", "author", "round", "created_at")
    list_select_related = ("rating", "author")


@admin.register(Citation)
class CitationAdmin(SeenAdmin):
    list_display = ("uid", "title", "publisher", "stance", "locator", "accessed_on")
    list_filter = ("stance", "kind")


@admin.register(Decision)
class DecisionAdmin(SeenAdmin):
    list_display = ("uid", "review", "round", "kind", "rating", "by", "at", "is_current")
    list_filter = ("kind", "is_current")
    list_select_related = ("review__claim", "rating", "by")


@admin.register(Evidence)
class EvidenceAdmin(SeenAdmin):
    """What is cited, as the first citation has it that the person looking may see."""

    list_display = ("title_told", "url", "publisher_told", "kind_told", "published_on_told", "is_protected")
    list_filter = ("is_protected",)
    fields = ("uid", "url", "title_told", "publisher_told", "kind_told", "published_on_told", "is_protected")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        seen: Any = super().get_queryset(request)
        told: QuerySet[Any] = seen.as_told_to(request.user)
        return told

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        found: Any = super().get_object(request, object_id, from_field)
        if found is not None:
            found.title = found.told_title  # its name in headings
        return found

    @admin.display(description=_("title"))
    def title_told(self, evidence: Any) -> str:
        return str(evidence.told_title or evidence.url)

    @admin.display(description=_("publisher"))
    def publisher_told(self, evidence: Any) -> str:
        return str(evidence.told_publisher)

    @admin.display(description=_("kind"))
    def kind_told(self, evidence: Any) -> str:
        return str(evidence.told_kind)

    @admin.display(description=_("published on"))
    def published_on_told(self, evidence: Any) -> Any:
        return evidence.told_published_on


@admin.register(Snapshot)
class SnapshotAdmin(SeenAdmin):
    exclude = ("evidence", "text", "pages", "fence", "tries", "lease_until", "enqueued_at")
    list_display = ("__str__", "state", "channel", "by", "kept_at", "n_bytes")
    list_filter = ("state", "channel")
    list_select_related = ("evidence", "by")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).defer("text", "pages")


@admin.register(Report)
class ReportAdmin(SeenAdmin):
    list_display = ("title", "format", "by", "at", "n_claims", "n_unfinished")
    list_filter = ("format",)
    list_select_related = ("by",)


@admin.register(Comment)
class CommentAdmin(SeenAdmin):
    list_display = ("created_at", "author", "article", "claim", "__str__", "resolved_by")
    list_select_related = ("author", "article", "claim", "resolved_by")


@admin.register(Letter)
class LetterAdmin(ReadOnlyAdmin):
    """What goes out by mail, and why something did not; whom it tells of whose words stays out of it."""

    list_display = ("created_at", "person", "state", "due_at", "tries", "failure")
    list_select_related = ("notification__person",)
    list_filter = (("sent_at", admin.EmptyFieldListFilter), ("failure", admin.EmptyFieldListFilter))
    fields = ("uid", "person", "state", "due_at", "sent_at", "dropped_at", "tries", "failure")

    @admin.display(description=_("to"))
    def person(self, letter: Letter) -> str:
        return str(letter.notification.person)

    @admin.display(description=_("state"))
    def state(self, letter: Letter) -> str:
        return letter_state(letter)


@admin.register(Plan)
class PlanAdmin(SeenAdmin):
    list_display = ("article", "policy", "scale")
    list_select_related = ("article", "scale")


class RatingForm(forms.ModelForm):
    """A rating that was given keeps its meaning: only its definition may be put better."""

    need = forms.ChoiceField(label=_("what it needs"), choices=lambda: [(need.value, NEEDS[need]) for need in Need])
    tone = forms.ChoiceField(label=_("color"), choices=[(tone, tone) for tone in TONES], initial="neutral")

    class Media:
        css: ClassVar[dict[str, list[str]]] = {"all": ["factcheck/admin_forms.css"]}

    class Meta:
        model = Rating
        widgets: ClassVar[dict[str, forms.Widget]] = {"definition": forms.Textarea(attrs={"rows": 2})}
        fields = ("position", "code", "label", "value", "tone", "need", "definition")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and getattr(self.instance, "is_given", True):
            for name in set(self.fields) - {"definition"}:
                self.fields[name].disabled = True
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = field.label  # a table of fields has no labels of its own


class RatingInline(admin.TabularInline):
    model = Rating
    form = RatingForm
    extra = 0
    ordering = ("position", "pk")
    can_delete = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Rating]:
        return with_use(super().get_queryset(request))

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A scale that checks are under way on takes no further ratings: that makes another scale."""
        return super().has_add_permission(request, obj) and not (obj is not None and is_used(obj))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ScaleForm(forms.ModelForm):
    is_retired = forms.BooleanField(
        label=_("Retired"), required=False, help_text=_("It stays in old verdicts and is offered for no new check.")
    )

    class Meta:
        model = RatingScale
        fields = ("code", "version", "name", "is_default")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["is_retired"].initial = self.instance.retired_at is not None

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("is_default") and given.get("is_retired"):
            raise ValidationError(_("A retired scale cannot be the one offered first."))
        others = RatingScale.objects.filter(retired_at=None).exclude(pk=self.instance.pk)
        if given.get("is_retired") and not others.exists():
            raise ValidationError(_("This is the last scale in use. Make another one before you retire it."))
        return given

    def _get_validation_exclusions(self) -> set[str]:
        """The scale offered first so far steps back when this one is saved, so the two do not collide."""
        return {*super()._get_validation_exclusions(), "is_default"}  # type: ignore[misc]


@admin.register(RatingScale)
class RatingScaleAdmin(CalmLookups):
    """Scales are made, renamed and retired; one that is in use keeps its code, version and ratings."""

    form = ScaleForm
    inlines: ClassVar[list[Any]] = [RatingInline]
    actions = None
    list_display = ("name", "code", "version", "is_default", "retired_at")
    ordering = ("code", "version")
    show_full_result_count = False

    def get_readonly_fields(self, request: HttpRequest, obj: RatingScale | None = None) -> tuple[str, ...]:
        return ("uid", "code", "version") if obj is not None and is_used(obj) else ("uid",)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @transaction.atomic
    def save_model(self, request: HttpRequest, obj: RatingScale, form: Any, change: bool) -> None:
        retire = form.cleaned_data["is_retired"]
        obj.retired_at = (obj.retired_at or timezone.now()) if retire else None
        if obj.is_default:
            RatingScale.objects.filter(is_default=True).exclude(pk=obj.pk).update(is_default=False)
        super().save_model(request, obj, form, change)


def with_use(ratings: QuerySet[Rating]) -> QuerySet[Rating]:
    """Ratings with `is_given`: whether a verdict or a decision gave them."""
    given = Exists(Verdict.objects.filter(rating=OuterRef("pk"))) | Exists(
        Decision.objects.filter(rating=OuterRef("pk"))
    )
    return ratings.annotate(is_given=given)


def is_used(scale: RatingScale) -> bool:
    """Whether a check is under way or done on the scale."""
    return Review.objects.filter(scale=scale).exists() or Verdict.objects.filter(rating__scale=scale).exists()
