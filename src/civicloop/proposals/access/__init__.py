"""Who may do what with a proposal, and when: `check_x` raises the sentence the page shows, `can_x` answers.

A person of None is a visitor; visitors may read what is visible and are led to sign in for everything else.
"""

from civicloop.proposals.access.join import (
    can_argue,
    can_mark,
    can_report,
    can_support,
    can_withdraw_argument,
    check_argue,
    check_mark,
    check_open,
    check_report,
    check_support,
    check_withdraw_argument,
)
from civicloop.proposals.access.moderate import (
    appeal_of,
    can_appeal,
    can_decide,
    can_judge,
    can_moderate,
    check_appeal,
    check_decide,
    check_judge,
    check_moderate,
    other_moderators,
)
from civicloop.proposals.access.read import (
    any_argument,
    any_proposal,
    can_read_words,
    owns,
    visible_argument,
    visible_proposal,
)
from civicloop.proposals.access.write import (
    can_edit,
    can_extend,
    can_withdraw,
    check_edit,
    check_extend,
    check_withdraw,
)

__all__ = [
    "any_argument",
    "any_proposal",
    "appeal_of",
    "can_appeal",
    "can_argue",
    "can_decide",
    "can_edit",
    "can_extend",
    "can_judge",
    "can_mark",
    "can_moderate",
    "can_read_words",
    "can_report",
    "can_support",
    "can_withdraw",
    "can_withdraw_argument",
    "check_appeal",
    "check_argue",
    "check_decide",
    "check_edit",
    "check_extend",
    "check_judge",
    "check_mark",
    "check_moderate",
    "check_open",
    "check_report",
    "check_support",
    "check_withdraw",
    "check_withdraw_argument",
    "other_moderators",
    "owns",
    "visible_argument",
    "visible_proposal",
]
