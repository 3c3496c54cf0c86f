"""Addresses: a proposal, its supports, its arguments."""

from django.urls import URLPattern, path

from civicloop.proposals.views import argument, helpful, report, show, support

urlpatterns: list[URLPattern] = [
    path("proposals/<int:number>", show.proposal_show, name="proposal-show"),
    path("proposals/<int:number>/qr.svg", show.proposal_qr, name="proposal-qr"),
    path("proposals/<int:number>/support", support.support_create, name="support-create"),
    path("proposals/<int:number>/support/remove", support.support_delete, name="support-delete"),
    path("proposals/<int:number>/arguments", argument.argument_list, name="argument-list"),
    path("proposals/<int:number>/arguments/new", argument.argument_create, name="argument-create"),
    path("proposals/<int:number>/report", report.report_create, name="report-create"),
    path("arguments/<int:argument>", argument.argument_show, name="argument-show"),
    path("arguments/<int:argument>/withdraw", argument.argument_delete, name="argument-delete"),
    path("arguments/<int:argument>/helpful", helpful.helpful_create, name="helpful-create"),
    path("arguments/<int:argument>/helpful/remove", helpful.helpful_delete, name="helpful-delete"),
    path("arguments/<int:argument>/report", report.report_create, name="report-create"),
    path("reports/<int:report>", report.report_show, name="report-show"),
]
