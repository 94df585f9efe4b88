"""Where no endpoint answers, programs get a problem document and people a page."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/api/nothing/", "/api/v1/nothing/"])
def test_a_program_at_a_wrong_address_gets_a_problem(client, checker, path):
    client.force_login(checker)
    answer = client.get(path)
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    assert answer.json()["code"] == "not_found"


def test_an_error_of_ours_is_a_problem_to_a_program(monkeypatch, client, checker):
    client.force_login(checker)
    client.raise_request_exception = False

    def fail(*args, **kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr("factcheck.api.KeysetPagination.paginate_queryset", fail)
    answer = client.get("/api/v1/scales/")
    assert (answer.status_code, answer["Content-Type"]) == (500, "application/problem+json")
    assert answer.json()["code"] == "server_error"


def test_a_person_at_a_wrong_address_gets_a_page(client, checker):
    client.force_login(checker)
    answer = client.get("/nothing/")
    assert answer.status_code == 404
    assert b"<html" in answer.content
