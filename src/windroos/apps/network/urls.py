"""The pages of dialogues, points to raise and referrals, within a case."""

from django.urls import path

from windroos.apps.network.views import (
    dialogues,
    organisation,
    organisations,
    points,
    referrals,
    registering,
    relating,
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
_one = "<slug:case>/organisations/<slug:slug>"
_tie = f"{_one}/relations/<slug:relation>"
urlpatterns += [
    path("<slug:case>/organisations/", organisations.organisations, name="organisations"),
    path("<slug:case>/organisations/new/", registering.new, name="organisation_new"),
    path(f"{_one}/", organisation.organisation, name="organisation"),
    path(f"{_one}/edit/", registering.edit, name="organisation_edit"),
    path(f"{_one}/remove/", registering.remove, name="organisation_remove"),
    path(f"{_one}/put-back/", registering.put_back, name="organisation_put_back"),
    path(f"{_one}/relations/new/", relating.relation_new, name="relation_new"),
    path(f"{_tie}/", relating.relation_edit, name="relation_edit"),
    path(f"{_tie}/remove/", relating.relation_remove, name="relation_remove"),
]
for kind in ("dialogue", "point", "referral"):
    at = f"<slug:case>/{kind}s/<int:number>"
    urlpatterns += [
        path(f"{at}/put-back/", undoing.put_back, {"kind": kind}, name=f"{kind}_put_back"),
        path(f"{at}/remove/", undoing.remove, {"kind": kind}, name=f"{kind}_remove"),
    ]
