"""Use cases, each loaded when it is first used, so that nothing heavy is imported before the first write.

This table is the one place of deferred imports outside the command line: `services.log_visit` imports
`relmgr.services.visits` at that moment.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from relmgr.services.books import open_book as open_book
    from relmgr.services.cadence import clear_cadence as clear_cadence
    from relmgr.services.cadence import set_cadence as set_cadence
    from relmgr.services.clients import add_client as add_client
    from relmgr.services.clients import edit_client as edit_client
    from relmgr.services.contacts import add_contact as add_contact
    from relmgr.services.contacts import edit_contact as edit_contact
    from relmgr.services.contacts import remove_contact as remove_contact
    from relmgr.services.demo_book import fill_demo_book as fill_demo_book
    from relmgr.services.demo_manager import answer_demo_verdicts as answer_demo_verdicts
    from relmgr.services.demo_manager import begin_demo_day as begin_demo_day
    from relmgr.services.demo_manager import tell_past_demo_reminders as tell_past_demo_reminders
    from relmgr.services.demo_overrides import override_demo_tier as override_demo_tier
    from relmgr.services.escalations import escalate_signals as escalate_signals
    from relmgr.services.evaluation import evaluate_book as evaluate_book
    from relmgr.services.evaluation import evaluate_due as evaluate_due
    from relmgr.services.evaluation_runs import note_evaluation as note_evaluation
    from relmgr.services.feedback import answer_feedback as answer_feedback
    from relmgr.services.follow_ups import add_follow_up as add_follow_up
    from relmgr.services.follow_ups import cancel_follow_up as cancel_follow_up
    from relmgr.services.follow_ups import finish_follow_up as finish_follow_up
    from relmgr.services.follow_ups import move_follow_up as move_follow_up
    from relmgr.services.imports import import_file_rows as import_file_rows
    from relmgr.services.inbox import ack_inbox as ack_inbox
    from relmgr.services.inbox import fire_due_reminders as fire_due_reminders
    from relmgr.services.inbox import mark_shown as mark_shown
    from relmgr.services.memory import remember as remember
    from relmgr.services.notices import tell_warnings as tell_warnings
    from relmgr.services.outside_events import record_event as record_event
    from relmgr.services.outside_events import settle_event as settle_event
    from relmgr.services.rebuttals import record_rebuttal as record_rebuttal
    from relmgr.services.rebuttals import withdraw_rebuttal as withdraw_rebuttal
    from relmgr.services.reminder_batches import cancel_reminders as cancel_reminders
    from relmgr.services.reminder_batches import finish_reminders as finish_reminders
    from relmgr.services.reminder_batches import postpone_reminders as postpone_reminders
    from relmgr.services.reminders import add_reminder as add_reminder
    from relmgr.services.reminders import cancel_reminder as cancel_reminder
    from relmgr.services.reminders import derive_reminders as derive_reminders
    from relmgr.services.reminders import finish_reminder as finish_reminder
    from relmgr.services.reminders import postpone_reminder as postpone_reminder
    from relmgr.services.segments import delete_segment as delete_segment
    from relmgr.services.segments import move_segment as move_segment
    from relmgr.services.segments import pin_segment as pin_segment
    from relmgr.services.segments import rename_segment as rename_segment
    from relmgr.services.segments import save_segment as save_segment
    from relmgr.services.segments import set_strategy as set_strategy
    from relmgr.services.segments import take_segment as take_segment
    from relmgr.services.signals import acknowledge_signals as acknowledge_signals
    from relmgr.services.signals import dismiss_signals as dismiss_signals
    from relmgr.services.signals import plan_signals as plan_signals
    from relmgr.services.signals import resolve_signals as resolve_signals
    from relmgr.services.signals import snooze_signals as snooze_signals
    from relmgr.services.texts import rewrite_follow_up as rewrite_follow_up
    from relmgr.services.texts import rewrite_reminder as rewrite_reminder
    from relmgr.services.texts import rewrite_visit as rewrite_visit
    from relmgr.services.texts import write_notes as write_notes
    from relmgr.services.tier_changes import accept_tier_changes as accept_tier_changes
    from relmgr.services.tier_changes import postpone_tier_changes as postpone_tier_changes
    from relmgr.services.tier_changes import reject_tier_changes as reject_tier_changes
    from relmgr.services.tier_overrides import approve_override as approve_override
    from relmgr.services.tier_overrides import end_override as end_override
    from relmgr.services.tier_overrides import override_tier as override_tier
    from relmgr.services.tier_overrides import refuse_override as refuse_override
    from relmgr.services.tier_overrides import renew_override as renew_override
    from relmgr.services.undo import redo_action as redo_action
    from relmgr.services.undo import redo_last as redo_last
    from relmgr.services.undo import undo_action as undo_action
    from relmgr.services.undo import undo_last as undo_last
    from relmgr.services.visits import cancel_visit as cancel_visit
    from relmgr.services.visits import log_visit as log_visit
    from relmgr.services.visits import move_visit as move_visit
    from relmgr.services.visits import plan_visit as plan_visit
    from relmgr.services.watch_list import approve_exit as approve_exit
    from relmgr.services.watch_list import enter_watch as enter_watch
    from relmgr.services.watch_list import plan_watch as plan_watch
    from relmgr.services.watch_list import propose_exit as propose_exit
    from relmgr.services.watch_list import refuse_exit as refuse_exit
    from relmgr.services.watch_list import review_watch as review_watch
    from relmgr.services.whole_book import make_columns as make_columns
    from relmgr.services.whole_book import stand_by as stand_by

HOME = {
    "open_book": "books",
    "clear_cadence": "cadence",
    "set_cadence": "cadence",
    "add_client": "clients",
    "edit_client": "clients",
    "add_contact": "contacts",
    "edit_contact": "contacts",
    "remove_contact": "contacts",
    "fill_demo_book": "demo_book",
    "answer_demo_verdicts": "demo_manager",
    "begin_demo_day": "demo_manager",
    "tell_past_demo_reminders": "demo_manager",
    "override_demo_tier": "demo_overrides",
    "answer_feedback": "feedback",
    "add_follow_up": "follow_ups",
    "cancel_follow_up": "follow_ups",
    "escalate_signals": "escalations",
    "evaluate_book": "evaluation",
    "evaluate_due": "evaluation",
    "note_evaluation": "evaluation_runs",
    "finish_follow_up": "follow_ups",
    "move_follow_up": "follow_ups",
    "import_file_rows": "imports",
    "ack_inbox": "inbox",
    "fire_due_reminders": "inbox",
    "mark_shown": "inbox",
    "remember": "memory",
    "tell_warnings": "notices",
    "record_event": "outside_events",
    "settle_event": "outside_events",
    "record_rebuttal": "rebuttals",
    "withdraw_rebuttal": "rebuttals",
    "cancel_reminders": "reminder_batches",
    "finish_reminders": "reminder_batches",
    "postpone_reminders": "reminder_batches",
    "add_reminder": "reminders",
    "cancel_reminder": "reminders",
    "derive_reminders": "reminders",
    "finish_reminder": "reminders",
    "postpone_reminder": "reminders",
    "delete_segment": "segments",
    "move_segment": "segments",
    "pin_segment": "segments",
    "rename_segment": "segments",
    "save_segment": "segments",
    "set_strategy": "segments",
    "take_segment": "segments",
    "acknowledge_signals": "signals",
    "dismiss_signals": "signals",
    "plan_signals": "signals",
    "resolve_signals": "signals",
    "snooze_signals": "signals",
    "rewrite_follow_up": "texts",
    "rewrite_reminder": "texts",
    "rewrite_visit": "texts",
    "write_notes": "texts",
    "accept_tier_changes": "tier_changes",
    "postpone_tier_changes": "tier_changes",
    "reject_tier_changes": "tier_changes",
    "approve_override": "tier_overrides",
    "end_override": "tier_overrides",
    "override_tier": "tier_overrides",
    "refuse_override": "tier_overrides",
    "renew_override": "tier_overrides",
    "redo_action": "undo",
    "redo_last": "undo",
    "undo_action": "undo",
    "undo_last": "undo",
    "cancel_visit": "visits",
    "make_columns": "whole_book",
    "stand_by": "whole_book",
    "log_visit": "visits",
    "move_visit": "visits",
    "plan_visit": "visits",
    "approve_exit": "watch_list",
    "enter_watch": "watch_list",
    "plan_watch": "watch_list",
    "propose_exit": "watch_list",
    "refuse_exit": "watch_list",
    "review_watch": "watch_list",
}
"""Use case to the module it stands in; a test compares it with the folder."""


def __getattr__(name: str) -> Any:
    """Return a use case, loading its module now."""
    if name not in HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{HOME[name]}"), name)
