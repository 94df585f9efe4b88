"""The workbench: settings, addresses, people; loads Celery so that shared tasks find their application."""

from factcheck.celery import app as celery_app

__all__ = ["celery_app"]
