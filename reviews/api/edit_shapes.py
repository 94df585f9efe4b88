"""What programs send to shape a claim: a passage of the text, a wording, the claims to merge."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from articles.endpoints import AnyTextField
from articles.terms import QuoteKind
from reviews.claim_edits import NAME_CHARS
from reviews.claim_merging import MOST_MERGED
from reviews.drafts import MAX_TEXT

HIGHEST = 2**31 - 1


class RevSerializer(serializers.Serializer[Any]):
    """What every change of a claim may be asked with."""

    rev = serializers.IntegerField(
        required=False, allow_null=True, min_value=0, max_value=HIGHEST, help_text="The claim's `rev` you decided on."
    )


class PassageSerializer(serializers.Serializer[Any]):
    """Words of the text: where they stand in code points, and how they read there."""

    version = serializers.UUIDField(help_text="The version of the article you read.")
    start = serializers.IntegerField(min_value=0, max_value=HIGHEST)
    end = serializers.IntegerField(min_value=0, max_value=HIGHEST)
    words = AnyTextField(
        max_length=MAX_TEXT, help_text="The words from start to end; 409 with the true ones where the text differs."
    )


class ClaimChangeSerializer(RevSerializer):
    """What is to be other than before; what is left out stays."""

    statement = serializers.CharField(required=False, max_length=MAX_TEXT, help_text="What is to be checked.")
    claimant = serializers.CharField(required=False, max_length=NAME_CHARS)
    quote = serializers.ChoiceField(choices=[kind.value for kind in QuoteKind], required=False)
    passage = PassageSerializer(required=False, help_text="Which words of the text it is.")


class MergeSerializer(RevSerializer):
    claims = serializers.ListField(
        child=serializers.UUIDField(),
        min_length=1,
        max_length=MOST_MERGED - 1,
        help_text="The claims of the same article that this one is merged with.",
    )


class SameAsSerializer(RevSerializer):
    claim = serializers.UUIDField(
        allow_null=True, help_text="The claim whose check it shares; null: it is checked by itself again."
    )
