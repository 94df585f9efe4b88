"""Saved views: a list under a name, one's own or shown to everybody, through pages and API."""

import pytest

from articles.refusals import Kind, Refusal
from reviews import saved_views
from reviews.models import SavedView
from reviews.saved_views import change_view, delete_view, save_view
from tests.factories import make_article, make_claim
from tests.programs import problem, program, said

pytestmark = pytest.mark.django_db
URL = "/claims/views/"
QUERY = "state=open&assigned=me&priority=must&sort=due"


def test_a_list_is_saved_where_it_is_shown_and_found_again(client, checker):
    client.force_login(checker)
    page = client.post(URL, {"name": " Mine,  urgent ", "query": f"{QUERY}&nonsense=1&page=7"}, follow=True)
    assert page.redirect_chain[-1][0] == f"/claims/?{SavedView.objects.get().query}"
    assert page.context["view"].name == "Mine, urgent"
    body = page.content.decode()
    assert "Save this list" not in body
    assert 'aria-current="true">Mine, urgent' in body
    assert SavedView.objects.get().query == page.context["query"]


def test_me_in_a_shared_view_is_whoever_looks(client, checker, checker2, editor, importer, scales):
    view = save_view(by=editor, name="Everybody's own", query="state=open&assigned=me", is_shared=True)
    private = save_view(by=editor, name="Only Edith's", query="state=open")
    client.force_login(checker)
    body = client.get(f"/claims/?{view.query}").content.decode()
    assert "Everybody&#x27;s own" in body
    assert "Edith" in body
    assert private.name.replace("'", "&#x27;") not in body


def test_one_changes_ones_own(client, checker):
    view = save_view(by=checker, name="Mine", query=QUERY)
    client.force_login(checker)
    address = f"{URL}{view.uid}/"
    client.post(address, {"do": "rename", "name": "Still mine"})
    client.post(address, {"do": "share", "name": "not this"})
    view.refresh_from_db()
    assert (view.name, view.is_shared) == ("Still mine", True)
    client.post(address, {"do": "keep"})
    view.refresh_from_db()
    assert not view.is_shared
    assert "Still mine” is deleted" in client.post(address, {"do": "delete"}, follow=True).content.decode()
    assert not SavedView.objects.exists()


def test_a_shared_view_is_its_owners_to_change(client, checker, editor):
    shared = save_view(by=editor, name="Shared", query=QUERY, is_shared=True)
    private = save_view(by=editor, name="Private", query=QUERY)
    client.force_login(checker)
    for do in ("rename", "share", "keep", "delete"):
        assert client.post(f"{URL}{shared.uid}/", {"do": do, "name": "x"}).status_code == 403
        assert client.post(f"{URL}{private.uid}/", {"do": do, "name": "x"}).status_code == 404
    for verb in (lambda: change_view(shared, by=checker, name="x"), lambda: delete_view(shared, by=checker)):
        with pytest.raises(Refusal) as refused:
            verb()
        assert refused.value.kind is Kind.FORBIDDEN
    assert sorted(SavedView.objects.values_list("name", flat=True)) == ["Private", "Shared"]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("", "Give the view a name."),
        (" \x00\n ", "Give the view a name."),
        ("x" * 81, "at most 80 characters"),
        ("Taken", "You have a view called “Taken” already"),
    ],
)
def test_a_name_that_cannot_be_is_told_with_what_was_typed(client, checker, name, told):
    save_view(by=checker, name="Taken", query=QUERY)
    client.force_login(checker)
    page = client.post(URL, {"name": name, "query": QUERY})
    assert page.status_code in (400, 409)
    assert told in page.content.decode()
    assert SavedView.objects.count() == 1


def test_the_same_name_is_free_to_others(checker, checker2):
    save_view(by=checker, name="Mine", query=QUERY)
    save_view(by=checker2, name="Mine", query=QUERY)


def test_renaming_to_a_name_that_is_taken_changes_nothing(client, checker):
    save_view(by=checker, name="One", query=QUERY)
    two = save_view(by=checker, name="Two", query=QUERY)
    client.force_login(checker)
    page = client.post(f"{URL}{two.uid}/", {"do": "rename", "name": "One"})
    assert page.status_code == 409
    assert "You have a view called “One” already" in page.content.decode()
    two.refresh_from_db()
    assert two.name == "Two"


def test_there_are_fifty_a_person(checker, monkeypatch):
    monkeypatch.setattr(saved_views, "MOST_VIEWS", 2)
    save_view(by=checker, name="1", query="")
    save_view(by=checker, name="2", query="")
    with pytest.raises(Refusal) as refused:
        save_view(by=checker, name="3", query="")
    assert "You keep 2 views already" in refused.value.words


def test_hostile_names_and_queries_are_text(client, checker):
    client.force_login(checker)
    client.post(URL, {"name": "<script>x</script>", "query": '"><script>&q="><script>&after=x'})
    view = SavedView.objects.get()
    assert view.query == "state=all&q=%22%3E%3Cscript%3E"
    for address in (URL, "/claims/?state=open"):
        assert "<script>x" not in client.get(address).content.decode()


def test_the_page_of_views_asks_the_same_however_many_there_are(
    client, checker, importer, scales, django_assert_max_num_queries
):
    for i in range(20):
        article = make_article(importer, headline=f"Article {i}")
        save_view(by=checker, name=f"View {i}", query=f"state=open&article={article.uid}&assigned={importer.uid}")
    client.force_login(checker)
    with django_assert_max_num_queries(9):
        body = client.get(URL).content.decode()
    assert "to do, in “Article 19”, assigned to Ines" in body


def test_views_are_for_those_who_see_the_list(client, outsider):
    client.force_login(outsider)
    assert client.get(URL).status_code == 403
    assert client.post(URL, {"name": "x", "query": ""}).status_code == 403


# The API


def test_a_program_saves_changes_and_deletes(checker, checker2):
    api, sent = program(checker), {"name": "Mine", "filter": {"state": "open", "mine": True, "sort": "due"}}
    made = api.post("/api/v1/views/", sent, format="json")
    view = said(made, 201)
    assert (view["filter"], view["query"]) == (sent["filter"], "state=open&mine=1&sort=due")
    address = made.headers["Location"]
    changed = said(api.patch(address, {"is_shared": True, "filter": {"due": "overdue"}}, format="json"))
    assert (changed["name"], changed["is_shared"], changed["filter"]) == ("Mine", True, {"due": "overdue"})
    other = program(checker2)
    assert said(other.get(address))["owner"]["name"] == "Noor"
    problem(other.patch(address, {"name": "x"}, format="json"), 403, "view_not_yours")
    problem(other.delete(address), 403, "view_not_yours")
    assert [one["name"] for one in said(other.get("/api/v1/views/"))["results"]] == ["Mine"]
    assert api.delete(address).status_code == 204
    problem(api.get(address), 404)


def test_a_program_is_told_what_is_wrong(checker, outsider):
    api = program(checker)
    save_view(by=checker, name="Taken", query=QUERY)
    problem(api.post("/api/v1/views/", {"name": "Taken"}, format="json"), 409, "view_name_taken")
    for sent in (
        {},
        {"name": ""},
        {"name": "x", "filter": {"state": "none"}},
        {"name": "x", "filter": {"holder": "y"}},
    ):
        problem(api.post("/api/v1/views/", sent, format="json"), 400)
    problem(program(outsider).get("/api/v1/views/"), 403)


def test_the_list_of_claims_takes_the_same_conditions(checker, editor, importer, scales):
    article = make_article(importer)
    for statement in ("The river rose.", "The wall fell."):
        make_claim(article, statement=statement, check_worthiness=0.9 if "wall" in statement else 0.1)
    api = program(checker)

    def found(query):
        return [one["statement"] for one in said(api.get(f"/api/v1/claims/?{query}"))["results"]]

    assert found("q=WALL+fell") == ["The wall fell."]
    assert found("worth=low") == ["The river rose."]
    assert found("state=proposed&said_by=ola&q=river") == ["The river rose."]
    assert found("assigned=nobody") == []
    assert len(found(f"article={article.uid}")) == 2
    problem(api.get("/api/v1/claims/?due=someday"), 400)
