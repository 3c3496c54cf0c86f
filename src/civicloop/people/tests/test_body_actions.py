"""Loading bodies from the region pack: again and again the same, nothing ever deleted."""

from dataclasses import replace

from civicloop.core.region import pack
from civicloop.core.texts import Texts
from civicloop.people.actions.body import Loaded, load_bodies
from civicloop.people.models import Body


def test_loading_the_same_pack_again_changes_nothing(db):
    assert load_bodies(pack()) == Loaded(created=0, changed=0, closed=0)
    assert Body.objects.working().count() == len(pack().bodies)


def test_a_new_name_is_taken_over(db):
    first, *others = pack().bodies
    renamed = replace(first, name=Texts.of(fr="Nouveau nom", nl="Nieuwe naam"))

    assert load_bodies(replace(pack(), bodies=(renamed, *others))) == Loaded(created=0, changed=1, closed=0)
    assert str(Body.objects.get(slug=first.slug).name["nl"]) == "Nieuwe naam"


def test_a_body_that_left_the_pack_is_closed_and_opens_again_with_it(db, manager, body):
    without = tuple(entry for entry in pack().bodies if entry.slug != body.slug)

    assert load_bodies(replace(pack(), bodies=without)) == Loaded(created=0, changed=0, closed=1)
    assert body not in Body.objects.working()
    assert body.members.count() == 1

    assert load_bodies(pack()) == Loaded(created=0, changed=1, closed=0)
    assert body in Body.objects.working()


def test_bodies_stand_in_the_order_region_agencies_municipalities(db):
    kinds = [body.kind for body in Body.objects.working()]
    assert kinds == sorted(kinds, key=["region", "agency", "municipality"].index)
