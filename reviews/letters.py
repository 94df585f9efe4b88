"""Letters: what people are told and have not read, by mail; each once, again later where the mail server fails."""

from __future__ import annotations

import datetime
import logging
import time
from collections.abc import Iterable, Sequence
from itertools import groupby
from smtplib import SMTPAuthenticationError, SMTPConnectError, SMTPException, SMTPServerDisconnected
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F

from reviews.inbox import inbox_of, read
from reviews.letter_text import letter_to
from reviews.models import Letter, Notification
from reviews.models.telling import is_written_to

MOST_AT_ONCE = 500
MOST_TRIES = 8
FIRST_PAUSE = datetime.timedelta(
    minutes=5
)  # doubles with each try; longer than a run, so that no other worker sends too
LONGEST_RUN = 120.0  # seconds
AWAY = (SMTPServerDisconnected, SMTPConnectError, SMTPAuthenticationError)
logger = logging.getLogger(__name__)


class MailServerAway(Exception):
    """Nothing more can be sent now."""


def send_letters(now: datetime.datetime) -> int:
    """Send what is due, one letter a person however much they were told; how many went out.

    A mail server that is away ends the run: what was not tried stays due.
    """
    if not settings.EMAIL_HOST:
        return 0
    over_at = time.monotonic() + LONGEST_RUN
    due = Letter.objects.due(now).select_related("notification__person")[:MOST_AT_ONCE]
    n_sent = 0
    for _key, letters in groupby(sorted(due, key=_person_key), key=_person_key):
        taken = [letter for letter in _wanted(list(letters), now) if _take(letter, now)]
        try:
            n_sent += bool(taken) and _send(taken, now)
        except MailServerAway:
            break
        if time.monotonic() > over_at:
            break
    return n_sent


def _person_key(letter: Letter) -> int:
    return int(letter.notification.person_id)


def _wanted(letters: list[Letter], now: datetime.datetime) -> list[Letter]:
    """Those that still tell something. What was read or undone is dropped; what was said in a blind round waits."""
    person = letters[0].notification.person
    told = Notification.objects.filter(pk__in=[letter.notification_id for letter in letters]).unread().not_undone()
    open_to_all = set(told.not_blind_talk().values_list("pk", flat=True))
    blind = set(told.values_list("pk", flat=True)) - open_to_all
    seen = set(inbox_of(person).filter(pk__in=open_to_all).values_list("pk", flat=True))
    if not (person.is_active and is_written_to(person)):
        seen = blind = set()
    wanted = []
    for letter in letters:
        if letter.notification_id in seen:
            wanted.append(letter)
        elif letter.notification_id in blind:
            _as_read(letter).update(due_at=now + FIRST_PAUSE)
        else:
            _as_read(letter).update(dropped_at=now)
    return wanted


def _take(letter: Letter, now: datetime.datetime) -> bool:
    """Claim a letter for this worker, by one conditional UPDATE; it is due again if the worker dies over it."""
    pause = FIRST_PAUSE * 2**letter.tries
    return bool(_as_read(letter).update(tries=F("tries") + 1, due_at=now + pause))


def _as_read(letter: Letter) -> Any:
    """The row, unless somebody had it in hand since it was read."""
    return Letter.objects.filter(pk=letter.pk, tries=letter.tries, due_at=letter.due_at).unsent()


def _send(letters: Sequence[Letter], now: datetime.datetime) -> bool:
    """Send one mail for some letters to one person; whether it went out. Raises MailServerAway."""
    keys = [letter.notification_id for letter in letters]
    told = read(list(inbox_of(letters[0].notification.person).filter(pk__in=keys).order_by("pk")))
    if not told:  # undone while this worker took it
        _rows(letters).update(dropped_at=now)
        return False
    try:
        _mail(letters[0], told).send()
    except (SMTPException, OSError, ValueError) as error:
        logger.warning("A letter could not be sent: %s", error)
        _keep_failure(letters, error, now)
        if isinstance(error, AWAY) or not isinstance(error, SMTPException | ValueError):
            raise MailServerAway from error
        return False
    _rows(letters).update(sent_at=now, failure="")
    return True


def _mail(first: Letter, told: Sequence[Notification]) -> EmailMessage:
    person = first.notification.person
    subject, body = letter_to(person, told)
    host = settings.PUBLIC_URL.partition("://")[2].partition("/")[0].partition(":")[0]
    headers = {"Message-ID": f"<{first.uid}@{host}>", "Auto-Submitted": "auto-generated"}
    return EmailMessage(subject, body, to=[person.email], headers=headers)


def _keep_failure(letters: Sequence[Letter], error: Exception, now: datetime.datetime) -> None:
    """What went wrong, for the Administrator; after the last try the letters are given up."""
    why = f"{type(error).__name__}: {error}".replace("\x00", "")[:500]
    _rows(letters).update(failure=why)
    _rows(letters).filter(tries__gte=MOST_TRIES).update(dropped_at=now)


def _rows(letters: Iterable[Letter]) -> Any:
    return Letter.objects.filter(pk__in=[letter.pk for letter in letters]).unsent()
