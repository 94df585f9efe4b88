"""Claims in every state under every policy, brought there by the verbs themselves."""

from articles.models import Claim
from articles.terms import DismissReason
from reviews.models import Draft, Plan, Review
from reviews.workflow import Policy, State
from tests.factories import IN_PARTS, draft_payload, make_article, make_claim

FIRST = (State.PROPOSED, State.OPEN, State.IN_REVIEW)
ENDED = (State.DECIDED, State.PUBLISHED, State.DISMISSED)
REACHED = {
    Policy.SINGLE: (*FIRST, *ENDED),
    Policy.SECOND_LOOK: (*FIRST, State.AWAITING_SECOND, *ENDED),
    Policy.BLIND_DOUBLE: (*FIRST, State.AWAITING_SECOND, State.SECOND_REVIEW, State.DISPUTED, *ENDED),
}
CASES = [(policy, state) for policy in Policy for state in REACHED[policy]]


def bring(state: State, policy: Policy, *, author, other, editor, importer, scale, now, **article) -> Claim:
    """A claim in this state; `author` judged it first, `other` second."""
    checked = make_article(importer, **article)
    Plan.objects.create(article=checked, policy=policy, scale=scale)
    claim = make_claim(checked, hints=IN_PARTS)
    if state is State.PROPOSED:
        return claim
    if state is State.DISMISSED:
        Review.dismiss(claim, by=author, now=now, why=DismissReason.OPINION)
        return claim
    review = Review.accept(claim, by=author, now=now)
    if state is State.OPEN:
        return claim
    review.start(by=author, now=now)
    Draft.store(review, draft_payload(), by=author, base_rev=0, now=now)
    if state is State.IN_REVIEW:
        return claim
    verdict = review.submit(by=author, now=now)
    if state is State.AWAITING_SECOND:
        return claim
    if policy is Policy.SECOND_LOOK:
        review.approve(verdict, by=other, now=now)
    if policy is Policy.BLIND_DOUBLE:
        review.start(by=other, now=now)
        second = draft_payload(rating="false") if state is State.DISPUTED else draft_payload()
        Draft.store(review, second, by=other, base_rev=0, now=now)
        if state is State.SECOND_REVIEW:
            return claim
        review.submit(by=other, now=now)
    if state is State.PUBLISHED:
        review.publish(by=editor, now=now)
    return claim
