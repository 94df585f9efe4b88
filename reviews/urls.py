"""Addresses of the desk, the claims and the reports."""

from django.urls import URLPattern

app_name = "reviews"
urlpatterns: list[URLPattern] = []
