"""Everything that an author changes about a proposal."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from civicloop.core import audit, clock, events
from civicloop.core.errors import Conflict, Invalid, TooMany
from civicloop.core.region import pack
from civicloop.people.access import check_may_write
from civicloop.people.models import User
from civicloop.proposals import domain, words
from civicloop.proposals.access import write as access
from civicloop.proposals.domain import NewProposal, State
from civicloop.proposals.events import ProposalEdited, ProposalExtended, ProposalPublished, ProposalWithdrawn
from civicloop.proposals.language import detect
from civicloop.proposals.models import Addition, Draft, Proposal, Version


class SaidAlready(Conflict):
    """The same person has said the same in another proposal; `first` is its number, None where it is not known."""

    def __init__(self, first: int | None) -> None:
        super().__init__(_("You have published a proposal with the same words already."))
        self.first = first


class Overtaken(Conflict):
    """The words changed in another window since this page was opened; `proposal` holds what stands now."""

    def __init__(self, proposal: Proposal) -> None:
        sentence = _("You changed this proposal in another window meanwhile. Compare both texts and choose one.")
        super().__init__(sentence)
        self.proposal = proposal


@transaction.atomic
def publish(*, draft: Draft, by: User, language: str = "") -> Proposal:
    """Make a draft a proposal that everybody can read; a draft sent before leads to the proposal it became.

    Errors: Invalid at the field that is not ready, TooMany over the region's limit, SaidAlready for a second copy.
    """
    check_may_write(by)
    # The order of locks, everywhere: draft, person, proposal.
    locked = Draft.objects.select_for_update().get(pk=draft.pk, author=by)
    if locked.proposal_id is not None:
        # A query of its own: joined to the locked row, PostgreSQL would look in a snapshot from before the wait.
        return Proposal.objects.get(pk=locked.proposal_id)
    person = User.objects.select_for_update(no_key=True).get(pk=by.pk)
    new = ready(locked, language=language)
    access.check_quota(person)
    proposal = create_proposal(new=new, by=by)
    Draft.objects.filter(pk=locked.pk).update(
        proposal=proposal, title="", text="", where="", photo="", photo_width=None, photo_height=None, photo_alt=""
    )
    return proposal


def ready(draft: Draft, *, language: str = "") -> NewProposal:
    """Return what a draft would become.

    Errors: Invalid at the first field that is missing or wrong.
    """
    title, text = words.check_title(draft.title), words.check_text(draft.text)
    if draft.place_id is None:
        raise Invalid(_("Choose the place your proposal is about."), field="place")
    if draft.challenge_id is None:
        raise Invalid(_("Choose the challenge your proposal belongs to."), field="challenge")
    chosen = language or draft.language or detect(f"{title}\n{text}", otherwise=draft.author.language)
    if chosen not in pack().content_languages:
        raise Invalid(_("Choose the language of your text from the list."), field="language")
    has_point = draft.latitude is not None and draft.longitude is not None
    has_size = draft.photo_width is not None and draft.photo_height is not None
    return NewProposal(
        title=title,
        text=text,
        language=chosen,
        challenge=draft.challenge_id,
        place=draft.place_id,
        aims=tuple(draft.aims),
        where=words.check_where(draft.where),
        point=(draft.latitude, draft.longitude) if has_point else None,  # type: ignore[arg-type]  # asked the line above
        photo=draft.photo.name or "",
        photo_alt=words.check_photo_alt(draft.photo_alt) if draft.photo else "",
        photo_size=(draft.photo_width, draft.photo_height) if has_size else None,  # type: ignore[arg-type]  # the same
        author=draft.author_id,
    )


@transaction.atomic
def create_proposal(*, new: NewProposal, by: User | None) -> Proposal:
    """Store a proposal as given, without asking for a limit: importers and the sample use it as `publish` does.

    Errors: SaidAlready when its author, or its source, has it already.
    Audit: proposal-publish. Event: ProposalPublished.
    """
    mark = domain.fingerprint(new.title, new.text)
    if new.author is not None:
        _check_said_once(new.author, mark)
    latitude, longitude = new.point or (None, None)
    width, height = new.photo_size or (None, None)
    proposal = Proposal(
        author_id=new.author,
        author_name=new.author_name,
        title=new.title,
        text=new.text,
        summary=domain.summary(new.text),
        language=new.language,
        challenge_id=new.challenge,
        aims=list(new.aims),
        place_id=new.place,
        where=new.where,
        latitude=latitude,
        longitude=longitude,
        state=new.state,
        sample=new.sample,
        photo=new.photo,
        photo_width=width,
        photo_height=height,
        photo_alt=new.photo_alt,
        published_at=new.published_at or clock.now(),
        supports=new.supports,
        imported_supports=new.supports,
        fingerprint=mark,
        source=new.source,
        source_id=new.source_id,
        source_url=new.source_url,
    )
    try:
        with transaction.atomic():
            proposal.save(force_insert=True)
    except IntegrityError as error:
        if "proposal_once_per" not in str(error):
            raise
        raise SaidAlready(None) from error
    audit.record("proposal-publish", by=by, on=proposal, after={"language": new.language, "place": new.place})
    events.emit(ProposalPublished(proposal.pk))
    return proposal


@transaction.atomic
def edit(  # noqa: PLR0913 - the words, and what they are an edit of
    *, proposal: Proposal, by: User, title: str, text: str, language: str, base: int
) -> Proposal:
    """Change the words of a proposal and keep the earlier ones; the same words again change nothing.

    Shapes: `base` is the number of earlier versions that stood when the author began to edit.
    Errors: Forbidden and NotYet (who, when), Overtaken when another window was faster, Invalid, SaidAlready.
    Audit: proposal-edit. Event: ProposalEdited.
    """
    locked = _locked(proposal)
    title, text = words.check_title(title), words.check_text(text)
    if language not in {*pack().content_languages, locked.language}:
        raise Invalid(_("Choose the language of your text from the list."), field="language")
    if locked.author_id == by.pk and (title, text, language) == (locked.title, locked.text, locked.language):
        return locked
    access.check_edit(by, locked)
    if base != locked.versions.count():
        raise Overtaken(locked)
    mark = domain.fingerprint(title, text)
    _check_said_once(by.pk, mark, but=locked)
    Version.objects.create(proposal=locked, title=locked.title, text=locked.text, replaced_at=clock.now())
    before = {"fingerprint": locked.fingerprint, "language": locked.language}
    locked.title, locked.text, locked.language, locked.fingerprint = title, text, language, mark
    locked.summary, locked.edited_at = domain.summary(text), clock.now()
    locked.save(update_fields=["title", "text", "language", "fingerprint", "summary", "edited_at"])
    after = {"fingerprint": mark, "language": language, "version": base + 1}
    audit.record("proposal-edit", by=by, on=locked, before=before, after=after)
    events.emit(ProposalEdited(locked.pk))
    return locked


@transaction.atomic
def extend(*, proposal: Proposal, by: User, text: str) -> Addition:
    """Add something to a proposal whose words stand; the same addition sent twice is one.

    Errors: Forbidden and NotYet (who, when), Invalid, TooMany.
    Audit: proposal-extend. Event: ProposalExtended.
    """
    locked = _locked(proposal)
    access.check_extend(by, locked)
    text = words.check_addition(text)
    additions = list(locked.additions.all())
    for addition in additions:
        if addition.text == text:
            return addition
    if len(additions) >= domain.ADDITIONS_MAX:
        sentence = _("This proposal has %(most)d additions, and more would hide what it is about.")
        raise TooMany(sentence % {"most": domain.ADDITIONS_MAX})
    addition = Addition.objects.create(proposal=locked, text=text, at=clock.now())
    audit.record("proposal-extend", by=by, on=locked, after={"addition": addition.pk})
    events.emit(ProposalExtended(locked.pk))
    return addition


@transaction.atomic
def withdraw(*, proposal: Proposal, by: User) -> Proposal:
    """Take a proposal back: its page stays with a notice, nobody can support it any more; twice is the same as once.

    Errors: Forbidden and NotYet.
    Audit: proposal-withdraw. Event: ProposalWithdrawn.
    """
    locked = _locked(proposal)
    if locked.state == State.WITHDRAWN and locked.author_id == by.pk:
        return locked
    access.check_withdraw(by, locked)
    before, locked.state = str(locked.state), State.WITHDRAWN
    audit.record("proposal-withdraw", by=by, on=locked, before={"state": before}, after={"state": locked.state})
    locked.save(update_fields=["state"])
    events.emit(ProposalWithdrawn(locked.pk))
    return locked


def _locked(proposal: Proposal) -> Proposal:
    # The same row lock a first support takes: an edit and a support cannot both come first.
    return Proposal.objects.select_for_update(no_key=True).get(pk=proposal.pk)


def _check_said_once(author: int, mark: str, *, but: Proposal | None = None) -> None:
    same = Proposal.objects.filter(author_id=author, fingerprint=mark).exclude(state=State.WITHDRAWN)
    others = same.exclude(pk=but.pk) if but else same
    first = others.values_list("pk", flat=True).first()
    if first is not None:
        raise SaidAlready(first)
