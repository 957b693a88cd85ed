from django.db import migrations
from django.db.migrations.state import StateApps


def confirm(apps: StateApps, _editor: object) -> None:
    """Since an address must be confirmed to sign in, who works here already would need mail to get in."""
    addresses = apps.get_model("account", "EmailAddress")
    for user in apps.get_model("accounts", "User").objects.filter(is_staff=True):
        primary = not addresses.objects.filter(user=user, primary=True).exclude(email=user.email).exists()
        addresses.objects.update_or_create(
            user=user, email=user.email, defaults={"verified": True, "primary": primary}
        )


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_address"),
        ("account", "0009_emailaddress_unique_primary_email"),
    ]

    operations = [migrations.RunPython(confirm, migrations.RunPython.noop)]
