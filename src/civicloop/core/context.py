"""Facts about the request at hand that audit rows and logs need, without passing it everywhere."""

from contextvars import ContextVar

request_id: ContextVar[str] = ContextVar("request_id", default="")
