"""The front door: a draft becomes an article with its first version, or a new version of an article that is here."""

from __future__ import annotations

import datetime
import hashlib
import re
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.formats import date_format
from django.utils.timezone import localtime

from articles import words
from articles.anchoring import Course
from articles.confirming import carry_confirmations
from articles.importers.base import ArticleDraft, bare_name, canonical_text, one_line
from articles.importers.formats import checked
from articles.importers.language import language_of
from articles.importers.likeness import address_key, fingerprint
from articles.models import Article, AuthorSource, Event, Fingerprint, Person, Version
from articles.refusals import Kind, Refusal
from articles.split_task import enqueue_split
from articles.terms import Channel
from articles.versions import Outlook, carry_claims

SAID = ("headline", "byline", "publisher", "url", "published_on", "language", "notes", "deadline_at")  # of an article
_WEB_ADDRESS = re.compile(r"(https?://[^/?#\s]+)(?:[/?#]\S*)?", re.IGNORECASE)
_check_address = URLValidator(schemes=["http", "https"])
_TRIES = 5


@dataclass(frozen=True, slots=True)
class Imported:
    """Where an import ended: a new article or version, or the one that had the same text already."""

    article: Article
    version: Version
    is_new: bool
    carried: Outlook | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where a text came from: who brought it in, through which door, and the file as received."""

    by: Person
    channel: Channel
    file_sha256: str
    file_name: str = ""


def import_article(
    draft: ArticleDraft, source: Source, *, now: datetime.datetime, allow_copy: bool = False
) -> Imported:
    """Store the draft as an article and have it split. The same text again gives the article that has it already.

    Raises Refusal where the person may not import or a field is wrong, ImportProblem where there is no fit text.
    """
    check_may_import(source.by)
    draft = cleaned(draft, source.file_name)
    digest = text_digest(draft.text)
    tries = _TRIES
    while True:
        stored = None if allow_copy else same_text(digest)
        if stored is not None:
            return Imported(stored.article, stored, is_new=False)
        tries -= 1
        try:
            with transaction.atomic():
                article = article_of(draft, now)
                article.save()
                version = version_of(draft, article, digest, source, now)
                version.copy_number = _next_copy(digest) if allow_copy else 0
                return _stored(article, version, draft, "import", now)
        except IntegrityError:  # somebody brought the same text in at the same moment
            if not tries:
                raise


def add_version(
    article: Article, draft: ArticleDraft, source: Source, *, now: datetime.datetime, base: int | None = None
) -> Imported:
    """Store a changed text as the next version of an article; its claims are carried over to where their words stand.

    `base` is the number of the version that the person has seen; where another one came in meanwhile that is refused.
    Raises Refusal and ImportProblem as `import_article` does. A text that is current, or another article's, makes no
    version; one that the article had before makes one again.
    """
    check_may_import(source.by)
    draft = cleaned(replace(draft, headline=draft.headline or article.headline, url=""), source.file_name)
    digest = text_digest(draft.text)
    for _try in range(_TRIES):
        before = _current_version(article)
        check_base(before, base)
        stored = before if before is not None and before.text_sha256 == digest else same_text(digest)
        if stored is not None and (stored == before or stored.article_id != article.pk):
            return Imported(stored.article, stored, is_new=False)
        course = Course(before.text, draft.text) if before is not None else None
        with suppress(IntegrityError), transaction.atomic():  # the same text came in at the same moment
            locked = Article.objects.select_for_update(no_key=True).get(pk=article.pk)
            if locked.current_id == (before.pk if before is not None else None):
                version = version_of(draft, locked, digest, source, now)
                version.number = 1 + (locked.versions.aggregate(highest=Max("number"))["highest"] or 0)
                version.copy_number = _next_copy(digest)
                done = _stored(locked, version, draft, "new_version", now)
                carried = None
                if before is not None and course is not None:
                    carried = carry_claims(before, version, course)
                    carry_confirmations(before, version, course)
                return replace(done, carried=carried)
    raise Refusal("version_moved", str(words.VERSION_MOVED_ON))


def check_base(current: Version | None, base: int | None) -> None:
    """Refuse to go on from a version that is not the current one any more, saying what came in since."""
    if base is None or current is None or current.number == base:
        return
    when = date_format(localtime(current.created_at), "j M Y, H:i")
    told = str(words.VERSION_MOVED) % {"who": current.by, "number": current.number, "when": when}
    raise Refusal("version_moved", told, current={"number": current.number})


def _current_version(article: Article) -> Version | None:
    """As it is at this moment, with its text."""
    current: Version | None = Article.objects.select_related("current__by").get(pk=article.pk).current
    return current


def same_text(digest: str) -> Version | None:
    """The oldest version that has this canonical text."""
    return Version.objects.of_text(digest).select_related("article").defer("text").first()


def text_digest(text: str) -> str:
    """The hash by which the same canonical text is known again."""
    return hashlib.sha256(text.encode()).hexdigest()


def check_may_import(person: Person) -> None:
    if not person.has_perm("articles.import_article"):
        raise Refusal("may_not_import", str(words.MAY_NOT_IMPORT), kind=Kind.FORBIDDEN)


def cleaned(draft: ArticleDraft, file_name: str) -> ArticleDraft:
    """The draft in canonical form, fit for its columns."""
    draft = replace(
        draft,
        text=canonical_text(draft.text),
        headline=one_line(draft.headline, 500),
        byline=one_line(draft.byline, 300),
        publisher=one_line(draft.publisher, 200),
        url=canonical_text(draft.url).strip(),
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
    found = _WEB_ADDRESS.fullmatch(url)
    return found is not None and len(url) <= 2000 and _is_host(found[1])


@lru_cache(maxsize=1_000)
def _is_host(address: str) -> bool:
    """Whether a server can be called so; of a thousand addresses most are on the same few."""
    try:
        _check_address(address)
    except ValidationError:
        return False
    return True


def article_of(draft: ArticleDraft, now: datetime.datetime) -> Article:
    """An unsaved article with what the draft says about it."""
    said = {name: getattr(draft, name) for name in SAID}
    return Article(address_key=address_key(draft.url), created_at=now, **said)


def version_of(draft: ArticleDraft, article: Article, digest: str, source: Source, now: datetime.datetime) -> Version:
    """An unsaved version with the draft's text."""
    return Version(
        article=article,
        text=draft.text,
        text_sha256=digest,
        n_words=len(draft.text.split()),
        file_sha256=source.file_sha256,
        file_name=bare_name(source.file_name),
        media_type=draft.media_type,
        channel=source.channel,
        by=source.by,
        created_at=now,
    )


def prints_of(version: Version) -> list[Fingerprint]:
    """Unsaved rows by which a text nearly like this one is found."""
    return [Fingerprint(version=version, value=value) for value in fingerprint(version.text)]


def sources_of(draft: ArticleDraft, version_id: int) -> list[AuthorSource]:
    """Unsaved rows for what the author of a version leans on."""
    n_chars = len(draft.text)
    return [
        AuthorSource(version_id=version_id, start=one.start, end=one.end, kind=one.kind, url=one.url, note=one.note)
        for one in draft.sources
        if 0 <= one.start < one.end <= n_chars
    ]


def _stored(article: Article, version: Version, draft: ArticleDraft, verb: str, now: datetime.datetime) -> Imported:
    """Version, what goes with it and the event, in the caller's transaction; then the job."""
    version.save()
    AuthorSource.objects.bulk_create(sources_of(draft, version.pk), batch_size=500)
    article.current = version
    article.save(update_fields=["current"])
    Fingerprint.objects.bulk_create(prints_of(version))
    seen = {"channel": version.channel, "file_sha256": version.file_sha256, "copy_number": version.copy_number}
    Event.log(verb, version, article=article, version=version, by=version.by, at=now, data=seen)
    transaction.on_commit(lambda: enqueue_split(version.pk))
    return Imported(article, version, is_new=True)


def _next_copy(digest: str) -> int:
    """0 for the first of its text; the number of the copy where one is knowingly stored again."""
    highest = Version.objects.filter(text_sha256=digest).aggregate(highest=Max("copy_number"))["highest"]
    return 0 if highest is None else highest + 1
