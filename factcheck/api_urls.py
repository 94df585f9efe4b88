"""The addresses of the API, version 1."""

from typing import NoReturn

from django.urls import path, re_path
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.views import APIView

from articles.api.articles import ArticleDetail, ArticleList, ArticleSentences, ArticleText
from articles.api.feeds import FeedDetail, FeedList, FeedLook
from articles.api.imports import (
    ImportAcknowledge,
    ImportAgain,
    ImportCancel,
    ImportChoose,
    ImportColumns,
    ImportDetail,
    ImportList,
    ImportRows,
)
from articles.api.versions import ArticleVersions
from factcheck.api_me import Me
from reviews.api.article_desk import ArticleClose, ArticleDeadline, ArticleDeskDetail, ArticleHandOut
from reviews.api.bulk import BulkAgain, BulkCancel, BulkDetail, BulkList
from reviews.api.claims import ClaimEvents, ClaimList, ClaimMove
from reviews.api.copies import ClaimCopies, CopyAcknowledge, CopyAgain, CopyDetail
from reviews.api.coverage import ArticleConfirmation, ArticleConfirmations, ArticleCoverage, ArticleZone
from reviews.api.edits import ArticleClaims, ClaimChange, ClaimEventUndo, ClaimMerge, ClaimSameAs
from reviews.api.history import ArticleEvents
from reviews.api.notifications import NotificationList, NotificationRead, NotificationsRead
from reviews.api.reports import ReportDetail, ReportFile, ReportList
from reviews.api.reviews import ClaimDraft, ClaimReview, ReviewDetail, ReviewList, ScaleDetail, ScaleList
from reviews.api.rules import RuleList
from reviews.api.saved_views import ViewDetail, ViewList
from reviews.api.sources import ClaimSourceAlso, ClaimSourceProtection, ClaimSources
from reviews.api.talk import ArticleComments, ClaimComments, CommentReopen, CommentReplies, CommentResolve


class Nowhere(APIView):
    """Every other address: nothing is here, told as a problem like all others."""

    schema = None

    def initial(self, request: Request, *args: object, **kwargs: object) -> NoReturn:
        super().initial(request, *args, **kwargs)
        raise NotFound


urlpatterns = [
    path("articles/", ArticleList.as_view(), name="articles"),
    path("articles/<uuid:uid>/", ArticleDetail.as_view(), name="article"),
    path("articles/<uuid:uid>/text/", ArticleText.as_view(), name="article_text"),
    path("articles/<uuid:uid>/versions/", ArticleVersions.as_view(), name="article_versions"),
    path("articles/<uuid:uid>/desk/", ArticleDeskDetail.as_view(), name="article_desk"),
    path("articles/<uuid:uid>/deadline/", ArticleDeadline.as_view(), name="article_deadline"),
    path("articles/<uuid:uid>/hand-out/", ArticleHandOut.as_view(), name="article_hand_out"),
    path("articles/<uuid:uid>/close/", ArticleClose.as_view(), name="article_close"),
    path("articles/<uuid:uid>/sentences/", ArticleSentences.as_view(), name="article_sentences"),
    path("articles/<uuid:uid>/coverage/", ArticleCoverage.as_view(), name="article_coverage"),
    path("articles/<uuid:uid>/coverage/zones/<str:zone>/", ArticleZone.as_view(), name="article_zone"),
    path("articles/<uuid:uid>/confirmations/", ArticleConfirmations.as_view(), name="article_confirmations"),
    path(
        "articles/<uuid:uid>/confirmations/<uuid:confirmation>/",
        ArticleConfirmation.as_view(),
        name="article_confirmation",
    ),
    path("articles/<uuid:uid>/events/", ArticleEvents.as_view(), name="article_events"),
    path("articles/<uuid:uid>/comments/", ArticleComments.as_view(), name="article_comments"),
    path("imports/", ImportList.as_view(), name="imports"),
    path("imports/<uuid:uid>/", ImportDetail.as_view(), name="import"),
    path("imports/<uuid:uid>/rows/", ImportRows.as_view(), name="import_rows"),
    path("imports/<uuid:uid>/choose/", ImportChoose.as_view(), name="import_choose"),
    path("imports/<uuid:uid>/columns/", ImportColumns.as_view(), name="import_columns"),
    path("imports/<uuid:uid>/cancel/", ImportCancel.as_view(), name="import_cancel"),
    path("imports/<uuid:uid>/again/", ImportAgain.as_view(), name="import_again"),
    path("imports/<uuid:uid>/acknowledge/", ImportAcknowledge.as_view(), name="import_acknowledge"),
    path("feeds/", FeedList.as_view(), name="feeds"),
    path("feeds/<uuid:uid>/", FeedDetail.as_view(), name="feed"),
    path("feeds/<uuid:uid>/look/", FeedLook.as_view(), name="feed_look"),
    path("bulk/", BulkList.as_view(), name="bulk_actions"),
    path("bulk/<uuid:uid>/", BulkDetail.as_view(), name="bulk_action"),
    path("bulk/<uuid:uid>/again/", BulkAgain.as_view(), name="bulk_again"),
    path("bulk/<uuid:uid>/cancel/", BulkCancel.as_view(), name="bulk_cancel"),
    path("feeds/", FeedList.as_view(), name="feeds"),
    path("feeds/<uuid:uid>/", FeedDetail.as_view(), name="feed"),
    path("feeds/<uuid:uid>/look/", FeedLook.as_view(), name="feed_look"),
    path("claims/", ClaimList.as_view(), name="claims"),
    path("articles/<uuid:uid>/claims/", ArticleClaims.as_view(), name="article_claims"),
    path("claims/<uuid:uid>/", ClaimChange.as_view(), name="claim"),
    path("claims/<uuid:uid>/merge/", ClaimMerge.as_view(), name="claim_merge"),
    path("claims/<uuid:uid>/same-as/", ClaimSameAs.as_view(), name="claim_same_as"),
    path("claims/<uuid:uid>/events/<uuid:event>/undo/", ClaimEventUndo.as_view(), name="claim_undo"),
    path("claims/<uuid:uid>/events/", ClaimEvents.as_view(), name="claim_events"),
    path("claims/<uuid:uid>/review/", ClaimReview.as_view(), name="claim_review"),
    path("claims/<uuid:uid>/comments/", ClaimComments.as_view(), name="claim_comments"),
    path("claims/<uuid:uid>/draft/", ClaimDraft.as_view(), name="claim_draft"),
    path("claims/<uuid:uid>/sources/", ClaimSources.as_view(), name="claim_sources"),
    path("claims/<uuid:uid>/sources/also/", ClaimSourceAlso.as_view(), name="claim_sources_also"),
    path("claims/<uuid:uid>/sources/protection/", ClaimSourceProtection.as_view(), name="claim_sources_protection"),
    path("claims/<uuid:uid>/moves/<str:verb>/", ClaimMove.as_view(), name="claim_move"),
    path("claims/<uuid:uid>/copies/", ClaimCopies.as_view(), name="claim_copies"),
    path("copies/<uuid:uid>/", CopyDetail.as_view(), name="copy"),
    path("copies/<uuid:uid>/again/", CopyAgain.as_view(), name="copy_again"),
    path("copies/<uuid:uid>/acknowledge/", CopyAcknowledge.as_view(), name="copy_acknowledge"),
    path("comments/<uuid:uid>/replies/", CommentReplies.as_view(), name="comment_replies"),
    path("comments/<uuid:uid>/resolve/", CommentResolve.as_view(), name="comment_resolve"),
    path("comments/<uuid:uid>/reopen/", CommentReopen.as_view(), name="comment_reopen"),
    path("me/", Me.as_view(), name="me"),
    path("notifications/", NotificationList.as_view(), name="notifications"),
    path("notifications/read/", NotificationsRead.as_view(), name="notifications_read"),
    path("notifications/<uuid:uid>/read/", NotificationRead.as_view(), name="notification_read"),
    path("reviews/", ReviewList.as_view(), name="reviews"),
    path("reviews/<uuid:uid>/", ReviewDetail.as_view(), name="review"),
    path("rules/", RuleList.as_view(), name="rules"),
    path("views/", ViewList.as_view(), name="views"),
    path("views/<uuid:uid>/", ViewDetail.as_view(), name="view"),
    path("scales/", ScaleList.as_view(), name="scales"),
    path("scales/<uuid:uid>/", ScaleDetail.as_view(), name="scale"),
    path("reports/", ReportList.as_view(), name="reports"),
    path("reports/<uuid:uid>/", ReportDetail.as_view(), name="report"),
    path("reports/<uuid:uid>/file/", ReportFile.as_view(), name="report_file"),
    re_path(r"", Nowhere.as_view()),
]
