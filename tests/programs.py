"""Programs that speak to the API for a person, and what every answer of it must keep to."""

from __future__ import annotations

import json
import re

from rest_framework.test import APIClient

from factcheck.models import Token

INTERNAL_KEY = re.compile(r'"(id|pk|[a-z_]+_id)":')


def program(person) -> APIClient:
    """A client with a token of the person's own."""
    _token, plain = Token.objects.create(user=person, name="a program")
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Token {plain}")
    return client


def said(response, status: int = 200) -> dict:
    """The answer, once its status is as it should be and it gives no internal key away."""
    assert response.status_code == status, response.content[:2000]
    assert not INTERNAL_KEY.search(response.content.decode())
    return json.loads(response.content)


def problem(response, status: int, code: str | None = None) -> dict:
    """The problem details of a refusal."""
    told = said(response, status)
    assert response["Content-Type"] == "application/problem+json"
    assert {"type", "title", "status", "detail", "code", "instance"} <= told.keys()
    assert told["status"] == status
    assert told["detail"]
    if code:
        assert told["code"] == code, told
    return told
