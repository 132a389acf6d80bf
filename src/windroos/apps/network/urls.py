"""The pages of dialogues, points to raise and referrals, within a case."""

from django.urls import path

from windroos.apps.network.views import (
    dialogues,
    points,
    proposals,
    proposing,
    referrals,
    sheets,
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

# Before the pages of one organisation, whose addresses these would be.
_ORGANISATIONS = "<slug:case>/organisations"
urlpatterns = [
    path(f"{_ORGANISATIONS}/import/", sheets.hand_in, name="organisations_import"),
    path(f"{_ORGANISATIONS}/import/<uuid:token>/", sheets.preview, name="organisations_preview"),
    path(f"{_ORGANISATIONS}/sheet.xlsx", sheets.download, {"kind": "xlsx"}, "organisations_xlsx"),
    path(f"{_ORGANISATIONS}/sheet.csv", sheets.download, {"kind": "csv"}, "organisations_csv"),
    path(f"{_ORGANISATIONS}/propose/", proposing.missing, name="propose_missing"),
    path(f"{_ORGANISATIONS}/<slug:slug>/propose/", proposing.propose, name="propose"),
    path("<slug:case>/proposals/", proposals.proposals, name="proposals"),
    path("<slug:case>/proposals/own/", proposing.own, name="proposals_own"),
    path("<slug:case>/proposals/<int:number>/", proposals.proposal, name="proposal"),
    path("<slug:case>/proposals/<int:number>/told/", proposals.told, name="proposal_told"),
    *urlpatterns,
]
