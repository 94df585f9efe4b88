"""Letters: one mail for what was told and not read, through a mail server on this machine; never twice, never blind."""

import datetime
import os
import subprocess
import sys
import threading

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from reviews import letters, talking, tasks
from reviews.letters import MOST_TRIES, send_letters
from reviews.models import Letter, Notification, Review
from reviews.moves import Request, perform
from reviews.workflow import Policy, State, Verb
from tests.factories import make_article, make_claim, submitted
from tests.mail_server import mail_server

pytestmark = pytest.mark.django_db
MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def post(settings):
    """Mail is set up, to a server on this machine."""
    with mail_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.DEFAULT_FROM_EMAIL = "Checks <checks@example.org>"
        settings.PUBLIC_URL = "https://checks.example.org"
        yield server


@pytest.fixture
def reader(checker):
    checker.wants_mail, checker.email = True, "noor@example.org"
    checker.save(update_fields=["wants_mail", "email"])
    return checker


@pytest.fixture
def claim(importer, scales):
    return make_claim(make_article(importer))


def mention(claim, reader, by, text="see p. 3"):
    now = timezone.now()
    talking.write(claim, f"@{reader.username} {text}", by=by, now=now)
    return now + MINUTE


def test_what_is_told_goes_out_once_after_the_time_for_undoing(claim, reader, checker2, post):
    now = mention(claim, reader, checker2)
    assert send_letters(now - datetime.timedelta(seconds=40)) == 0 and post.letters == []
    assert send_letters(now) == 1
    assert send_letters(now) == send_letters(now + MINUTE * 600) == 0
    (letter,) = post.letters
    assert (letter["To"], letter["From"]) == ("noor@example.org", "Checks <checks@example.org>")
    assert letter["Subject"] == "Tomás mentioned you: River levels"
    words = letter.get_content()
    row = Notification.objects.get()
    assert letter.get_content_type() == "text/plain"
    assert f"https://checks.example.org/notifications/{row.uid}/" in words
    assert "> @checker see p. 3" in words and "“The river rose by 40 centimetres in 2019.”" in words
    assert Letter.objects.get().sent_at == now


def test_many_news_are_one_letter(claim, reader, checker2, post):
    for number in range(53):
        now = mention(claim, reader, checker2, f"no. {number}|")
    assert send_letters(now) == 1
    (letter,) = post.letters
    assert letter["Subject"] == "53 notifications"
    assert "no. 49|" in letter.get_content() and "no. 50|" not in letter.get_content()
    assert "3 more are on the page:" in letter.get_content()
    assert not Letter.objects.unsent().exists()


def test_what_was_read_or_undone_is_dropped(claim, reader, checker2, post):
    submitted(claim, reader)
    perform(Verb.RETURN, claim, by=checker2, now=timezone.now(), asked=Request(reason="Which table?"))
    perform(Verb.UNDO, claim, by=checker2, now=timezone.now())
    now = mention(claim, reader, checker2)
    Notification.objects.filter(comment__isnull=False).update(read_at=now)
    assert send_letters(now) == 0 and post.letters == []
    assert Letter.objects.filter(dropped_at=now, failure="").count() == 2


@pytest.mark.parametrize("change", [{"wants_mail": False}, {"email": ""}, {"is_active": False}])
def test_nothing_goes_to_who_no_longer_wants_or_may(claim, reader, checker2, post, django_user_model, change):
    now = mention(claim, reader, checker2)
    django_user_model.objects.filter(pk=reader.pk).update(**change)
    assert send_letters(now) == 0 and post.letters == []
    assert Letter.objects.get().dropped_at == now


def test_none_is_made_where_nobody_wants_mail_or_none_is_set_up(claim, reader, checker, checker2, editor, settings):
    mention(claim, editor, checker2)
    settings.EMAIL_HOST = ""
    now = mention(claim, reader, checker2)
    assert not Letter.objects.exists()
    assert send_letters(now) == 0


def test_what_is_said_in_a_blind_round_waits_for_its_end(claim, reader, checker2, post):
    Review.begin(claim, by=checker2, now=timezone.now())
    Review.objects.update(policy=Policy.BLIND_DOUBLE)
    now = mention(claim, reader, checker2, "gauge seven")
    assert send_letters(now) == 0 and post.letters == []
    assert Letter.objects.unsent().count() == 1
    Review.objects.update(state=State.DISPUTED)
    assert send_letters(now + MINUTE * 6) == 1
    assert "gauge seven" in post.letters[0].get_content()


def test_a_letter_about_an_open_blind_round_has_no_words_and_no_names(claim, reader, editor, post):
    now = timezone.now()
    Review.accept(claim, by=editor, now=now)
    Review.objects.update(policy=Policy.BLIND_DOUBLE)
    perform(Verb.ASSIGN, claim, by=editor, now=now, asked=Request(to=reader))
    send_letters(now + MINUTE)
    (letter,) = post.letters
    assert letter["Subject"] == "Somebody assigned a claim to you: River levels"
    assert "Edith" not in str(letter) and "40 centimetres" not in letter.get_content()


def test_no_header_can_be_slipped_in(importer, scales, reader, person, post):
    sly = person("sly", "Fact-checker", display_name="Sly\r\nBcc: all@example.org")
    article = make_article(importer, headline="Levels\nBcc: all@example.org\u2028\x1b[0m")
    claim = make_claim(article)
    send_letters(mention(claim, reader, sly, "x\r\n.\r\nRCPT TO:<all@example.org>"))
    (letter,) = post.letters
    assert letter["Bcc"] is None and letter["To"] == "noor@example.org"
    assert letter["Subject"] == "Sly Bcc: all@example.org mentioned you: Levels Bcc: all@example.org [0m"
    assert "RCPT TO:<all@example.org>" in letter.get_content()


def test_a_failure_is_kept_tried_again_later_and_given_up_in_the_end(
    claim, reader, checker2, post, client, administrator
):
    post.refuses = "550 nobody here"
    now = mention(claim, reader, checker2)
    assert send_letters(now) == 0
    letter = Letter.objects.get()
    assert (letter.tries, letter.sent_at) == (1, None) and "nobody here" in letter.failure
    assert send_letters(now + MINUTE) == 0 and Letter.objects.get().tries == 1
    client.force_login(administrator)
    table = client.get("/admin/reviews/letter/").content.decode()
    assert "nobody here" in table and "waiting" in table and "Noor" in table and "see p. 3" not in table
    for _ in range(MOST_TRIES):
        now += datetime.timedelta(days=1)
        send_letters(now)
    letter.refresh_from_db()
    assert letter.tries == MOST_TRIES and letter.dropped_at
    post.refuses = ""
    assert send_letters(now + datetime.timedelta(days=9)) == 0 and post.letters == []
    assert "given up" in client.get("/admin/reviews/letter/").content.decode()


def test_a_mail_server_that_is_away_leaves_the_rest_due(claim, reader, checker2, editor, post, settings):
    editor.wants_mail, editor.email = True, "edith@example.org"
    editor.save(update_fields=["wants_mail", "email"])
    mention(claim, editor, checker2)
    now = mention(claim, reader, checker2)
    settings.EMAIL_PORT = 1
    assert send_letters(now) == 0
    assert sorted(Letter.objects.values_list("tries", flat=True)) == [0, 1]
    settings.EMAIL_PORT = post.port
    assert send_letters(now) == 1
    assert send_letters(now + MINUTE * 11) == 1
    assert len(post.letters) == 2


def test_a_letter_whose_worker_died_goes_out_later(claim, reader, checker2, post):
    now = mention(claim, reader, checker2)
    Letter.objects.update(tries=1, due_at=now + MINUTE * 5)
    assert send_letters(now) == 0
    assert send_letters(now + MINUTE * 6) == 1


def test_a_letter_that_another_worker_has_in_hand_is_left_alone(claim, reader, checker2, post, monkeypatch):
    now, wanted = mention(claim, reader, checker2), letters._wanted

    def slowly(rows, at):
        found = wanted(rows, at)
        monkeypatch.setattr(letters, "_wanted", wanted)
        assert send_letters(now) == 1  # the other worker, in between
        return found

    monkeypatch.setattr(letters, "_wanted", slowly)
    assert send_letters(now) == 0
    assert len(post.letters) == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_one_letter(claim, reader, checker2, post):
    now = mention(claim, reader, checker2)
    start = threading.Barrier(2)

    def work():
        start.wait()
        send_letters(now)
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(post.letters) == 1
    assert Letter.objects.get().tries == 1


def test_the_task_sends_and_only_administrators_see_the_table(claim, reader, checker2, editor, client, post):
    mention(claim, reader, checker2)
    Letter.objects.update(due_at=timezone.now() - MINUTE)
    tasks.send_letters()
    assert len(post.letters) == 1 and mail.outbox == []
    client.force_login(editor)
    assert client.get("/admin/reviews/letter/").status_code == 403


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"EMAIL_HOST": "mail.example.org"}, "DEFAULT_FROM_EMAIL"),
        ({"EMAIL_HOST": "m", "DEFAULT_FROM_EMAIL": "a@b.org"}, "PUBLIC_URL"),
        ({"DEFAULT_FROM_EMAIL": "nobody"}, "DEFAULT_FROM_EMAIL"),
        ({"DEFAULT_FROM_EMAIL": "a@b.org\nBcc: c@d.org"}, "DEFAULT_FROM_EMAIL"),
        ({"EMAIL_PORT": "smtp"}, "EMAIL_PORT"),
        ({"EMAIL_USE_TLS": "1", "EMAIL_USE_SSL": "1"}, "both on"),
    ],
)
def test_settings_that_cannot_be_stop_the_start_with_one_sentence(started_with, given, told):
    assert told in started_with(**given)


@pytest.fixture
def started_with(tmp_path):
    """What Python says when the settings are read with such an environment."""

    def read(**given):
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("EMAIL", "DEFAULT", "PUBLIC"))
        }
        done = subprocess.run(
            [sys.executable, "-c", "import factcheck.settings"],
            env={**kept, "DATA_DIR": str(tmp_path), **given},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode != 0
        return done.stderr.strip().splitlines()[-1]

    return read
