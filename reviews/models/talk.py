"""What people say to each other about a claim, what each is told of, and the letters that carry it out of the house."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.identity import Identified
from articles.models import Article, Claim, Event
from reviews import querysets
from reviews.terms import News


class Comment(Identified):
    """One contribution to a thread about a claim, or about an article; `parent` is the first of its thread.

    `round` is the round of the check in which it was written: what a person says in an open blind round is theirs. What
    is said about a claim before anybody chose it belongs to the first round; about an article, to none.
    """

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="comments")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, null=True, blank=True, related_name="comments")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replies")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    round = models.PositiveIntegerField(null=True, blank=True)
    mentioned = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", blank=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = querysets.CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        default_permissions = ("view",)
        permissions = [("write_comment", "Can comment on claims and articles")]
        constraints = [
            models.CheckConstraint(
                condition=Q(claim=None, round=None) | Q(claim__isnull=False, round__isnull=False),
                name="comment_round_with_claim",
            )
        ]
        indexes = [
            models.Index(fields=["article", "id"], name="comment_of_article"),
            models.Index(fields=["claim", "id"], name="comment_of_claim"),
        ]

    def __str__(self) -> str:
        return self.text[:120]


class Notification(Identified):
    """What one person is told of; once for each comment and each step of the history."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notifications")
    news = models.CharField(max_length=20, choices=[(n, n) for n in News])
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="+")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    objects = querysets.NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["person", "comment"], name="notification_once_a_comment"),
            models.UniqueConstraint(fields=["person", "event"], name="notification_once_a_step"),
        ]
        indexes = [
            models.Index(fields=["person", "-id"], name="notification_of_person"),
            models.Index(fields=["person"], name="notification_unread", condition=Q(read_at=None)),
        ]


class Letter(Identified):
    """A notification on its way out by mail: sent after the time in which its cause can be undone, never twice."""

    notification = models.OneToOneField(Notification, on_delete=models.PROTECT, related_name="letter")
    due_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    failure = models.TextField(blank=True)

    objects = querysets.LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["due_at", "id"], name="letter_due", condition=Q(sent_at=None, dropped_at=None)),
        ]
