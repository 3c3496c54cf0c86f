"""Every address of the site: pages under a language, machines' doors without one."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from civicloop.config.api import api
from civicloop.core.health import healthz, readyz
from civicloop.site.data import api_door

handler400 = "civicloop.site.views.error_400"
handler403 = "civicloop.site.views.error_403"
handler404 = "civicloop.site.views.error_404"
handler500 = "civicloop.site.views.error_500"

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("api/v1/docs", api_door, name="api-door"),
    path("api/v1/problems", api_door, name="api-problems"),
    path("api/v1/", include((api.patterns, "api"))),
    path("", include("civicloop.ui.urls_root")),
    *i18n_patterns(
        path("accounts/", include("allauth.urls")),
        path("", include("civicloop.people.urls")),
        path("", include("civicloop.places.urls")),
        path("", include("civicloop.strategy.urls")),
        path("", include("civicloop.notices.urls")),
        path("", include("civicloop.proposals.urls")),
        path("", include("civicloop.ui.urls")),
        path("", include("civicloop.site.urls")),
    ),
]
