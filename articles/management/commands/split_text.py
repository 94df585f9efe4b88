"""Show how the splitter reads a file, without touching the database."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles import words
from articles.importers.base import ImportProblem
from articles.importers.formats import read_article
from articles.splitting import ClaimDraft, SentenceDraft, Split, split
from articles.terms import QuoteKind


class Command(BaseCommand):
    help = "Read an article's file and print its sentences, zones, speakers and claims."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--language", default="", help="a code such as de; told from the text without it")
        parser.add_argument("--format", choices=["text", "json"], default="text", help="readable lines, or JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            draft = read_article(path.read_bytes(), path.name)
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
        except ImportProblem as problem:
            raise CommandError(problem.words) from problem
        text = draft.text
        read = split(text, options["language"] or draft.language)
        if options["format"] == "json":
            self.stdout.write(json.dumps(as_json(text, read)))
        else:
            for line in readable(text, read):
                self.stdout.write(line)


def as_json(text: str, read: Split) -> dict[str, Any]:
    sentences = [_sentence(text, sentence) for sentence in read.sentences]
    return {"text": text, "sentences": sentences, "claims": [_claim(text, claim) for claim in read.claims]}


def _sentence(text: str, sentence: SentenceDraft) -> dict[str, Any]:
    return {
        "start": sentence.start,
        "end": sentence.end,
        "holes": [list(hole) for hole in sentence.holes],
        "text": own_words(text, sentence),
        "zone": sentence.zone,
        "is_claim": sentence.is_claim,
        "check_worthiness": sentence.check_worthiness,
        "reasons": list(sentence.reasons),
        "speaker": sentence.speaker or None,
        "quote": None if sentence.quote is QuoteKind.NONE else sentence.quote,
    }


def _claim(text: str, claim: ClaimDraft) -> dict[str, Any]:
    """A proposed claim; here all offsets are places in the text, also those of its parts, dates and neighbors."""
    return {
        "start": claim.start,
        "end": claim.end,
        "text": text[claim.start : claim.end],
        "statement": claim.statement,
        "claimant": claim.claimant or None,
        "quote": None if claim.quote is QuoteKind.NONE else claim.quote,
        "check_worthiness": claim.check_worthiness,
        "reasons": list(claim.reasons),
        "parts": [
            {"start": part.start, "end": part.end, "text": text[part.start : part.end], "statement": part.statement}
            for part in claim.parts
        ],
        "dates": [
            {
                "start": date.start,
                "end": date.end,
                "text": text[date.start : date.end],
                "relative_to": date.relative_to or None,
                "suggestion": date.suggestion or None,
            }
            for date in claim.dates
        ],
        "needs_context": claim.needs_context,
        "neighbors": [{"start": start, "end": end, "text": text[start:end]} for start, end in claim.neighbors],
    }


def own_words(text: str, sentence: SentenceDraft) -> str:
    """The sentence's words without the stretches inside it that belong to others."""
    edges = [sentence.start, *(edge for hole in sentence.holes for edge in hole), sentence.end]
    return "".join(text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))


def readable(text: str, read: Split) -> list[str]:
    """One line a sentence: its zone, how soon to check it, who says it, and the words."""
    lines = []
    for sentence in read.sentences:
        first = words.check_first(sentence.check_worthiness) if sentence.is_claim else "–"
        speaker = f"{sentence.speaker}: " if sentence.speaker else ""
        shown = " ".join(own_words(text, sentence).split())
        lines.append(f"{sentence.zone:<11} {first:<7} {speaker}{shown}")
    n_claims = sum(sentence.is_claim for sentence in read.sentences)
    return [*lines, f"{len(read.sentences)} sentences, {n_claims} make a claim, {len(read.claims)} claims proposed"]
