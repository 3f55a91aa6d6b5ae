"""Executes one attempt: claims it, runs the command, keeps the log, leaves a record of the end.

It does not need the backend and outlives it. The folder of the attempt holds ``spec.json``; this
program adds ``claim.json``, ``log`` and ``end.json``.
"""

import ctypes
import json
import os
import signal
import subprocess
import sys
import time

PR_SET_CHILD_SUBREAPER = 36
GRACE_SECONDS = 5
LOOK_EVERY_SECONDS = 0.01


def start_time(pid: int) -> str:
    """With the id of the process its identity: ids are used again, and not at the same instant."""
    with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
        return file.read().rpartition(")")[2].split()[19]


def claim() -> None:
    """Whoever makes the file executes the attempt; anybody else who was started for it goes away."""
    mine = f"claim.{os.getpid()}"
    with open(mine, "w", encoding="utf-8") as file:
        json.dump({"pid": os.getpid(), "startTime": start_time(os.getpid())}, file)
    try:
        # A link appears with its content, and not where there is one already.
        os.link(mine, "claim.json")
    except FileExistsError:
        sys.exit(0)
    finally:
        os.unlink(mine)


def children() -> list[int]:
    """Those of our own; orphans of theirs become ours."""
    with open(f"/proc/self/task/{os.getpid()}/children", encoding="utf-8") as file:
        return [int(pid) for pid in file.read().split()]


def end_all() -> None:
    """Ends everything that the command left, also in sessions of its own."""
    while left := children():
        for pid in left:
            os.kill(pid, signal.SIGKILL)
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return


def keep(name: str, value: object) -> None:
    """Writes a file as a whole or not at all, also if the power fails."""
    with open(f"{name}.new", "w", encoding="utf-8") as file:
        json.dump(value, file)
        file.flush()
        os.fsync(file.fileno())
    os.rename(f"{name}.new", name)


def main() -> None:
    os.chdir(sys.argv[1])
    claim()
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    asked_to_end = []
    signal.signal(signal.SIGTERM, lambda *_: asked_to_end.append(time.monotonic()))
    with open("spec.json", encoding="utf-8") as file:
        spec = json.load(file)

    started, began = time.time(), time.monotonic()
    deadline = began + (spec["timeoutSeconds"] or float("inf"))
    end = {"startedAt": int(started * 1000), "exitCode": None, "problem": None}
    try:
        with open("log", "ab") as log:
            command = subprocess.Popen(
                spec["argv"],
                cwd=spec["directory"],
                env=spec["env"],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
    except OSError as error:
        keep("end.json", {**end, "kind": "failed", "problem": str(error), "peakBytes": None,
                          "finishedAt": int(time.time() * 1000)})
        return

    kind, told = "exited", None
    while True:
        pid, status, usage = os.wait4(command.pid, os.WNOHANG)
        if pid:
            break
        now = time.monotonic()
        if now > deadline and kind == "exited":
            kind = "timed out"
        if asked_to_end and kind == "exited":
            kind = "stopped"
        if kind != "exited" and told is None:
            told = now
            os.killpg(command.pid, signal.SIGTERM)
        if told is not None and now > told + GRACE_SECONDS:
            os.killpg(command.pid, signal.SIGKILL)
        time.sleep(LOOK_EVERY_SECONDS)
    end_all()
    code = os.waitstatus_to_exitcode(status)
    keep(
        "end.json",
        {
            **end,
            "kind": "stopped" if asked_to_end and kind == "exited" else kind,
            # As shells tell it: 128 and the number of the signal.
            "exitCode": code if code >= 0 else 128 - code,
            "peakBytes": usage.ru_maxrss * 1024,
            "finishedAt": int(time.time() * 1000),
        },
    )


if __name__ == "__main__":
    main()
