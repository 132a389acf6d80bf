from django.urls import path

from windroos.apps.accounts.views import LogInView, LogOutView

app_name = "accounts"
urlpatterns = [
    path("login/", LogInView.as_view(), name="login"),
    path("logout/", LogOutView.as_view(), name="logout"),
]
