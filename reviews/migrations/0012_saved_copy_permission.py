"""Let the roles that ship with the workbench see which copies are kept; roles of one's own stay as they are."""

from django.db import migrations

EVERYBODY = ["Importer", "Fact-checker", "Editor", "Administrator"]


def give(apps, schema_editor):
    chosen = apps.get_model("auth", "Group").objects.filter(name__in=EVERYBODY)
    if not chosen:
        return
    types = apps.get_model("contenttypes", "ContentType").objects
    kind, _ = types.get_or_create(app_label="reviews", model="snapshot")
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=kind, codename="view_snapshot", defaults={"name": "Can view saved copy"}
    )
    for group in chosen:
        group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0011_saved_copies"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
