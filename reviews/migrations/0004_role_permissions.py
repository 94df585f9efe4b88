"""Give the roles that ship with the workbench what the review desk asks for; roles of one's own stay as they are."""

from django.db import migrations

WORKING = ["Importer", "Fact-checker", "Editor"]
EVERYBODY = [*WORKING, "Administrator"]
NEW = {
    ("reviews", "comment", "view_comment", "Can view comment"): EVERYBODY,
    ("reviews", "comment", "write_comment", "Can comment on claims and articles"): WORKING,
    ("reviews", "waiver", "view_waiver", "Can view exception"): EVERYBODY,
    ("reviews", "correction", "view_correction", "Can view correction"): EVERYBODY,
    ("reviews", "rulelevel", "view_rulelevel", "Can view rule"): EVERYBODY,
    ("reviews", "rulelevel", "change_rulelevel", "Can change rule"): ["Administrator"],
    ("reviews", "letter", "view_letter", "Can view letter"): ["Administrator"],
}


def give(apps, schema_editor):
    types = apps.get_model("contenttypes", "ContentType").objects
    permissions = apps.get_model("auth", "Permission").objects
    groups = apps.get_model("auth", "Group").objects
    for (app, model, codename, name), roles in NEW.items():
        chosen = groups.filter(name__in=roles)
        if not chosen:
            continue
        kind, _ = types.get_or_create(app_label=app, model=model)
        permission, _ = permissions.get_or_create(content_type=kind, codename=codename, defaults={"name": name})
        for group in chosen:
            group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0003_review_desk"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
