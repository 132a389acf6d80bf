from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "windroos.apps.network"
    label = "network"
