"""The OpenAPI schema says what the API does, and the reference page shows it without anything from elsewhere."""

import io
import re

import pytest
import schemathesis
from django.core.cache import cache
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import GenerationMode

from articles.feeds import Wish, subscribe
from articles.import_task import run_import
from articles.importing import begin_import, received_text
from articles.terms import Channel
from factcheck.api_reference import problem_codes, reference
from factcheck.api_schema import api_schema
from factcheck.models import Token
from factcheck.wsgi import application
from reviews import bulk
from reviews.bulk_rows import Selection
from reviews.drafts import CitationText
from reviews.evidence import supply_passage
from reviews.filters import ClaimFilter
from reviews.models import Draft, Notification, Review
from reviews.reports.make import make_report
from reviews.reports.scope import Scope
from reviews.saved_views import save_view
from reviews.talking import write
from reviews.terms import Format
from reviews.workflow import Verb
from tests.factories import draft_payload, make_article, make_claim
from tests.programs import program, said

pytestmark = pytest.mark.django_db


def test_the_schema_is_valid_and_complete():
    call_command("spectacular", validate=True, fail_on_warn=True, stdout=io.StringIO())


def test_the_schema_is_for_people_who_work_here(client, importer):
    assert client.get("/api/schema/").status_code == 401
    told = said(program(importer).get("/api/schema/", headers={"accept": "application/vnd.oai.openapi+json"}))
    assert told["openapi"].startswith("3.")
    assert told["paths"]["/api/v1/claims/{uid}/moves/{verb}/"]["post"]["responses"].keys() >= {"200", "409", "412"}


def test_the_reference_shows_every_operation_and_needs_nothing_from_elsewhere(client, importer):
    client.force_login(importer)
    page = client.get("/api/docs/").content.decode()
    for _section, operations in reference().sections:
        for operation in operations:
            assert f'id="{operation.name}"' in page
    for shape in re.findall(r'href="#(shape-[^"]+)"', page):
        assert f'id="{shape}"' in page, shape
    for code, _words in problem_codes():
        assert f'id="problem-{code}"' in page
    assert not re.search(r'<script(?![^>]*src="/)|<style|style="|(?:src|href)="https?:', page)


schemathesis.checks.load_all_checks()
CHECKS = [
    schemathesis.checks.not_a_server_error,
    schemathesis.checks.status_code_conformance,
    schemathesis.checks.content_type_conformance,
    schemathesis.checks.response_schema_conformance,
]
SCHEMA = schemathesis.openapi.from_dict(api_schema())
OPERATIONS = [result.ok() for result in SCHEMA.get_all_operations() if not result.ok().path.endswith("/file/")]
ASKED = [(one, GenerationMode.POSITIVE) for one in OPERATIONS]
ASKED += [(one, GenerationMode.NEGATIVE) for one in OPERATIONS if list(one.query) or list(one.body)]


@pytest.fixture
def known(importer, editor, scales):
    """Things to ask for by uid, and a program that may do most."""
    now = timezone.now()
    article = make_article(importer)
    claims = [make_claim(article) for _ in range(2)]
    review = Review.begin(claims[0], by=editor, now=now)
    Draft.store(review, draft_payload(), by=editor, base_rev=0, now=now)
    review.submit(by=editor, now=now)
    editor.groups.add(*importer.groups.all())
    report = make_report(Scope.of_articles([article.uid]), Format.CSV, by=editor, now=now)
    _token, plain = Token.objects.create(user=editor, name="fuzz")
    sheet = "title,text\nDam,The dam was built in 1931.\nTown,\n"
    job = begin_import([received_text(sheet)], by=importer, channel=Channel.API, now=now)
    run_import(job.pk)
    found = {"articles": article, "imports": job, "claims": claims[0], "reviews": review, "reports": report}
    found["scales"] = scales["five-point"]
    found["views"] = save_view(by=editor, name="To do", query="state=open&sort=due")
    found["bulk"] = bulk.begin(
        Selection(ClaimFilter()), bulk.Wish(Verb.ASSIGN, to=""), by=editor, now=now, at_once=False
    )
    found["feeds"] = subscribe(Wish("https://river.example.org/feed.xml"), by=importer, now=now)
    found["copies"] = supply_passage(claims[0], CitationText(url="https://a.example/"), "The dam.", by=editor, now=now)
    found["comments"] = write(claims[0], "Which gauge?", by=editor, now=now)
    write(claims[0], "@editor the one at the bridge", by=importer, now=now)
    found["notifications"] = Notification.objects.get(person=editor)
    return {name: str(thing.uid) for name, thing in found.items()}, {"Authorization": f"Token {plain}"}


@pytest.fixture
def same_connection():
    """Requests through the real application share the test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize(("operation", "mode"), ASKED, ids=lambda given: getattr(given, "label", given))
def test_every_answer_is_one_that_the_schema_tells(operation, mode, known, same_connection):
    """Requests made up from the schema, right ones and wrong ones, always the same."""
    uids, headers = known
    section = operation.path.split("/")[3]
    places = {"uid": uids[section]} if "{uid}" in operation.path else None

    @seed(1)
    @settings(
        max_examples=8,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode, path_parameters=places))
    def ask(case):
        cache.clear()
        response = case.call(app=application, base_url="http://localhost", headers=headers)
        case.validate_response(response, checks=CHECKS)

    ask()
