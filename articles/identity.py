"""What every stored thing has: a key for joins, an unguessable public uid, and when it came to be."""

import uuid

import uuid6
from django.db import models
from django.utils import timezone


def new_uid() -> uuid.UUID:
    """A UUIDv7 (RFC 9562): sorts by time, so that indexes stay compact."""
    return uuid.UUID(int=uuid6.uuid7().int)


class Identified(models.Model):
    uid = models.UUIDField(default=new_uid, unique=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True
