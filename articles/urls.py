"""Addresses of imports, versions and splits."""

from django.urls import path

from articles.views import feeds, imports, new_versions, versions

app_name = "articles"
urlpatterns = [
    path("imports/", imports.jobs, name="jobs"),
    path("imports/<uuid:uid>/", imports.import_page, name="import"),
    path("imports/<uuid:uid>/status/", imports.import_status, name="import_status"),
    path("imports/<uuid:uid>/act/", imports.act, name="import_act"),
    path("imports/<uuid:uid>/columns/", imports.columns, name="import_columns"),
    path("imports/<uuid:uid>/rows-to-mend.csv", imports.bad_rows, name="import_bad_rows"),
    path("imports/<uuid:uid>/rows/<int:position>/", imports.import_row, name="import_row"),
    path("imports/<uuid:uid>/version/", new_versions.check_version, name="check_version"),
    path("feeds/", feeds.feed_list, name="feeds"),
    path("feeds/new/", feeds.new_feed, name="new_feed"),
    path("feeds/<uuid:uid>/", feeds.feed_page, name="feed"),
    path("feeds/<uuid:uid>/act/", feeds.feed_act, name="feed_act"),
    path("articles/<uuid:uid>/versions/", new_versions.versions, name="versions"),
    path("articles/<uuid:uid>/versions/new/", new_versions.new_version, name="new_version"),
    path("articles/<uuid:uid>/versions/compared/", new_versions.compare_versions, name="versions_compared"),
    path("versions/<uuid:uid>/received/", versions.received, name="received"),
    path("versions/<uuid:uid>/split/", versions.split_status, name="split_status"),
    path("versions/<uuid:uid>/split/again/", versions.split_again, name="split_again"),
]
