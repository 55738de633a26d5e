"""Becomes an engine: `python -I -S launch.py '<spec as JSON>'`.

A program of its own, standard library only, because all of this must happen between fork and exec, where
a threaded parent must run no Python: give up root (PostgreSQL refuses it), tie its life to the parent's,
prepare the folder on the first start, exec. The kernel forgets the parent-death signal when the user
changes, so it is asked for after that.
"""

import ctypes
import json
import os
import shutil
import signal
import subprocess
import sys
from typing import Any

PR_SET_PDEATHSIG, PR_SET_SECUREBITS, PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE = 1, 28, 47, 2
# Capabilities outlive the change of user, and access(2), by which initdb looks for its programs, heeds them.
SECBIT_NO_SETUID_FIXUP = 1 << 2
CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 1, 2
CAPABILITY_VERSION_3 = 0x20080522

libc = ctypes.CDLL(None, use_errno=True)


def become(uid: int, gid: int, reach: bool) -> None:
    """Another user from here on; with `reach`, one that may still walk through folders closed to it.

    Where a root's clone lies in a closed folder (/root, a temporary one), the engine could not even be
    started: keeping one or two capabilities is kinder than opening somebody's folders to everybody.
    """
    wanted = _permitted() & (1 << CAP_DAC_OVERRIDE | 1 << CAP_DAC_READ_SEARCH) if reach else 0
    if reach:
        libc.prctl(PR_SET_SECUREBITS, SECBIT_NO_SETUID_FIXUP, 0, 0, 0)
    os.setgroups([])
    os.setresgid(gid, gid, gid)
    os.setresuid(uid, uid, uid)
    _set_capabilities(wanted)
    for capability in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
        if wanted & 1 << capability:
            libc.prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, capability, 0, 0)


def _header() -> Any:
    return (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)


def _permitted() -> int:
    data = (ctypes.c_uint32 * 6)()
    return 0 if libc.capget(_header(), data) else int(data[1])


def _set_capabilities(wanted: int) -> None:
    # effective, permitted, inheritable; then the same for the upper half
    libc.capset(_header(), (ctypes.c_uint32 * 6)(wanted, wanted, wanted, 0, 0, 0))


def die_with(parent: int, number: int) -> None:
    """The kernel sends `number` when the parent dies; a parent that is gone already is noticed here."""
    libc.prctl(PR_SET_PDEATHSIG, number, 0, 0, 0)
    if os.getppid() != parent:
        sys.exit(1)


def prepare(spec: dict[str, Any]) -> None:
    """The first start: made under another name, renamed when whole, so that a half-made one never counts."""
    folder, draft = spec["folder"], spec["folder"] + ".new"
    if os.path.exists(os.path.join(folder, spec["marker"])):
        return
    shutil.rmtree(draft, ignore_errors=True)
    for step in spec["prepare"]:
        done = subprocess.run(step["argv"], input=step["input"], text=True, check=False, stdout=sys.stderr)
        if done.returncode:
            sys.exit(f"{os.path.basename(step['argv'][0])} ended with code {done.returncode}")
    if os.path.isdir(folder):
        os.rmdir(folder)
    os.rename(draft, folder)


def main() -> None:
    spec = json.loads(sys.argv[1])
    # Until exec a signal takes the helpers of the preparation along: they are of this process group.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: os.killpg(0, signal.SIGKILL))
    if spec["uid"] is not None:
        become(spec["uid"], spec["gid"], spec["reach"])
    die_with(spec["parent"], spec["signal"])
    if spec["prepare"]:
        prepare(spec)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    os.execv(spec["argv"][0], spec["argv"])


if __name__ == "__main__":
    main()
