"""The pages of dialogues, points to raise and referrals, within a case."""

from django.urls import path

from windroos.apps.network.views import dialogues, moments, people, points, referrals, undoing

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

# Data of persons, for colleagues who may see them.
urlpatterns += [
    path("<slug:case>/contacts/", people.contacts, name="contacts"),
    path("<slug:case>/contacts/due/", people.due, name="contacts_due"),
    path("<slug:case>/contacts/new/", people.new, name="contact_new"),
    path("<slug:case>/contacts/<int:number>/", people.contact, name="contact"),
    path("<slug:case>/contacts/<int:number>/edit/", people.edit, name="contact_edit"),
    path("<slug:case>/contacts/<int:number>/erase/", people.erase, name="contact_erase"),
    *(
        path(
            f"<slug:case>/contacts/<int:number>/data.{form}",
            people.export,
            {"form": form},
            name=f"contact_{form}",
        )
        for form in ("json", "csv")
    ),
    path("<slug:case>/moments/", moments.moments, name="moments"),
    path("<slug:case>/moments/new/", moments.new, name="moment_new"),
    path("<slug:case>/moments/<int:number>/", moments.moment, name="moment"),
    path("<slug:case>/moments/<int:number>/edit/", moments.edit, name="moment_edit"),
]
for kind in ("contact", "moment"):
    at = f"<slug:case>/{kind}s/<int:number>"
    urlpatterns += [
        path(f"{at}/put-back/", undoing.put_back, {"kind": kind}, name=f"{kind}_put_back"),
        path(f"{at}/remove/", undoing.remove, {"kind": kind}, name=f"{kind}_remove"),
    ]
