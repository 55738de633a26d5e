"""The ledger: what was promised, in the database and in the sandbox's log, and whether the two agree."""

from __future__ import annotations

import asyncio
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from relove.db.crypto import keyring
from tests.chaos.people import Said
from tests.chaos.stage import Stage
from tests.chaos.trouble import DELAY_S, Troubles

# From sending to noting it, on a busy machine: a process that ends within it may have sent and not noted.
_EDGE_S = 2.5
_WAITING = """
    SELECT (SELECT count(*) FROM inbox_updates WHERE state = 'pending')
         + (SELECT count(*) FROM outbox_messages WHERE state IN ('pending', 'retry_at', 'sending'))
"""
_MESSAGES = "SELECT count(*) FROM inbox_updates WHERE source = 'telegram' AND kind = 'message'"


@dataclass
class Ledger:
    """The figures, and every broken promise in words."""

    figures: dict[str, Any] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)

    def expect(self, holds: bool, promise: str) -> None:
        if not holds:
            self.broken.append(promise)

    def show(self) -> None:
        width = max(map(len, self.figures))
        for name, value in self.figures.items():
            print(f"  {name:<{width}}  {value}")
        for promise in self.broken[:40]:
            print(f"  BROKEN: {promise}")


async def until_idle(stage: Stage, expected: int, within: float = 300.0) -> float:
    """Until everything accepted is stored and nothing waits; how long that took."""
    begun = time.monotonic()
    while time.monotonic() - begun < within:
        stored = await stage.one(_MESSAGES)
        if stored >= expected and await stage.one(_WAITING) == 0:
            break
        await asyncio.sleep(0.5)
    return time.monotonic() - begun


async def draw_up(stage: Stage, said: Said, plan: Troubles) -> Ledger:
    """Compare."""
    ledger = Ledger()
    turns = await _turns(stage)
    answered = _words(ledger, said, turns)
    sent = await _outbox(stage, ledger, said)
    copies = await _log(stage, ledger, said, sent, plan)
    states = Counter(
        dict(await stage.rows("SELECT state, count(*)::int FROM outbox_messages GROUP BY state"))
    )
    dead = await stage.one("SELECT count(*) FROM dead_letters")
    ledger.expect(dead == 0, f"{dead} dead letters")
    ledger.expect(await stage.one(_WAITING) == 0, "something still waits")
    ledger.figures |= {
        "received": said.count,
        "stored": sum(1 for turn in turns if turn["role"] == "person"),
        "answered": answered,
        "sent": states["sent"],
        "unknown": states["unknown"],
        "other states": dict(states - Counter({"sent": states["sent"], "unknown": states["unknown"]}))
        or "none",
        "duplicates": copies,
        "dead letters": dead,
    }
    return ledger


async def _turns(stage: Stage) -> list[dict[str, Any]]:
    rows = await stage.rows(
        """
        SELECT telegram_id, turns.id, turns.role, inbox_id, reply_id, session_id, number, text
        FROM session_turns AS turns JOIN users ON users.id = turns.user_id
        WHERE inbox_id IS NOT NULL ORDER BY telegram_id, session_id, number
        """
    )
    return [
        {
            "person": row.telegram_id,
            "id": row.id,
            "role": row.role,
            "inbox": row.inbox_id,
            "reply": row.reply_id,
            "place": (row.session_id, row.number),
            "text": keyring().decrypt(row.text, b"session_turns.text").decode(),
        }
        for row in rows
    ]


def _words(ledger: Ledger, said: Said, turns: list[dict[str, Any]]) -> int:
    """Every word stored once, in its order, and answered once, alone or with others of its breath. How many are."""
    kept: dict[int, list[str]] = defaultdict(list)
    replies = {turn["id"]: turn for turn in turns if turn["role"] == "guide"}
    lines: dict[Any, list[dict[str, Any]]] = defaultdict(list)
    answered = 0
    for turn in turns:
        if turn["role"] != "person":
            continue
        kept[turn["person"]].append(turn["text"])
        reply = replies.get(turn["reply"])
        answered += reply is not None
        ledger.expect(reply is not None, f"{turn['person']}: no answer to {turn['text']!r}")
        if reply is not None:
            lines[reply["id"]].append(turn)
            after = reply["place"][0] == turn["place"][0] and reply["place"][1] > turn["place"][1]
            ledger.expect(
                after and reply["person"] == turn["person"],
                f"{turn['person']}: {turn['text']!r} is linked to a reply that does not follow it",
            )
    for key, reply in replies.items():
        # A reply is made for a row: it must be one of the lines that it answers, and there is no reply to nothing.
        ledger.expect(
            reply["inbox"] in {turn["inbox"] for turn in lines[key]},
            f"{reply['person']}: a reply that answers {len(lines[key])} lines, its own row not among them",
        )
    together = [len(found) for found in lines.values() if len(found) > 1]
    ledger.figures["bursts"] = f"{len(together)}, of {sum(together)} lines"
    for person, words in said.words.items():
        ledger.expect(
            kept[person] == words,
            f"{person}: wrote {len(words)}, stored {len(kept[person])}, "
            f"lost {sorted(set(words) - set(kept[person]))[:3]}, "
            f"{'in order' if kept[person] == words else 'not the same order or number'}",
        )
    return answered


async def _outbox(stage: Stage, ledger: Ledger, said: Said) -> dict[tuple[int, int], str]:
    """What is noted as sent, by chat and message id; each answer left, and in the order of what it answers."""
    rows = await stage.rows(
        """
        SELECT out.chat_id, out.kind, out.state, out.telegram_message_id AS number, inbox.seq
        FROM outbox_messages AS out LEFT JOIN inbox_updates AS inbox ON inbox.id = out.inbox_id
        ORDER BY out.chat_id, out.seq
        """
    )
    last: dict[int, tuple[int, int]] = {}
    for row in rows:
        if row.kind != "reply":
            continue
        ledger.expect(row.state == "sent", f"{row.chat_id}: a reply is {row.state}")
        if row.number is not None and row.seq is not None:
            number, seq = last.get(row.chat_id, (0, 0))
            ledger.expect(
                number < row.number and seq <= row.seq, f"{row.chat_id}: a reply left out of its order"
            )
            last[row.chat_id] = (row.number, row.seq)
    for person in said.words:
        ledger.expect(person in last or not said.words[person], f"{person}: no reply left")
    return {(row.chat_id, row.number): row.kind for row in rows if row.number is not None}


async def _log(
    stage: Stage, ledger: Ledger, said: Said, sent: dict[tuple[int, int], str], plan: Troubles
) -> str:
    """The sandbox's log against the outbox: every message once, save where nobody could know."""
    calls = (await stage.get("requests", method="sendMessage"))["items"]
    taken = {
        (call["params"]["chat_id"], call["answer"]["result"]["message_id"]): call
        for call in calls
        if call["status"] == 200
    }
    ledger.expect(
        set(sent) <= set(taken), f"{len(set(sent) - set(taken))} noted as sent, and the sandbox has none"
    )
    unasked = Counter(
        call["params"]["text"] for call in taken.values() if call["params"]["text"] in said.unasked
    )
    doubled = [words for words, times in unasked.items() if times > 1]
    ledger.expect(not doubled, f"doubled unasked: {doubled}")
    excused: Counter[str] = Counter()
    for key, call in taken.items():
        if key in sent or call["params"]["text"] in said.unasked:
            continue
        why = _excuse(call, plan)
        excused[why or "NO EXCUSE"] += 1
        ledger.expect(
            why is not None,
            f"{key[0]}: a copy at {call['at']:.2f} with no excuse: {call['params']['text'][:60]!r}",
        )
    refused = Counter(call["answer"]["error_code"] for call in calls if call["status"] != 200)
    real = sum(1 for call in calls if call["status"] == 429 and "fault" not in call)
    ledger.figures |= {
        "sandbox's log": f"{len(taken)} taken, {dict(refused)} refused, {real} of them for real floods",
        "unasked": f"{len(said.unasked)} queued, {len(unasked)} arrived, {len(doubled)} doubled",
    }
    return f"{sum(excused.values())} {dict(excused) or ''}"


def _excuse(call: dict[str, Any], plan: Troubles) -> str | None:
    """Why this copy may be: its answer was lost, or its sender ended or stood still before it noted it."""
    at = call["at"]
    if call.get("fault") == "lost_answer":
        return "answer lost"
    # A delayed call came to Telegram sooner than it was carried out: its sender may have ended meanwhile.
    came = at - (DELAY_S if call.get("fault") == "delay" else 0.0)
    for moment, name in plan.killed:
        if came - 0.2 <= moment <= at + _EDGE_S:
            return f"killed ({name})" if name in ("sent", "settled") else "killed"
    for since, till in plan.stopped:
        if since - _EDGE_S <= at <= till + _EDGE_S:
            return "stopped past its lease"
    return None
