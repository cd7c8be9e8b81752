from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0002_life_of_a_plan'),
    ]

    operations = [
        migrations.AlterField(
            model_name='planchange',
            name='kind',
            field=models.CharField(choices=[('added', 'добавлен'), ('removed', 'убран'), ('moved', 'переставлен'), ('renumbered', 'перенумерован'), ('reworded', 'изменён текст'), ('redated', 'изменён срок'), ('reassigned', 'изменены ответственные'), ('section', 'изменён раздел'), ('layout', 'изменены колонки'), ('state', 'изменено состояние плана')], max_length=20, verbose_name='что'),
        ),
    ]
