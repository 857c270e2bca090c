"""Pace: Telegram's figures, whom they hold back from the start, and whom only after a 429."""

from bot.telegram.pace import CAUTION, Pace, Rates

LIMITS = Rates(overall_rate=30, overall_burst=30, chat_rate=1, chat_burst=3, group_rate=1 / 3, group_burst=20)
ANI, BUDI, GROUP = 1001, 1002, -2001


def spend(pace: Pace, chat: int, times: int, now: float = 0.0) -> None:
    for _ in range(times):
        pace.spend(chat, now)


def test_a_notice_waits_when_the_chats_burst_is_used_up() -> None:
    pace = Pace(LIMITS, 0.0)
    spend(pace, ANI, 3)
    assert pace.chat_wait(ANI, 0.0, reply=False) == 1.0
    assert pace.chat_wait(ANI, 0.5, reply=False) == 0.5
    assert pace.chat_wait(ANI, 1.0, reply=False) == 0.0
    assert pace.chat_wait(BUDI, 0.0, reply=False) == 0.0


def test_a_group_has_twenty_a_minute_even_for_replies() -> None:
    pace = Pace(LIMITS, 0.0)
    spend(pace, GROUP, 20)
    assert round(pace.chat_wait(GROUP, 0.0, reply=True), 3) == 3.0
    assert round(pace.chat_wait(GROUP, 3.001, reply=True), 3) == 0.0


def test_overall_thirty_a_second_hold_back_broadcasts_but_no_reply() -> None:
    pace = Pace(LIMITS, 0.0)
    for chat in range(1, 31):
        pace.spend(chat, 0.0)
    assert round(pace.overall_wait(0.0, reply=False), 4) == round(11 / 30, 4)
    assert pace.overall_wait(0.0, reply=True) == 0.0


def test_broadcasts_leave_a_reserve_for_answers() -> None:
    """Twenty at once; then as many as come back, and ten answers still find room within Telegram's figure."""
    pace = Pace(LIMITS, 0.0)
    for chat in range(1, 21):
        assert pace.overall_wait(0.0, reply=False) == 0.0
        pace.spend(chat, 0.0)
    assert round(pace.overall_wait(0.0, reply=False), 4) == round(1 / 30, 4)
    assert pace.overall_wait(1 / 30 + 1e-9, reply=False) == 0.0


def test_a_reply_does_not_wait_until_telegram_objects() -> None:
    pace = Pace(LIMITS, 0.0)
    spend(pace, ANI, 50)
    assert pace.chat_wait(ANI, 0.0, reply=True) == 0.0
    pace.refused(ANI, 5.0, 0.0)
    assert pace.held(ANI, 1.0) == 4.0
    assert pace.chat_wait(ANI, 1.0, reply=True) == 4.0
    spend(pace, ANI, 3, 6.0)
    assert pace.chat_wait(ANI, 6.0, reply=True) > 0
    assert pace.chat_wait(ANI, 1.0 + CAUTION, reply=True) == 0.0


def test_a_429_stops_only_its_chat() -> None:
    pace = Pace(LIMITS, 0.0)
    pace.refused(ANI, 30.0, 0.0)
    assert pace.chat_wait(BUDI, 0.0, reply=True) == 0.0
    assert pace.overall_wait(0.0, reply=True) == 0.0


def test_several_chats_refused_together_mean_the_overall_pace() -> None:
    pace = Pace(LIMITS, 0.0)
    pace.refused(ANI, 1.0, 0.0)
    pace.refused(BUDI, 1.0, 1.0)
    assert round(pace.overall_wait(1.0, reply=True), 4) == round(1 / 30, 4)
    assert pace.overall_wait(1.0 + CAUTION, reply=True) == 0.0


def test_chats_told_to_wait_until_one_moment_mean_everybody() -> None:
    pace = Pace(LIMITS, 0.0)
    pace.refused(ANI, 30.0, 0.0)
    assert pace.overall_wait(0.5, reply=True) == 0.0
    pace.refused(BUDI, 30.0, 0.5)
    assert pace.overall_wait(0.5, reply=True) == 30.0
    assert pace.held(GROUP, 10.5) == 20.0
    assert pace.chat_wait(GROUP, 10.5, reply=False) == 20.0
    pace.refused(GROUP, 25.0, 10.6)  # a call that was under way
    assert pace.overall_wait(10.6, reply=False) >= 19.9
    assert pace.held(GROUP, 36.0) == 0.0
    assert pace.held(5, 31.0) == 0.0


def test_two_chats_with_pauses_of_their_own_hold_nobody_else() -> None:
    pace = Pace(LIMITS, 0.0)
    pace.refused(ANI, 30.0, 0.0)
    pace.refused(BUDI, 5.0, 0.5)
    pace.refused(BUDI, 5.0, 0.6)
    pace.refused(ANI, 9.0, 3.0)
    assert pace.held(GROUP, 3.0) == 0.0


def test_patience_keeps_to_the_figures_from_the_start() -> None:
    pace = Pace(Rates(chat_burst=1, patient=True), 0.0)
    pace.spend(ANI, 0.0)
    assert pace.chat_wait(ANI, 0.0, reply=True) == 1.0


def test_debt_is_bounded_and_idle_chats_are_forgotten() -> None:
    pace = Pace(LIMITS, 0.0)
    spend(pace, ANI, 500)
    assert pace.chat_wait(ANI, 0.0, reply=False) == 4.0
    pace.forget(10_000.0)
    assert pace.chat_wait(ANI, 10_000.0, reply=False) == 0.0
