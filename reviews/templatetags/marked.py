"""`{% marked block %}`: a paragraph of the article with its claims marked; written in one go, for articles have many.

From one claim to the next few paragraphs of an article change, so they are kept as they were written.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from django import template
from django.urls import get_script_prefix, reverse
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.identity import new_uid
from reviews import words
from reviews.reading import Block, Mark, Piece

register = template.Library()
PARAGRAPHS_KEPT = 4_000  # of some hundred characters each


@register.simple_tag
def marked(block: Block) -> str:
    """A block's words between the numbers of the claims that begin in them."""
    return _paragraph(block, get_script_prefix(), get_language())


@lru_cache(maxsize=PARAGRAPHS_KEPT)
def _paragraph(block: Block, prefix: str, language: str | None) -> str:
    """All that it depends on is given: what the block says and marks, where links lead, and the language of words."""
    addresses = _Addresses(prefix)
    parts = [part for piece in block.pieces for part in _parts(piece, addresses)]
    return format_html(
        '<p class="zone zone--{}" dir="auto" data-start="{}">' + "{}" * len(parts) + "</p>",
        *(block.zone, block.start, *parts),
    )


class _Addresses:
    """The addresses of claims; one is made, the others differ by their uid."""

    def __init__(self, prefix: str) -> None:
        self.before, self.after = _around(prefix)

    def of(self, mark: Mark) -> str:
        return f"{self.before}{mark.uid}{self.after}"


@lru_cache(maxsize=8)
def _around(prefix: str) -> tuple[str, str]:
    """What stands before and after the uid in the address of a claim."""
    sample = new_uid()
    before, after = reverse("reviews:claim", args=[sample]).split(str(sample))
    return before, after


def _parts(piece: Piece, addresses: _Addresses) -> Iterator[str]:
    for mark in piece.opens:
        yield _number(mark, addresses)
    owner = piece.owner
    if owner is None:
        yield piece.text
    else:
        classes = ["mark", f"mark--{owner.state}", f"mark--{owner.tone}" if owner.tone else ""]
        classes += ["mark--shared" if piece.is_shared else "", "mark--current" if piece.is_current else ""]
        yield format_html(
            '<mark class="{}"><a href="{}" tabindex="-1">{}</a></mark>',
            " ".join(filter(None, classes)),
            addresses.of(owner),
            piece.text,
        )
    for mark in piece.closes:
        yield _end(mark)


def _number(mark: Mark, addresses: _Addresses) -> str:
    """The number a claim begins with, named for who hears it."""
    star = format_html('<span aria-hidden="true">{}</span>', "*") if mark.fate else ""
    here = format_html(' aria-current="{}" id="here"', "true") if mark.is_current else ""
    kind = "mark__no mark__no--current" if mark.is_current else "mark__no"
    return format_html(
        '<a class="{}" href="{}"{} aria-label="{}">{}{}</a>',
        *(kind, addresses.of(mark), here, _named(mark), mark.number, star),
    )


def _named(mark: Mark) -> str:
    told = _("claim %(n)s, %(state)s") % {"n": mark.number, "state": words.STATES[mark.state]}
    told = f"{told}: {mark.rating}" if mark.rating else told
    more = [_("same as claim %(n)s") % {"n": mark.same_as} if mark.same_as else "", mark.fate]
    return ", ".join([told, *filter(None, more)])


def _end(mark: Mark) -> str:
    return format_html(
        '<span class="mark__end"><span class="visually-hidden">{}</span><span aria-hidden="true">{}</span></span>',
        *(_("end of claim %(n)s") % {"n": mark.number}, mark.number),
    )
