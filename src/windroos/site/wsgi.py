"""The WSGI application, for gunicorn and any other server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "windroos.site.settings.production")
application = get_wsgi_application()

from windroos.apps.evidence.importing import runner  # noqa: E402 (once Django is ready)

runner.resume()
