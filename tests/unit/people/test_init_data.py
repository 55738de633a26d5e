"""initData: each way to be wrong has one clear code; what Telegram signs is accepted."""

import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta
from urllib.parse import quote, unquote_to_bytes

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from relove.core.errors import ReloveError
from relove.domains.people import init_data as module
from relove.domains.people.init_data import InitData, validate

TOKEN = "42:TEST"
VECTOR_DATE = datetime.fromtimestamp(1650385342, UTC)
VECTOR = (
    "auth_date=1650385342&user=%7B%22id%22%3A42%2C%22first_name%22%3A%22Test%22%7D&query_id=test"
    "&hash=46d2ea5e32911ec8d30999b56247654460c0d20949b6277af519e76271182803"
)
NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
USER = {"id": 42, "first_name": "Анна"}


def sign(fields: dict[str, str], token: str = TOKEN) -> str:
    """The hash as Telegram's documentation describes it, written apart from the code under test."""
    check = "\n".join(f"{key}={fields[key]}" for key in sorted(fields))
    secret = hmac.new(b"WebAppData", token.encode(), hashlib.sha256).digest()
    return hmac.new(secret, check.encode(), hashlib.sha256).hexdigest()


def make(at: datetime = NOW, token: str = TOKEN, **fields: object) -> str:
    """Signed initData; a field set to None is left out."""
    whole: dict[str, object] = {"auth_date": int(at.timestamp()), "user": json.dumps(USER), **fields}
    texts = {key: str(value) for key, value in whole.items() if value is not None}
    texts["hash"] = sign(texts, token)
    return "&".join(f"{quote(key)}={quote(value, safe='')}" for key, value in texts.items())


def refused(data: str, now: datetime = NOW, **limits: int) -> ReloveError:
    with pytest.raises(ReloveError) as caught:
        validate(data, TOKEN, now, **limits)
    return caught.value


def outcome(data: str) -> InitData | str:
    """What it says, or that it was refused by one of our errors."""
    try:
        return validate(data, TOKEN, NOW)
    except ReloveError:
        return "refused"


class TestAccepted:
    def test_known_vector(self) -> None:
        found = validate(VECTOR, TOKEN, VECTOR_DATE)
        assert found == InitData(user_id=42, first_name="Test", auth_date=VECTOR_DATE, query_id="test")

    def test_whole_person(self) -> None:
        user = {
            **USER,
            "last_name": "Петрова",
            "username": "anna",
            "language_code": "ru",
            "is_premium": True,
            "allows_write_to_pm": True,
            "photo_url": "https://t.me/i/1.svg",
            "unknown": {"nested": [1, None]},
        }
        data = make(
            user=json.dumps(user, ensure_ascii=False), start_param="src_1", query_id="AAE", chat_type="sender"
        )
        assert validate(data, TOKEN, NOW) == InitData(
            user_id=42,
            first_name="Анна",
            last_name="Петрова",
            username="anna",
            language_code="ru",
            is_premium=True,
            auth_date=NOW,
            start_param="src_1",
            query_id="AAE",
        )

    def test_blank_and_unknown_fields_and_signature_are_signed(self) -> None:
        data = make(start_param="", future_field="a=b&c", empty="", signature="abc-_")
        assert validate(data, TOKEN, NOW).start_param is None

    def test_name_that_begins_another_sorts_first(self) -> None:
        assert validate(make(chat="x", chat1="y", chat_type="z"), TOKEN, NOW).user_id == 42

    def test_plus_is_a_space_and_empty_parts_are_skipped(self) -> None:
        data = make(note="two words").replace("two%20words", "two+words").replace("&", "&&") + "&"
        assert validate(data, TOKEN, NOW).user_id == 42

    def test_field_name_may_be_escaped(self) -> None:
        assert validate(make().replace("user=", "us%65r="), TOKEN, NOW).user_id == 42

    def test_blank_person_fields(self) -> None:
        user = {"id": 7, "first_name": None, "last_name": "", "username": None, "is_premium": None}
        found = validate(make(user=json.dumps(user)), TOKEN, NOW)
        assert (found.first_name, found.last_name, found.username, found.is_premium) == (
            "",
            None,
            None,
            False,
        )

    def test_nul_never_reaches_the_database(self) -> None:
        found = validate(
            make(user=json.dumps({"id": 7, "first_name": "a\0b"}), start_param="s\0"), TOKEN, NOW
        )
        assert (found.first_name, found.start_param) == ("ab", "s")

    def test_uppercase_hash(self) -> None:
        head, digest = make().split("hash=")
        assert validate(f"{head}hash={digest.upper()}", TOKEN, NOW).user_id == 42

    def test_oldest_and_newest(self) -> None:
        assert validate(make(NOW - timedelta(seconds=3600)), TOKEN, NOW).user_id == 42
        assert validate(make(NOW + timedelta(seconds=30)), TOKEN, NOW).user_id == 42

    def test_largest_telegram_id(self) -> None:
        assert validate(make(user=json.dumps({"id": 2**52 - 1})), TOKEN, NOW).user_id == 2**52 - 1


class TestRefused:
    def test_missing(self) -> None:
        error = refused("")
        assert (error.code, error.kind) == ("init_data_missing", "invalid")

    def test_too_large(self) -> None:
        error = refused("a" * 100_000)
        assert (error.code, error.kind) == ("init_data_too_large", "too_large")
        assert error.details == {"limit": module.MAX_LENGTH}

    def test_expired(self) -> None:
        error = refused(make(NOW - timedelta(seconds=3601)))
        assert (error.code, error.kind) == ("init_data_expired", "unauthorized")

    def test_from_the_future(self) -> None:
        error = refused(make(NOW + timedelta(seconds=31)))
        assert (error.code, error.kind) == ("init_data_future", "unauthorized")

    @pytest.mark.parametrize(
        "again",
        [
            "&user=%7B%22id%22%3A43%7D",
            "&us%65r=x",
            "&hash=" + "0" * 64,
            "&auth_date=1",
            "&query_id=&query_id=",
        ],
    )
    def test_duplicate_field(self, again: str) -> None:
        error = refused(make() + again)
        assert (error.code, error.kind) == ("init_data_duplicate_field", "invalid")

    def test_tampered(self) -> None:
        error = refused(make().replace("%22id%22%3A%2042", "%22id%22%3A%2043"))
        assert (error.code, error.kind) == ("init_data_bad_hash", "unauthorized")

    def test_other_bot(self) -> None:
        assert refused(make(token="43:OTHER")).code == "init_data_bad_hash"

    def test_age_is_believed_after_the_signature_only(self) -> None:
        old = make(NOW - timedelta(days=1))
        stamp = int((NOW - timedelta(days=1)).timestamp())
        assert refused(old.replace(str(stamp), str(int(NOW.timestamp())))).code == "init_data_bad_hash"

    def test_added_field(self) -> None:
        assert refused(make() + "&is_admin=1").code == "init_data_bad_hash"

    @pytest.mark.parametrize(
        "digest",
        [
            "",
            "0",
            "ф" * 64,
            "%D1%84" * 32,
            "g" * 64,
            "0" * 63,
            "0" * 65,
            "0" * 66,
            "%20".join(["00"] * 32),
            "٠" * 64,
        ],
    )
    def test_hash_that_is_no_hash(self, digest: str) -> None:
        assert refused(make().split("hash=")[0] + f"hash={digest}").code == "init_data_bad_hash"

    def test_true_hash_with_spaces(self) -> None:
        head, digest = make().split("hash=")
        assert refused(f"{head}hash={digest[:2]}+{digest[2:]}").code == "init_data_bad_hash"

    @pytest.mark.parametrize("data", ["auth_date=1", "&", "=", "nonsense", "\ud800=1", "hash", "%", "&&&"])
    def test_malformed_or_unsigned(self, data: str) -> None:
        assert refused(data).code in {"init_data_malformed", "init_data_bad_hash"}

    @pytest.mark.parametrize("date", [None, "", "abc", "1.5", "-1", "1_000", "٣", "9" * 12, " 1"])
    def test_bad_date(self, date: str | None) -> None:
        error = refused(make(auth_date=date))
        assert (error.code, error.kind) == ("init_data_malformed", "invalid")

    @pytest.mark.parametrize(
        "user",
        [
            None,
            "",
            "{",
            "[]",
            "{}",
            '{"id":"42"}',
            '{"id":0}',
            '{"id":-5}',
            '{"id":9223372036854775808}',
            '{"id":1,"first_name":5}',
        ],
    )
    def test_bad_person(self, user: str | None) -> None:
        error = refused(make(user=user))
        assert (error.code, error.kind) == ("init_data_malformed", "invalid")

    def test_person_that_is_no_text(self) -> None:
        check = f"auth_date={int(NOW.timestamp())}\nuser=".encode() + b"\xff"
        secret = hmac.digest(b"WebAppData", TOKEN.encode(), hashlib.sha256)
        digest = hmac.digest(secret, check, hashlib.sha256).hex()
        data = f"auth_date={int(NOW.timestamp())}&user=%FF&hash={digest}"
        assert refused(data).code == "init_data_malformed"

    def test_never_tells_the_expected_hash(self) -> None:
        data = make()
        expected = data.split("hash=")[1]
        error = refused(data.replace("Test", "Tess").replace(expected, "0" * 64))
        assert expected not in f"{error!r} {error} {error.details} {error.params}"

    def test_limits_are_the_callers(self) -> None:
        assert refused(make(NOW - timedelta(seconds=11)), max_age_s=10).code == "init_data_expired"
        assert refused(make(NOW + timedelta(seconds=2)), future_skew_s=1).code == "init_data_future"
        assert refused(make(), max_length=10).code == "init_data_too_large"


class TestTampering:
    @given(st.integers(0, 10_000), st.characters(codec="utf-8"))
    @example(0, "&")
    def test_any_changed_character_is_refused_or_means_the_same(self, place: int, character: str) -> None:
        good = make(start_param="spring", signature="abc")
        place %= len(good)
        changed = good[:place] + character + good[place + 1 :]
        assert outcome(changed) in (validate(good, TOKEN, NOW), "refused")

    @given(st.text(max_size=300))
    def test_no_text_crashes(self, data: str) -> None:
        assert refused(data).code.startswith("init_data_")

    @given(st.text(st.characters(codec="ascii"), max_size=60) | st.text("%+\\x41fF0zы&=", max_size=40))
    @example("%")
    @example("\\x41%41+%2B\\")
    @example("%%41%zz")
    def test_decoding_equals_the_standard_library(self, text: str) -> None:
        raw = text.encode()
        assert module._unquote(raw) == unquote_to_bytes(raw.replace(b"+", b" "))

    @given(st.dictionaries(st.text("abc_19", min_size=1, max_size=6), st.text(max_size=20), max_size=6))
    def test_whatever_is_signed_is_accepted(self, extra: dict[str, str]) -> None:
        assert validate(make(NOW, TOKEN, **extra), TOKEN, NOW).user_id == 42
