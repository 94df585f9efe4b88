"""What the bench of the desk has the workbench itself do: people, rows, what went wrong, and the lists timed."""

PEOPLE = """
import json
from importlib import import_module
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.contrib.auth.models import Group
role, sessions = Group.objects.get(name="Fact-checker"), []
for n in range({n}):
    person = get_user_model().objects.create_user(f"bench{{n}}", password=None, is_staff=True)
    person.groups.add(role)
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(person.pk), person.get_session_auth_hash()
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session.create()
    sessions.append(session.session_key)
print("RESULT", json.dumps(sessions))
"""
SEED = """
from django.contrib.auth import get_user_model
from django.db import connection
from tests.bench.many_claims import many_claims
many_claims({n}, by=get_user_model().objects.get(username="ines"))
with connection.cursor() as cursor:
    cursor.execute("ANALYZE")
print("RESULT", 0)
"""
POOLS = """
import json
from articles.models import Claim
from reviews.models import Review
free = Review.objects.filter(state="open", assigned_to=None, lease_by=None, policy="second_look")
own = Claim.objects.filter(triage="proposed", article__byline__isnull=False).exclude(article__byline="O. B.")
own = own.order_by("pk")
print("RESULT", json.dumps({{
    "open": [str(uid) for uid in free.order_by("pk").values_list("claim__uid", flat=True)[:4000]],
    "own": [str(uid) for uid in own.values_list("uid", flat=True)[:{savers}]],
}}))
"""
FAULTS = """
import json
from django.db.models import Count
from articles.models import Event
from reviews.models import Decision, Verdict

def twice(rows):
    return rows.annotate(n=Count("pk")).filter(n__gt=1).count()

mine = {"actor__username__startswith": "bench"}
print("RESULT", json.dumps({
    "verdicts": twice(Verdict.objects.filter(author__username__startswith="bench").values("review", "round")),
    "decisions": twice(Decision.objects.filter(is_current=True).values("review")),
    "leases": twice(Event.objects.filter(verb="start", **mine).values("claim")),
}))
"""
LISTS = """
import json, time
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.test import Client, RequestFactory
from articles.models import Article
from reviews.models import Review
from tests.bench.figures import p95
edith = get_user_model().objects.get(username="edith")
client = Client(HTTP_HOST="127.0.0.1")
client.force_login(edith)

def timed(ask, runs=30):
    ask()
    took = []
    for _ in range(runs):
        began = time.perf_counter()
        ask()
        took.append(time.perf_counter() - began)
    return p95(took) * 1000

def shown(path):
    assert client.get(path).status_code == 200, path

class Bare(admin.ModelAdmin):
    list_display = ("claim", "article", "state", "assigned_to", "rating")
    list_select_related = True
    list_filter = ("state", "policy")

bare = Bare(Review, admin.AdminSite("admin"))

def bare_list():
    request = RequestFactory().get("/", {"state__exact": "open"})
    request.user = edith
    return bare.changelist_view(request).render()

article = Article.objects.filter(byline="O. B.").first()
claim = Review.objects.filter(article=article).first().claim
pages = [
    ("queue", "/claims/?state=open"),
    ("triage", "/claims/?state=proposed"),
    ("my desk", "/admin/"),
    ("an article's desk", f"/articles/{article.uid}/"),
    ("a claim's page", f"/claims/{claim.uid}/"),
]
found = [(name, timed(lambda path=path: shown(path)), "≤ 150") for name, path in pages]
edith.is_superuser = True
found.append(("bare list of Django's admin", timed(bare_list, 10), ""))
print("RESULT", json.dumps(found))
"""
