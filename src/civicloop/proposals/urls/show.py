"""Addresses: a proposal, its supports, its arguments."""

from django.urls import URLPattern, path

from civicloop.proposals.urls import row  # noqa: F401 - registers <row:…>
from civicloop.proposals.views import argument, helpful, report, show, support

urlpatterns: list[URLPattern] = [
    path("proposals/<row:number>", show.proposal_show, name="proposal-show"),
    path("proposals/<row:number>/qr.svg", show.proposal_qr, name="proposal-qr"),
    path("proposals/<row:number>/support", support.support_create, name="support-create"),
    path("proposals/<row:number>/support/remove", support.support_delete, name="support-delete"),
    path("proposals/<row:number>/arguments", argument.argument_list, name="argument-list"),
    path("proposals/<row:number>/arguments/new", argument.argument_create, name="argument-create"),
    path("proposals/<row:number>/report", report.report_create, name="report-create"),
    path("arguments/<row:argument>", argument.argument_show, name="argument-show"),
    path("arguments/<row:argument>/withdraw", argument.argument_delete, name="argument-delete"),
    path("arguments/<row:argument>/helpful", helpful.helpful_create, name="helpful-create"),
    path("arguments/<row:argument>/helpful/remove", helpful.helpful_delete, name="helpful-delete"),
    path("arguments/<row:argument>/report", report.report_create, name="report-create"),
    path("reports/<row:report>", report.report_show, name="report-show"),
]
