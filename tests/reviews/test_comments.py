"""Comments: threads on claims and articles, mentions, resolving, and what a blind round hides."""

import pytest
from django.urls import reverse
from django.utils import timezone

from reviews import talking
from reviews.models import Comment, Notification, Review
from reviews.threads import pieces_of, talk_about
from reviews.workflow import Policy, State
from tests.factories import make_article, make_claim
from tests.programs import problem, program, said

pytestmark = pytest.mark.django_db
HOSTILE = "<img src=x onerror=alert(1)>\n“line two”"


@pytest.fixture
def article(importer, scales):
    return make_article(importer)


@pytest.fixture
def claim(article):
    return make_claim(article)


@pytest.fixture
def blind(claim, checker):
    """A claim in an open blind round that the first person holds."""
    review = Review.begin(claim, by=checker, now=timezone.now())
    Review.objects.filter(pk=review.pk).update(policy=Policy.BLIND_DOUBLE)
    return claim


def at(name, *args):
    return reverse(f"reviews:{name}", args=args)


def say(client, claim, text, **more):
    return client.post(at("claim_comments", claim.uid), {"text": text, **more})


def test_a_comment_is_written_and_read_on_the_claim(client, checker, checker2, claim):
    client.force_login(checker)
    answer = say(client, claim, f"  {HOSTILE}\r\n\r\nDone.  ")
    comment = Comment.objects.get()
    assert answer.url == f"{at('claim', claim.uid)}#comment-{comment.uid}"
    assert (comment.article_id, comment.author, comment.text) == (claim.article_id, checker, f"{HOSTILE}\n\nDone.")
    client.force_login(checker2)
    page = client.get(at("claim", claim.uid)).content.decode()
    assert "<img src=x" not in page and "&lt;img src=x onerror=alert(1)&gt;\n“line two”" in page
    assert 'Comments <span class="quiet">(1)</span>' in page


def test_threads_are_answered_resolved_and_opened_again(client, checker, checker2, editor, claim):
    first = talking.write(claim, "Which gauge?", by=checker, now=timezone.now())
    client.force_login(checker2)
    client.post(at("reply", first.uid), {"text": "The one at the bridge."})
    answer = Comment.objects.get(parent=first)
    assert client.post(at("reply", answer.uid), {"text": "deeper"}).status_code == 404
    client.post(at("resolve_thread", first.uid))
    first.refresh_from_db()
    assert first.resolved_by == checker2
    page = client.get(at("claim", claim.uid)).content.decode()
    assert "1 resolved thread" in page and "Resolved by Tomás" in page
    client.force_login(editor)
    assert client.post(at("resolve_thread", first.uid), follow=True).status_code == 200
    first.refresh_from_db()
    assert first.resolved_by == checker2
    client.post(at("reopen_thread", first.uid))
    talking.resolve(first, by=checker, now=timezone.now())
    talking.reply(first, "Not quite.", by=editor, now=timezone.now())
    first.refresh_from_db()
    assert first.resolved_at is None


def test_an_article_has_comments_of_its_own(client, checker, article, claim):
    client.force_login(checker)
    answer = client.post(at("article_comments", article.uid), {"text": "Ask the author for the recording."})
    assert answer.url.startswith(f"{at('article', article.uid)}#comment-")
    assert "Ask the author for the recording." in client.get(at("article", article.uid)).content.decode()
    assert "Ask the author" not in client.get(at("claim", claim.uid)).content.decode()


@pytest.mark.parametrize("text", ["", "  \r\n ", "x" * 5001])
def test_a_refused_comment_loses_nothing(client, checker, claim, text):
    client.force_login(checker)
    answer = say(client, claim, text)
    assert answer.status_code == 400
    page = answer.content.decode()
    assert text.strip() in page and 'aria-invalid="true"' in page
    assert not Comment.objects.exists()


def test_a_refused_reply_stays_in_its_thread(client, checker, claim):
    first = talking.write(claim, "Which gauge?", by=checker, now=timezone.now())
    client.force_login(checker)
    page = client.post(at("reply", first.uid), {"text": "y" * 5001}).content.decode()
    assert f'id="reply-{first.uid}-error"' in page and "y" * 5001 in page
    assert 'id="comment-text-error"' not in page


@pytest.mark.parametrize("who", ["administrator", "outsider", "root"])
def test_people_without_the_role_say_nothing_through_any_door(client, request, who, checker, claim):
    first = talking.write(claim, "Which gauge?", by=checker, now=timezone.now())
    somebody = request.getfixturevalue(who)
    client.force_login(somebody)
    assert say(client, claim, "Hello").status_code == 403
    for door in ("reply", "resolve_thread", "reopen_thread"):
        assert client.post(at(door, first.uid), {"text": "Hello"}).status_code == 403
    problem(program(somebody).post(f"/api/v1/claims/{claim.uid}/comments/", {"text": "Hello"}, format="json"), 403)
    problem(program(somebody).post(f"/api/v1/comments/{first.uid}/resolve/"), 403)
    assert Comment.objects.count() == 1
    first.refresh_from_db()
    assert first.resolved_at is None


def test_names_are_told_apart_from_text(checker, checker2, person, claim):
    gone = person("gone", "Fact-checker", is_active=False)
    text = "@checker2, ask @CHECKER2 or @nobody (mail a@checker.org), not @gone. @checker"
    comment = talking.write(claim, text, by=checker, now=timezone.now())
    assert set(comment.mentioned.all()) == {checker, checker2}
    assert [n.person for n in Notification.objects.all()] == [checker2]
    assert gone not in comment.mentioned.all()
    named = [piece.text for piece in pieces_of(comment) if piece.person]
    assert named == ["@checker2", "@CHECKER2", "@checker"]
    assert "".join(piece.text for piece in pieces_of(comment)) == text


def test_names_are_offered_while_one_is_typed(client, checker, checker2, editor, outsider):
    client.force_login(checker)
    found = client.get(at("people"), {"q": "check"}).json()["people"]
    assert [one["username"] for one in found] == ["checker", "checker2"]
    assert client.get(at("people"), {"q": "edith"}).json()["people"][0] == {"username": "editor", "name": "Edith"}
    client.force_login(outsider)
    assert client.get(at("people"), {"q": "check"}).status_code == 403


def test_who_wrote_in_a_thread_hears_of_answers(checker, checker2, editor, claim):
    first = talking.write(claim, "Which gauge?", by=checker, now=timezone.now())
    talking.reply(first, "The bridge.", by=checker2, now=timezone.now())
    talking.reply(first, "@checker sure?", by=editor, now=timezone.now())
    told = [(n.person.username, n.news) for n in Notification.objects.order_by("pk")]
    assert told == [("checker", "replied"), ("checker", "mentioned"), ("checker2", "replied")]


def test_a_blind_round_keeps_what_each_says_to_themselves(client, blind, checker, checker2, editor, root):
    talking.write(blind, "@checker2 it is false, see gauge 7", by=checker, now=timezone.now())
    first = Comment.objects.get()
    for somebody in (checker2, editor, root):
        client.force_login(somebody)
        for name in ("claim", "second_look_claim", "claim_comments"):
            assert "gauge 7" not in client.get(at(name, blind.uid)).content.decode()
        assert "gauge 7" not in client.get("/admin/reviews/comment/").content.decode()
        row = client.get(f"/admin/reviews/comment/{first.pk}/change/", follow=True).content.decode()
        assert "gauge 7" not in row
        assert client.post(at("reply", first.uid), {"text": "?"}).status_code in {403, 404}
        assert client.post(at("resolve_thread", first.uid)).status_code in {403, 404}
        told = program(somebody).get(f"/api/v1/claims/{blind.uid}/comments/")
        assert told.status_code == 200 and "gauge 7" not in told.content.decode()
        assert not Notification.objects.visible_to(somebody).exists()
    client.force_login(checker)
    page = client.get(at("claim", blind.uid)).content.decode()
    assert "gauge 7" in page and "only you see what you write here" in page
    Review.objects.update(state=State.DISPUTED)
    assert talk_about(blind, checker2).n == 1
    assert Notification.objects.visible_to(checker2).count() == 1


def test_an_answer_to_a_hidden_comment_is_shown_alone(client, claim, checker, checker2):
    first = talking.write(claim, "Before it began.", by=checker, now=timezone.now())
    review = Review.begin(claim, by=checker, now=timezone.now())
    Comment.objects.update(round=1)
    talking.reply(first, "My answer.", by=checker2, now=timezone.now())
    Review.objects.filter(pk=review.pk).update(policy=Policy.BLIND_DOUBLE)
    client.force_login(checker2)
    page = client.get(at("claim_comments", claim.uid)).content.decode()
    assert "My answer." in page and "Before it began." not in page and "is not yours to see" in page


def test_programs_write_answer_and_resolve(claim, article, checker, checker2):
    mine, other = program(checker), program(checker2)
    made = said(mine.post(f"/api/v1/claims/{claim.uid}/comments/", {"text": "@checker2 see p. 3"}, format="json"), 201)
    assert made["author"]["name"] == "Noor" and made["mentioned"] == [{"uid": str(checker2.uid), "name": "Tomás"}]
    answer = said(other.post(f"/api/v1/comments/{made['uid']}/replies/", {"text": "Seen."}, format="json"), 201)
    assert answer["thread"] == made["uid"]
    resolved = said(other.post(f"/api/v1/comments/{made['uid']}/resolve/"))
    assert resolved["resolved_by"]["name"] == "Tomás"
    problem(other.post(f"/api/v1/comments/{made['uid']}/resolve/"), 409, "thread_resolved")
    assert said(mine.post(f"/api/v1/comments/{made['uid']}/reopen/"))["resolved_at"] is None
    listed = said(mine.get(f"/api/v1/claims/{claim.uid}/comments/"))["results"]
    assert [one["text"] for one in listed] == ["Seen.", "@checker2 see p. 3"]
    said(mine.post(f"/api/v1/articles/{article.uid}/comments/", {"text": "Of the whole."}, format="json"), 201)
    assert len(said(mine.get(f"/api/v1/articles/{article.uid}/comments/"))["results"]) == 1
    told = problem(mine.post(f"/api/v1/claims/{claim.uid}/comments/", {"text": "z" * 5001}, format="json"), 400)
    assert told["errors"][0]["field"] == "text"


def test_many_comments_take_few_queries_and_older_ones_are_a_page_back(
    client, claim, checker, checker2, django_assert_max_num_queries
):
    now = timezone.now()
    for number in range(205):
        Comment.objects.create(article_id=claim.article_id, claim=claim, author=checker, text=f"no. {number}|", round=1)
    talking.write(claim, "@checker2 @checker last", by=checker, now=now)
    client.force_login(checker2)
    client.get(at("claim_comments", claim.uid))
    with django_assert_max_num_queries(10):
        page = client.get(at("claim_comments", claim.uid))
    assert "no. 204|" in page.content.decode() and "no. 5|" not in page.content.decode()
    older = client.get(f"{at('claim_comments', claim.uid)}?after={page.context['talk'].earlier}").content.decode()
    assert "no. 5|" in older and "no. 204|" not in older
