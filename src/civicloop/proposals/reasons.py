"""Why something is reported or hidden, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from civicloop.proposals.domain import Reason

REASON_NAMES: dict[Reason, str | Promise] = {
    Reason.OFFENSIVE: _("It insults or threatens people"),
    Reason.PERSONAL_DATA: _("It gives away somebody’s personal data"),
    Reason.SPAM: _("It is advertising or spam"),
    Reason.OFF_TOPIC: _("It has nothing to do with the region or with this proposal"),
    Reason.ILLEGAL: _("It is against the law"),
    Reason.OTHER: _("Something else"),
}
