"""New versions: what becomes of claims, people who are faster, and what the machine reads meanwhile."""

import pytest
from celery import current_app

from articles import files, tasks
from articles.importers.base import ArticleDraft
from articles.importers.intake import Source, add_version
from articles.models import Anchor, Article, Claim, Event, Version
from articles.refusals import Refusal
from articles.terms import AnchorState, Channel, SplitState, Triage
from articles.versions import outlook
from reviews.models import Review
from tests.at_once import at_once
from tests.factories import make_article, make_claim, now

TEXT = (
    "River levels\n\nThe river rose by 40 centimetres in 2019. The town spent 2.1 million crowns on the wall. "
    "Nobody was hurt that year, said the mayor.\n"
)
RISE, WALL = "The river rose by 40 centimetres in 2019.", "The town spent 2.1 million crowns on the wall."
HURT = "Nobody was hurt that year, said the mayor."
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_queue(monkeypatch):
    monkeypatch.setattr(current_app, "send_task", lambda *args, **options: None)


@pytest.fixture
def article(importer):
    return make_article(importer, text=TEXT)


def bring(article, text, by, **options):
    draft = ArticleDraft(text=text, headline="", media_type="text/plain")
    source = Source(by, Channel.PASTE, files.store(text.encode()))
    return add_version(article, draft, source, now=now(), **options)


def stands(claim) -> tuple[str, str]:
    anchor = Anchor.objects.get(claim=claim, version=claim_version(claim))
    assert anchor.state == AnchorState.ORPHANED or anchor.exact == anchor.version.text[anchor.start : anchor.end]
    return anchor.state, anchor.exact


def claim_version(claim):
    return Article.objects.get(pk=claim.article_id).current_id


def test_what_would_happen_is_told_before_it_does(article):
    rise, wall, hurt = (make_claim(article, words, touched_at=now()) for words in (RISE, WALL, HURT))
    proposal = make_claim(article, "The town spent 2.1 million")
    new = TEXT.replace("40", "45").replace(HURT, "It was sunny.").replace("spent 2.1", "paid 2.1")
    told = outlook(article.current, new)
    assert [one.anchor.claim for one in told.changed] == [rise, wall]
    assert [one.anchor.claim for one in told.gone] == [hurt]
    assert (told.n_moved, told.n_anew) == (0, 1)
    assert told.changed[0].words == RISE.replace("40", "45")
    assert Anchor.objects.count() == 4 and Claim.objects.filter(pk=proposal.pk).exists()


def test_what_was_told_is_what_happens(article, importer):
    rise, hurt = (make_claim(article, words, touched_at=now()) for words in (RISE, HURT))
    new = TEXT.replace("40", "45").replace(HURT, "It was sunny.")
    told = outlook(article.current, new)
    assert bring(article, new, importer).carried.n_by_state == told.n_by_state == {"changed": 1, "orphaned": 1}
    assert stands(rise) == (AnchorState.CHANGED, RISE.replace("40", "45"))
    assert stands(hurt) == (AnchorState.ORPHANED, HURT)


def test_changed_words_stay_changed_and_gone_ones_gone_in_later_versions(article, importer):
    rise, hurt = (make_claim(article, words, touched_at=now()) for words in (RISE, HURT))
    second = TEXT.replace("40", "45").replace(HURT, "It was sunny.")
    bring(article, second, importer)
    bring(article, "New top.\n\n" + second, importer)
    assert stands(rise) == (AnchorState.CHANGED, RISE.replace("40", "45"))
    assert stands(hurt) == (AnchorState.ORPHANED, HURT)


def test_an_earlier_text_comes_back_as_a_version_and_finds_its_claims(article, importer):
    hurt = make_claim(article, HURT, touched_at=now())
    bring(article, TEXT.replace(HURT, "It was sunny."), importer)
    done = bring(article, TEXT, importer)
    assert done.is_new and (done.version.number, done.version.copy_number) == (3, 1)
    assert stands(hurt) == (AnchorState.CHANGED, HURT)
    assert not bring(article, TEXT, importer).is_new


def test_a_look_alike_elsewhere_does_not_bring_an_orphan_back(article, importer):
    hurt = make_claim(article, HURT, touched_at=now())
    gone = TEXT.replace(HURT, "It was sunny.")
    bring(article, gone, importer)
    bring(article, f"{HURT}\n\n{gone}", importer)
    assert stands(hurt)[0] == AnchorState.ORPHANED


def test_a_text_of_another_article_is_no_version(article, importer):
    other = make_article(importer)
    done = bring(article, other.current.text, importer)
    assert (done.is_new, done.article, article.versions.count()) == (False, other, 1)


def test_who_looked_at_an_older_version_is_told_what_came_in(article, importer):
    bring(article, TEXT + "\nMore.", importer, base=1)
    with pytest.raises(Refusal, match="Ines brought in version 2") as refused:
        bring(article, TEXT + "\nStill more.", importer, base=1)
    assert refused.value.code == "version_moved" and refused.value.params["current"] == {"number": 2}
    assert article.versions.count() == 2


def test_people_without_the_right_bring_in_nothing(article, checker):
    with pytest.raises(Refusal, match="Importer"):
        bring(article, TEXT + "\nMore.", checker)


def test_an_older_version_split_late_proposes_nothing(article, importer):
    old = article.current
    Version.objects.filter(pk=old.pk).update(split_state=SplitState.QUEUED)
    new = bring(article, TEXT.replace("40", "45"), importer).version
    tasks.split_version(old.pk)
    assert old.sentences.exists() and not Claim.objects.exists()
    tasks.split_version(new.pk)
    assert set(Anchor.objects.values_list("version", flat=True)) == {new.pk}


def test_a_split_proposes_only_what_no_carried_claim_covers(article, importer):
    rise = make_claim(article, RISE, touched_at=now())
    version = bring(article, TEXT.replace("40", "45"), importer).version
    tasks.split_version(version.pk)
    over = Anchor.objects.filter(version=version, exact__contains="rose by 45")
    assert [anchor.claim for anchor in over] == [rise]


@pytest.mark.django_db(transaction=True)
def test_two_versions_at_once_both_stand_and_carry_every_claim(article, importer):
    claim = make_claim(article, RISE, touched_at=now())
    done = at_once(*[lambda n=n: bring(article, f"{TEXT}\nMore {n}.", importer) for n in range(3)])
    assert sorted(one.version.number for one in done) == [2, 3, 4]
    assert Anchor.objects.filter(claim=claim, state=AnchorState.MOVED).count() == 3
    assert Article.objects.get().current.number == 4
    assert Event.objects.filter(verb="new_version").count() == 3


@pytest.mark.django_db(transaction=True)
def test_two_people_who_looked_at_the_same_version_are_not_both_obeyed(article, importer):
    done = at_once(*[lambda n=n: bring(article, f"{TEXT}\nMore {n}.", importer, base=1) for n in range(3)])
    assert sorted(isinstance(one, Refusal) for one in done) == [False, True, True]
    assert article.versions.count() == 2


@pytest.mark.django_db(transaction=True)
def test_the_same_new_text_at_once_is_one_version(article, importer):
    done = at_once(*[lambda: bring(article, TEXT + "\nMore.", importer)] * 3)
    assert sorted(one.is_new for one in done) == [False, False, True]
    assert article.versions.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_proposal_chosen_while_a_version_comes_in_is_kept_or_refused(article, importer, checker, scales):
    claims = [make_claim(article, words) for words in (RISE, HURT)]
    new = TEXT.replace(RISE, "It rained.").replace(HURT, "It was sunny.")

    def choose(claim):
        return lambda: Review.accept(claim, by=checker, now=now())

    answers = at_once(lambda: bring(article, new, importer), *[choose(claim) for claim in claims])
    assert answers[0].is_new
    for claim, answer in zip(claims, answers[1:], strict=True):
        kept = Claim.objects.filter(pk=claim.pk).first()
        if isinstance(answer, Review):
            assert kept.triage == Triage.ACCEPTED and stands(kept) == (AnchorState.ORPHANED, claim.statement)
        else:
            assert isinstance(answer, Refusal) and kept is None
