from django.urls import path

from windroos.apps.accounts.views import (
    entering,
    forgotten,
    invitation,
    own,
    people,
    second_factor,
    trail,
)

app_name = "accounts"
urlpatterns = [
    path("", own.account, name="account"),
    path("login/", entering.LogInView.as_view(), name="login"),
    path("login/code/", entering.code, name="code"),
    path("logout/", entering.LogOutView.as_view(), name="logout"),
    path("everywhere/", own.everywhere, name="everywhere"),
    path("forgotten/", forgotten.forgotten, name="forgotten"),
    path("forgotten/sent/", forgotten.sent, name="forgotten-sent"),
    path("forgotten/<uidb64>/<token>/", forgotten.ResetView.as_view(), name="reset"),
    path("invitation/", invitation.accept, name="accept"),
    path("invitation/<str:secret>/", invitation.opened, name="invitation"),
    path("invitations/<int:invitation>/", own.join, name="join"),
    path("password/", own.password, name="password"),
    path("second-factor/", second_factor.second_factor, name="second-factor"),
    path("tokens/", own.tokens, name="tokens"),
    path("tokens/<int:token>/revoke/", own.revoke, name="revoke"),
    path("organisations/", people.organisations, name="organisations"),
    path("organisations/<slug:slug>/", people.people, name="people"),
    path("organisations/<slug:slug>/invite/", people.invite, name="invite"),
    path("organisations/<slug:slug>/people/<int:account>/", people.person, name="person"),
    path(
        "organisations/<slug:slug>/invitations/<int:invitation>/",
        people.invitation,
        name="invitation-again",
    ),
    path("trail/", trail.trail, name="trail"),
    path("trail.csv", trail.trail_csv, name="trail-csv"),
    path("trail.json", trail.trail_json, name="trail-json"),
]
