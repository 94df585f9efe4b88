"""E-mail files: the text of the message with its subject, sender and day; hostile ones are each said."""

import datetime
from email.message import EmailMessage

import pytest

from articles.importers.base import ImportProblem
from articles.importers.formats import read_article
from articles.terms import ImportCode

BODY = "The river rose by 40 centimetres in 2019.\n\nThe town spent two million crowns on the wall.\n"


def mail(plain=BODY, page="", **heads) -> EmailMessage:
    message = EmailMessage()
    given = {"From": "Ada Holm <ada@example.org>", "To": "desk@example.org", "Subject": "River levels",
             "Date": "Fri, 3 May 2024 09:00:00 +0200"} | heads  # fmt: skip
    for name, value in given.items():
        message[name] = value
    if plain:
        message.set_content(plain)
    if page:
        message.add_alternative(page, subtype="html") if plain else message.set_content(page, subtype="html")
    return message


def test_the_message_is_the_article():
    draft = read_article(mail().as_bytes(), "forward.eml")
    assert (draft.text, draft.headline, draft.byline) == (BODY, "River levels", "Ada Holm")
    assert (draft.published_on, draft.media_type) == (datetime.date(2024, 5, 3), "message/rfc822")


def test_plain_words_count_before_the_page_beside_them():
    draft = read_article(mail(page="<html><body><p>Another text, which is longer.</p></body></html>").as_bytes())
    assert draft.text == BODY


def test_a_message_that_is_a_page_is_read_as_one():
    page = f"<html><body><article><p>{BODY}</p><p>{BODY}</p><script>alert(1)</script></article></body></html>"
    draft = read_article(mail(plain="", page=page).as_bytes())
    assert "two million crowns" in draft.text and "alert" not in draft.text


def test_attachments_are_left_alone_and_named():
    message = mail()
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="../../x.pdf")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    draft = read_article(message.as_bytes())
    assert draft.text == BODY
    assert "x.pdf" in draft.notes and "logo" not in draft.notes
    assert read_article(mail().as_bytes()).notes == ""


def test_a_newsletter_is_its_page_where_the_plain_words_only_stand_in_for_it():
    told = BODY.strip().split("\n\n")
    links = '<a href="https://river.example.org/w">the wall</a>'
    page = (
        f'<html><body><p>{told[0]}</p><p><img src="cid:a" alt="Logo"></p><p>{told[1]} It is {links}.</p></body></html>'
    )
    draft = read_article(mail(plain="View this mail in your browser.", page=page).as_bytes())
    assert "two million crowns" in draft.text and "View this" not in draft.text
    assert [source.url for source in draft.sources] == ["https://river.example.org/w"]


def test_a_page_that_a_browser_saved_names_its_address_and_no_author():
    page = f"<html><body><article><h1>River levels</h1><p>{BODY}</p></article></body></html>"
    heads = {"From": "<Saved by Blink>", "Snapshot-Content-Location": "https://river.example.org/1"}
    draft = read_article(mail(plain="", page=page, **heads).as_bytes(), "river.mhtml")
    assert (draft.url, draft.byline, draft.headline) == ("https://river.example.org/1", "", "River levels")


def test_foreign_letters_in_heads_and_text_are_read():
    draft = read_article(mail(plain="Der Fluß stieg um 40 Zentimeter.\n", Subject="Flüsse „hoch“").as_bytes())
    assert (draft.headline, draft.text) == ("Flüsse „hoch“", "Der Fluß stieg um 40 Zentimeter.\n")


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (mail(plain=" ").as_bytes(), ImportCode.MAIL_WITHOUT_TEXT),
        (
            b"From: a\nSubject: b\nDate: c\nMIME-Version: 1.0\nContent-Type: image/png\n\nx",
            ImportCode.MAIL_WITHOUT_TEXT,
        ),
        (
            b"From: a\nSubject: b\nDate: c\nContent-Type: multipart/mixed; boundary=x\n\n" + b"--x\n\na\n" * 300,
            ImportCode.MAIL_BROKEN,
        ),
    ],
    ids=["no words", "a picture", "too many parts"],
)
def test_what_cannot_be_read_is_said(raw, code):
    with pytest.raises(ImportProblem) as caught:
        read_article(raw, "a.eml")
    assert caught.value.code is code


def test_a_text_with_one_line_like_a_head_is_no_mail():
    assert read_article(b"From: the desk\n\nThe river rose by 40 centimetres.\n").media_type == "text/plain"


def test_a_mail_in_an_encoding_nobody_knows_is_read_by_its_bytes():
    raw = "From: a\nSubject: b\nDate: c\nContent-Type: text/plain; charset=klingon\n\nThe café rose.".encode()
    assert read_article(raw, "river.eml").text.strip() == "The café rose."
