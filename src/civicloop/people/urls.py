"""Addresses of the room."""

from django.urls import path, register_converter

from civicloop.people.access import PlatformRole
from civicloop.people.views import account, body, member, page, person, token


class _RoleConverter:
    regex = "|".join(PlatformRole)

    def to_python(self, value: str) -> PlatformRole:
        """Return the role that stands in an address."""
        return PlatformRole(value)

    def to_url(self, value: str) -> str:
        """Return how a role is written in an address."""
        return str(value)


register_converter(_RoleConverter, "platform_role")

app_name = "people"
urlpatterns = [
    path("account", account.account_show, name="account-show"),
    path("account/profile", account.account_edit, name="account-edit"),
    path("account/leave", account.account_leave, name="account-leave"),
    path("account/gone", account.account_gone, name="account-gone"),
    path("account/tokens", token.token_list, name="token-list"),
    path("account/tokens/<int:pk>/revoke", token.token_revoke, name="token-revoke"),
    path("bodies", body.body_list, name="body-list"),
    path("bodies/<slug:slug>", body.body_show, name="body-show"),
    path("bodies/<slug:slug>/members", member.member_list, name="member-list"),
    path("bodies/<slug:slug>/members/<int:pk>", member.member_edit, name="member-edit"),
    path("bodies/<slug:slug>/members/<int:pk>/remove", member.member_remove, name="member-remove"),
    path("people", person.person_list, name="person-list"),
    path("people/<int:pk>", person.person_show, name="person-show"),
    path("people/<int:pk>/roles/<platform_role:role>/grant", person.role_grant, name="role-grant"),
    path("people/<int:pk>/roles/<platform_role:role>/revoke", person.role_revoke, name="role-revoke"),
    path("people/<int:pk>/block", person.person_block, name="person-block"),
    path("people/<int:pk>/unblock", person.person_unblock, name="person-unblock"),
    path("people/<int:pk>/second-factor/remove", person.second_factor_remove, name="second-factor-remove"),
    path("roles", page.role_list, name="role-list"),
    path("rules", page.rules_show, name="rules-show"),
    path("demo/mail", page.demo_mail_list, name="demo-mail-list"),
]
