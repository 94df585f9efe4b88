"""Bringing in a new version of one article by hand: an import of one text that knows its article."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from articles import files
from articles.importers.apart import read_one
from articles.importers.formats import is_plain, kind_of
from articles.importers.intake import Imported, Source, add_version, check_may_import
from articles.importers.problems import problem
from articles.importers.storing import draft_of
from articles.importing import Received, begin_import
from articles.models import Article, Import, ImportRow, Person
from articles.terms import Channel, ImportCode, ImportState, RowState

ARTICLE = "article"  # the option of an import that names the article it is a new version of


def begin_version(
    article: Article, received: Received, *, by: Person, channel: Channel, now: datetime.datetime
) -> Import:
    """Take in one text that is to be the next version of an article. Raises ImportProblem where it holds no article."""
    path = files.path_of(received.file_sha256)
    if is_plain(path, received.file_name):
        read_one(path, received.file_name)
    elif kind_of(path, received.file_name) != "article":
        raise problem(ImportCode.HOLDS_MANY, received.file_name)
    label = _("New version of “%(headline)s”") % {"headline": article.headline[:200]}
    options = {ARTICLE: str(article.uid)}
    return begin_import([received], by=by, channel=channel, now=now, label=label, options=options, at_once=True)


def store_version(row: ImportRow, article: Article, *, base: int, by: Person, now: datetime.datetime) -> Imported:
    """Make what was read the next version, once however often the button is pressed; `base` is the version seen.

    Raises Refusal where another version came in meanwhile.
    """
    check_may_import(by)
    source = Source(by, Channel(row.job.channel), row.file_sha256, row.file_name)
    with transaction.atomic():
        done = add_version(article, draft_of(row), source, now=now, base=base)
        if done.is_new:
            ImportRow.objects.filter(pk=row.pk).update(article=article, state=RowState.STORED)
            Import.objects.filter(pk=row.job_id).update(
                state=ImportState.DONE, n_stored=1, n_chosen=1, ended_at=now, is_read=True
            )
    return done
