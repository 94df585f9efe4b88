"""Addresses of the desk, the claims and the reports."""

from django.urls import URLPattern, path

from reviews.views import articles, moves, notifications, queue, reports, review, second_look, suggestions, talk

app_name = "reviews"
urlpatterns: list[URLPattern] = [
    path("articles/", articles.articles, name="articles"),
    path("articles/<uuid:uid>/", articles.article, name="article"),
    path("articles/<uuid:uid>/close/", articles.close, name="close"),
    path("articles/<uuid:uid>/plan/", articles.plan, name="plan"),
    path("articles/<uuid:uid>/suggestions/", suggestions.suggestions, name="suggestions"),
    path("articles/<uuid:uid>/triage/", articles.triage, name="triage"),
    path("articles/<uuid:uid>/comments/", talk.article_comments, name="article_comments"),
    path("claims/", queue.queue, name="queue"),
    path("claims/<uuid:uid>/", review.claim, name="claim"),
    path("claims/<uuid:uid>/comments/", talk.claim_comments, name="claim_comments"),
    path("claims/<uuid:uid>/draft/", review.draft, name="draft"),
    path("claims/<uuid:uid>/moves/<str:verb>/", moves.move, name="move"),
    path("comments/people/", talk.people, name="people"),
    path("comments/<uuid:uid>/reply/", talk.reply, name="reply"),
    path("comments/<uuid:uid>/resolve/", talk.resolve, name="resolve_thread"),
    path("comments/<uuid:uid>/reopen/", talk.reopen, name="reopen_thread"),
    path("notifications/", notifications.notifications, name="notifications"),
    path("notifications/read/", notifications.read_all, name="read_all"),
    path("notifications/<uuid:uid>/", notifications.notification, name="notification"),
    path("reports/", reports.reports, name="reports"),
    path("reports/new/", reports.export, name="export"),
    path("reports/<uuid:uid>/", reports.report, name="report"),
    path("reports/<uuid:uid>/file/", reports.report_file, name="report_file"),
    path("second-look/", second_look.second_look, name="second_look"),
    path("second-look/<uuid:uid>/", second_look.second_look_claim, name="second_look_claim"),
]
