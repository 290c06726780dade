"""What becomes of text in the layers of a stream at each ending."""

import io
import os
import signal
import sys

from kit import again, child, ending, event, wait


def _end(how):
    ending()
    if how == "sys_exit":
        sys.exit(7)
    if how == "exception":
        raise ValueError("boom")
    if how == "os_exit":
        os._exit(7)
    if how == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if how == "abort":
        os.abort()
    if how == "exec":
        os.execv("/bin/sh", ["sh", "-c", "exit 7"])


def printed(text, how):
    """On stdout."""
    sys.stdout.write(text)
    _end(how)


def told(text, how):
    """On stderr."""
    sys.stderr.write(text)
    _end(how)


def unbuffered(call):
    """-u."""
    again(call, "-u")


def unbuffered_by_environment(call):
    again(call, env={"PYTHONUNBUFFERED": "1"})


def reconfigured(text, **how):
    """sys.stdout.reconfigure."""
    sys.stdout.reconfigure(**how)
    printed(text, "os_exit")


def text_then_bytes(flush, how):
    """The layer below is written to while the one above holds text."""
    print("text", flush=flush)
    sys.stdout.buffer.write(b"bytes\n")
    _end(how)


def text_then_raw(how):
    """The lowest layer."""
    print("text")
    sys.stdout.buffer.write(b"bytes\n")
    sys.stdout.buffer.raw.write(b"raw\n")
    _end(how)


def text_then_stderr():
    """Which comes first on one pipe."""
    print("stdout")
    print("stderr", file=sys.stderr)
    _end("return")


def much(count, how):
    """More than any buffer holds."""
    for _ in range(count):
        sys.stdout.write("0123456789abcde\n")
    _end(how)


def much_then_little():
    """What is in the buffer last is lost, and nothing before it is missing."""
    text = "x" * (1 << 20)

    def body():
        os.dup2(os.open("text", os.O_WRONLY | os.O_CREAT), 1)
        sys.stdout = io.TextIOWrapper(io.BufferedWriter(io.FileIO(1, "w", closefd=False)))
        sys.stdout.write(text)
        sys.stdout.flush()
        sys.stdout.write("rest")
        os._exit(0)

    event("child:" + wait(child(body)))
    event("flushed" if os.path.getsize("text") == len(text) else "other")
    ending()


def size_of_the_buffer():
    """How many bytes a file object holds back."""
    with open("text", "wb") as file:
        count = 0
        while os.path.getsize("text") == 0:
            file.write(b"x")
            count += 1
        event("128-KiB" if count > 131072 else "less")
    ending()


def own_file(where, how):
    """A file object for the same thing as stdout, never flushed and never closed."""
    own = open(os.dup(1), "w", buffering=1 << 16)
    own.write("own\n")
    if where == "module":
        globals()["_own"] = own
    elif where == "cycle":
        keep = [own]
        keep.append(keep)
        globals()["_keep"] = keep
    _end(how)


def own_file_with(how):
    """The same, closed by `with`."""
    with open(os.dup(1), "w", buffering=1 << 16) as own:
        own.write("own\n")
        if how == "inside":
            ending()
            sys.exit(7)
    _end(how)


def swapped_and_back():
    """stdout replaced for a while: both keep their text."""
    print("one")
    before, sys.stdout = sys.stdout, io.StringIO()
    print("two")
    event("held:%d" % len(sys.stdout.getvalue()))
    sys.stdout = before
    print("three")
    _end("return")


def left_in_memory():
    """stdout replaced and left so: what was printed into memory is nowhere else."""
    print("one")
    sys.stdout = io.StringIO()
    print("two")
    _end("return")
