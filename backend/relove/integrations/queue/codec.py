"""How jobs are written: JSON, so that a job is never code."""

import msgspec

serialize = msgspec.json.encode
deserialize = msgspec.json.decode
