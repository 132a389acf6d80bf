"""The pages of dialogues, points to raise and referrals, within a case."""

from django.urls import path

from windroos.apps.network.views import (
    dialogues,
    map_forms,
    map_points,
    maps,
    points,
    referrals,
    undoing,
)

app_name = "network"

urlpatterns = [
    path("<slug:case>/dialogues/", dialogues.dialogues, name="dialogues"),
    path("<slug:case>/dialogues/new/", dialogues.new, name="dialogue_new"),
    path("<slug:case>/dialogues/<int:number>/", dialogues.dialogue, name="dialogue"),
    path("<slug:case>/dialogues/<int:number>/edit/", dialogues.edit, name="dialogue_edit"),
    path("<slug:case>/dialogues/<int:number>/release/", dialogues.release, name="release"),
    path("<slug:case>/dialogues/<int:number>/take-back/", dialogues.take_back, name="take_back"),
    path("<slug:case>/points/", points.points, name="points"),
    path("<slug:case>/points/new/", points.new, name="point_new"),
    path("<slug:case>/points/briefing/", points.briefing, name="briefing"),
    path("<slug:case>/points/<int:number>/", points.point, name="point"),
    path("<slug:case>/points/<int:number>/edit/", points.edit, name="point_edit"),
    path("<slug:case>/points/<int:number>/raised/", points.raised, name="point_raised"),
    path("<slug:case>/points/<int:number>/drop/", points.drop, name="point_drop"),
    path("<slug:case>/referrals/", referrals.referrals, name="referrals"),
    path("<slug:case>/referrals/new/", referrals.new, name="referral_new"),
    path("<slug:case>/referrals/<int:number>/", referrals.referral, name="referral"),
    path("<slug:case>/referrals/<int:number>/edit/", referrals.edit, name="referral_edit"),
    path("<slug:case>/referrals/<int:number>/answer/", referrals.answer, name="referral_answer"),
]
for kind in ("dialogue", "point", "referral"):
    at = f"<slug:case>/{kind}s/<int:number>"
    urlpatterns += [
        path(f"{at}/put-back/", undoing.put_back, {"kind": kind}, name=f"{kind}_put_back"),
        path(f"{at}/remove/", undoing.remove, {"kind": kind}, name=f"{kind}_remove"),
    ]
# Ecosystem maps: those of the register, and any selection.
urlpatterns += [
    path("<slug:case>/maps/", maps.maps, name="maps"),
    path("<slug:case>/maps/<slug:id>/", maps.ecosystem_map, name="map"),
    path("<slug:case>/maps/<slug:id>/points.json", map_points.points, name="map_points"),
    path("<slug:case>/maps/<slug:id>/embed/", maps.embed, name="map_embed"),
    path("<slug:case>/maps/<slug:id>/edit/", map_forms.edit, name="map_edit"),
    path("<slug:case>/maps/<slug:id>/remove/", map_forms.remove, name="map_remove"),
    path("<slug:case>/ecosystem/", maps.ecosystem_map, name="ecosystem"),
    path("<slug:case>/ecosystem/points.json", map_points.points, name="ecosystem_points"),
    path("<slug:case>/ecosystem/new-map/", map_forms.new, name="map_new"),
]
