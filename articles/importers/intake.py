"""The front door: what was handed in is kept as received, and a draft becomes an article with its first version."""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import IntegrityError, transaction
from django.db.models import Max

from articles import files, words
from articles.importers.base import ArticleDraft, bare_name, canonical_text, one_line
from articles.importers.formats import checked
from articles.importers.language import language_of
from articles.models import Article, Event, Person, Upload, Version
from articles.refusals import Kind, Refusal
from articles.split_task import enqueue_split
from articles.terms import Channel

_is_web_address = URLValidator(schemes=["http", "https"])
_TRIES = 5


@dataclass(frozen=True, slots=True)
class Imported:
    """Where an import ended: a new article, or the one that had the same text already."""

    article: Article
    version: Version
    is_new: bool


def import_article(
    draft: ArticleDraft,
    *,
    by: Person,
    channel: Channel,
    raw: bytes,
    file_name: str,
    now: datetime.datetime,
    allow_copy: bool = False,
) -> Imported:
    """Store the draft as an article and have it split. The same text again gives the article that has it already.

    Raises Refusal where the person may not import or a field is wrong, ImportProblem where there is no fit text.
    """
    check_may_import(by)
    draft = _clean(draft, file_name)
    digest = text_digest(draft.text)
    tries = _TRIES
    while True:
        stored = None if allow_copy else same_text(digest)
        if stored is not None:
            return Imported(stored.article, stored, is_new=False)
        tries -= 1
        try:
            copy_number = _next_copy(digest) if allow_copy else 0
            return _store(draft, digest, copy_number, by=by, channel=channel, raw=raw, file_name=file_name, now=now)
        except IntegrityError:  # somebody brought the same text in at the same moment
            if not tries:
                raise


def receive(raw: bytes, *, by: Person, channel: Channel, file_name: str, media_type: str) -> Upload:
    """Keep what an importer handed in until it is looked over."""
    check_may_import(by)
    return Upload.objects.create(
        by=by,
        channel=channel,
        file_name=bare_name(file_name),
        media_type=media_type,
        file_sha256=files.store(raw),
        n_bytes=len(raw),
    )


def import_upload(
    upload: Upload, draft: ArticleDraft, *, by: Person, now: datetime.datetime, allow_copy: bool
) -> Imported:
    """Make the article of an upload, once however often the button is pressed."""
    raw = files.read_stored(upload.file_sha256)
    with transaction.atomic():
        done = import_article(
            draft,
            by=by,
            channel=Channel(upload.channel),
            raw=raw,
            file_name=upload.file_name,
            now=now,
            allow_copy=allow_copy,
        )
        open_uploads = Upload.objects.filter(pk=upload.pk, article=None)
        if done.is_new and not open_uploads.update(article=done.article):
            raise Refusal("upload_taken", str(words.UPLOAD_TAKEN))
    return done


def same_text(digest: str) -> Version | None:
    """The oldest version that has this canonical text."""
    return Version.objects.of_text(digest).select_related("article").defer("text").first()


def text_digest(text: str) -> str:
    """The hash by which the same canonical text is known again."""
    return hashlib.sha256(text.encode()).hexdigest()


def check_may_import(person: Person) -> None:
    if not person.has_perm("articles.import_article"):
        raise Refusal("may_not_import", str(words.MAY_NOT_IMPORT), kind=Kind.FORBIDDEN)


def _clean(draft: ArticleDraft, file_name: str) -> ArticleDraft:
    """The draft in canonical form, fit for its columns."""
    draft = replace(
        draft,
        text=canonical_text(draft.text),
        headline=one_line(draft.headline, 500),
        byline=one_line(draft.byline, 300),
        publisher=one_line(draft.publisher, 200),
        url=draft.url.strip(),
        language=one_line(draft.language, 12) or language_of(draft.text),
        notes=canonical_text(draft.notes),
    )
    if not draft.headline:
        raise Refusal("no_headline", str(words.NO_HEADLINE), kind=Kind.INVALID, field="headline")
    if draft.url and not is_web_address(draft.url):
        shown = one_line(draft.url, 80)
        raise Refusal("bad_address", str(words.BAD_ADDRESS) % {"url": shown}, kind=Kind.INVALID, field="url")
    return checked(draft, file_name)


def is_web_address(url: str) -> bool:
    try:
        _is_web_address(url)
    except ValidationError:
        return False
    return len(url) <= 2000


def _store(
    draft: ArticleDraft,
    digest: str,
    copy_number: int,
    *,
    by: Person,
    channel: Channel,
    raw: bytes,
    file_name: str,
    now: datetime.datetime,
) -> Imported:
    """File first, then the rows and the event in one transaction, then the job."""
    file_sha256 = files.store(raw)
    with transaction.atomic():
        article = _article(draft, now)
        version = Version.objects.create(
            article=article,
            text=draft.text,
            text_sha256=digest,
            copy_number=copy_number,
            n_words=len(draft.text.split()),
            file_sha256=file_sha256,
            file_name=bare_name(file_name),
            media_type=draft.media_type,
            channel=channel,
            by=by,
            created_at=now,
        )
        article.current = version
        article.save(update_fields=["current"])
        seen = {"channel": channel, "file_sha256": file_sha256, "copy_number": copy_number}
        Event.log("import", version, article=article, version=version, by=by, at=now, data=seen)
        transaction.on_commit(lambda: enqueue_split(version.pk))
    return Imported(article, version, is_new=True)


def _article(draft: ArticleDraft, now: datetime.datetime) -> Article:
    return Article.objects.create(
        headline=draft.headline,
        byline=draft.byline,
        publisher=draft.publisher,
        url=draft.url,
        published_on=draft.published_on,
        language=draft.language,
        notes=draft.notes,
        deadline_at=draft.deadline_at,
        created_at=now,
    )


def _next_copy(digest: str) -> int:
    """0 for the first of its text; the number of the copy where one is knowingly stored again."""
    highest = Version.objects.filter(text_sha256=digest).aggregate(highest=Max("copy_number"))["highest"]
    return 0 if highest is None else highest + 1
