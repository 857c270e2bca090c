"""A new reminder rule, about something new: two days after the due date the head hears what was not sent."""

from tests.walks.recipe import Edit, Walk

TRANSCRIPT = """dunia: kepala_di_bot
jam: berdetak

# 12e Kepala diingatkan setelah tenggat

pukul 2026-12-16 08.31
Hasan NEW
Dinkes · tenggat lewat 2 hari
Yth. Kepala Dinas Kesehatan, penilaian 2026 belum dikirim.
[Lihat ringkasan]
[Ingatkan besok]
"""

PLAY = "tests/transcripts/12e_kepala_setelah_tenggat.txt"

WALK = Walk(
    "A new reminder rule.",
    (
        Edit(
            "core/reminders/policy.py",
            '        Rule("unsent+2", Role.HEAD, Duty.UNSENT, StartingPoint.DUE, 2, Shift.LATER, rank=102),',
            after='        *_ladder("approval", Role.HEAD, Duty.APPROVAL),',
        ),
        Edit(
            "core/reminders/policy.py",
            '    UNSENT = "unsent"  # the head hears what was not sent in time',
            after='    GUIDANCE = "guidance"  # the head is asked to see to it that it is filled in',
        ),
        Edit(
            "core/reminders/policy.py",
            "            case Duty.UNSENT:\n                return self.status in OPEN_FOR_ANSWERS",
            after="                return self.status is Status.AWAITING_HEAD and self.approval is Approval.IN_BOT",
        ),
        Edit(
            "bot/texts/reminders/messages.py",
            "        case Duty.UNSENT:\n"
            '            return f"Yth. {_head(one)}, {_small(titled(one.period))} belum dikirim."',
            after='            return f"Yth. {_head(one)}, {_small(titled(one.period))} {_standing(one)}. {_GUIDANCE}"',
        ),
        Edit(
            "bot/texts/reminders/messages.py",
            '        case Duty.UNSENT:\n            return (steady(f"{SEE_SUMMARY}{of}", "summary", one.assessment),)',
            after='            return (steady(f"{OPEN_APPROVAL}{of}", "approve", one.assessment),)',
        ),
        Edit(PLAY, TRANSCRIPT),
    ),
)
