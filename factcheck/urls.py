"""All addresses."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView
from drf_spectacular.views import SpectacularAPIView

from factcheck import views
from factcheck.my_keys import my_keys
from factcheck.my_settings import my_settings

handler404 = "factcheck.faults.page_not_found"
handler500 = "factcheck.faults.server_error"
urlpatterns = [
    path("", RedirectView.as_view(pattern_name="admin:index")),
    path("", include("articles.urls")),
    path("", include("reviews.urls")),
    path("me/", my_settings, name="my_settings"),
    path("me/keys/", my_keys, name="my_keys"),
    path("me/tokens/", views.tokens, name="tokens"),
    path("me/tokens/<uuid:uid>/revoke/", views.revoke_token, name="revoke_token"),
    path("api/docs/", views.api_docs, name="api_docs"),
    path("api/schema/", SpectacularAPIView.as_view(), name="api_schema"),
    path("api/v1/", include(("factcheck.api_urls", "api"))),
    path("admin/", admin.site.urls),
]
