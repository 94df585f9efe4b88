"""Addresses of imports, versions and splits."""

from django.urls import path

from articles import views

app_name = "articles"
urlpatterns = [
    path("imports/<uuid:uid>/", views.import_check, name="import_check"),
    path("versions/<uuid:uid>/received/", views.received, name="received"),
    path("versions/<uuid:uid>/split/", views.split_status, name="split_status"),
    path("versions/<uuid:uid>/split/again/", views.split_again, name="split_again"),
]
