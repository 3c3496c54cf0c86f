"""Let a draft keep whatever was typed, however long, and know how large its photo is."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("proposals", "0020_mirror_rules")]

    operations = [
        migrations.AddField("draft", "photo_height", models.PositiveIntegerField(blank=True, null=True)),
        migrations.AddField("draft", "photo_width", models.PositiveIntegerField(blank=True, null=True)),
        migrations.AlterField(
            "draft",
            "photo",
            models.ImageField(blank=True, height_field="photo_height", upload_to="photos", width_field="photo_width"),
        ),
        migrations.AlterField("draft", "photo_alt", models.TextField(blank=True)),
        migrations.AlterField("draft", "title", models.TextField(blank=True)),
        migrations.AlterField("draft", "where", models.TextField(blank=True)),
    ]
