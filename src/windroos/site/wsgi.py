"""The WSGI application, for gunicorn and any other server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "windroos.site.settings.production")
application = get_wsgi_application()

# Once Django is ready.
from django.urls import get_resolver  # noqa: E402

from windroos.apps.evidence.importing import runner  # noqa: E402

runner.resume()
# The modules of all pages: who asks for the first page need not wait for them.
_ = get_resolver().url_patterns
