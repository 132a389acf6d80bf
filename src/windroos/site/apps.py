from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "windroos.site"
    label = "site"

    def ready(self) -> None:
        from windroos.apps.evidence.actions import name_by
        from windroos.site.mentions import known

        name_by(known)
