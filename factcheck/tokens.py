"""Personal tokens: how a program shows one, and what a person may do with their own."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from knox.auth import TokenAuthentication
from knox.settings import knox_settings
from rest_framework.exceptions import AuthenticationFailed

from articles.refusals import Refusal
from factcheck.models import Token


class PersonalToken(TokenAuthentication):
    """`Authorization: Token …`; bytes that are no text are a wrong token."""

    def authenticate_credentials(self, token: bytes) -> Any:
        try:
            return super().authenticate_credentials(token)
        except UnicodeError as error:
            raise AuthenticationFailed(_("Invalid token.")) from error


def own(user: Any) -> QuerySet[Token]:
    """The tokens of a person that still work, newest first."""
    alive = Q(expiry=None) | Q(expiry__gt=timezone.now())
    return Token.objects.filter(alive, user=user).order_by("-created_at", "-uid")


def issue(user: Any, *, name: str, days: int | None) -> str:
    """Make a token for a person and hand it out, this once; only its hash is kept."""
    limit = knox_settings.TOKEN_LIMIT_PER_USER
    if own(user).count() >= limit:
        raise Refusal("too_many_tokens", _("You have %(limit)s tokens. Revoke one first.") % {"limit": limit})
    expiry = datetime.timedelta(days=days) if days else None
    _token, plain = Token.objects.create(user=user, expiry=expiry, name=name)  # type: ignore[misc]
    return plain
