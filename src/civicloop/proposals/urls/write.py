"""Addresses: write."""

from django.urls import URLPattern, path

from civicloop.proposals.views import photo, rewrite, write

urlpatterns: list[URLPattern] = [
    path("proposals/new", write.proposal_create, name="proposal-create"),
    path("drafts", write.draft_list, name="draft-list"),
    path("drafts/<uuid:key>/what", write.draft_what, name="draft-what"),
    path("drafts/<uuid:key>/where", write.draft_where, name="draft-where"),
    path("drafts/<uuid:key>/check", write.draft_check, name="draft-check"),
    path("drafts/<uuid:key>/photo", photo.draft_photo, name="draft-photo"),
    path("drafts/<uuid:key>/delete", write.draft_delete, name="draft-delete"),
    path("proposals/<int:number>/edit", rewrite.proposal_edit, name="proposal-edit"),
    path("proposals/<int:number>/add", rewrite.addition_create, name="addition-create"),
    path("proposals/<int:number>/withdraw", rewrite.proposal_withdraw, name="proposal-withdraw"),
    path("proposals/<int:number>/history", rewrite.proposal_history, name="proposal-history"),
    path("photos/<int:number>/<str:name>", photo.photo_show, name="photo-show"),
]
