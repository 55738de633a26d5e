"""A program for the tests of the supervisor: two small children, told by arguments how to behave."""

import os
import signal
import sys
from pathlib import Path

from relove.cli.supervisor import DataDir, DidNotStart, ForkedChild, Supervisor, supervise
from relove.integrations.embedded import EmbeddedRedis
from relove.integrations.logs import configure_logging


def patient() -> None:
    """Ends when it is asked to."""
    signal.pause()


def stubborn() -> None:
    """Does not."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    while True:
        signal.pause()


def hasty() -> None:
    """Ends at once."""
    raise SystemExit(3)


KINDS = {"patient": patient, "stubborn": stubborn, "hasty": hasty}


def main(folder: str, *kinds: str) -> None:
    configure_logging("info", "json", "up")
    supervise.CHILDREN_END_WITHIN = 1.0
    supervise.TRIES = 3
    data_dir = DataDir(Path(folder))
    data_dir.lock()
    redis = EmbeddedRedis(folder)
    redis.start()
    names = ("api", "worker-1", "worker-2")
    children = [
        ForkedChild(name, KINDS[kind], lambda _: None) for name, kind in zip(names, kinds, strict=False)
    ]
    supervisor = Supervisor(data_dir, {"redis": redis}, children, lambda: "hasty" not in kinds)
    try:
        supervisor.run(lambda: print("ready", os.getpid(), flush=True))
    except DidNotStart as error:
        print(error, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
