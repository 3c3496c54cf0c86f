"""Whether the process lives and whether it can serve, for whoever watches it."""

from django.db import Error, connection
from django.http import HttpRequest, JsonResponse
from psycopg_pool import PoolTimeout

from civicloop.core.access import public


@public
def healthz(request: HttpRequest) -> JsonResponse:  # noqa: ARG001
    """Return 200 as long as the process answers at all."""
    return JsonResponse({"alive": True})


@public
def readyz(request: HttpRequest) -> JsonResponse:  # noqa: ARG001
    """Return 200 when the database answers, else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (Error, PoolTimeout):
        return JsonResponse({"ready": False, "database": "away"}, status=503, headers={"Retry-After": "30"})
    return JsonResponse({"ready": True})
