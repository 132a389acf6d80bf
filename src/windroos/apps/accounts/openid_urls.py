"""Where the provider is asked and answers: outside the languages, as it knows one address."""

from django.urls import path

from windroos.apps.accounts.openid import OpenIDCallbackView, OpenIDView

urlpatterns = [
    path("", OpenIDView.as_view(), name="openid"),
    path("callback/", OpenIDCallbackView.as_view(), name="openid-callback"),
]
