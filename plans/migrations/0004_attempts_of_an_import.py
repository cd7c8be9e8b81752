from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("plans", "0003_state_of_a_plan_among_changes")]

    operations = [
        migrations.AddField(
            model_name="planimport",
            name="attempts",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="попыток"),
        ),
    ]
