"""Files and descriptors at the end: what is written, what is closed, and what is left behind in the folder."""

import os
import signal
import socket
import sys
import tempfile

from kit import ending, event
from processes import await_child

# What a module keeps to the end.
kept = []


def _seen_by_parent(look):
    """Forks. The parent waits for the child's end, tells of it, looks, and goes no further; the child comes back from here."""
    pid = os.fork()
    if pid:
        await_child(pid)
        look()
        ending()
        os._exit(0)


def _finish(how):
    if how == "sys_exit":
        sys.exit(0)
    if how == "exception":
        sys.excepthook = lambda *error: None
        raise ValueError("boom")
    if how == "os_exit":
        os._exit(0)
    if how == "SIGKILL":
        os.kill(os.getpid(), signal.SIGKILL)


def _left():
    event("left:%d" % len(os.listdir(".")))


def _content():
    with open("file") as file:
        event("content:" + (file.read() or "-"))


def file_open(how):
    """A file that was written and never closed."""
    _seen_by_parent(_content)
    kept.append(open("file", "w"))
    kept[-1].write("text")
    _finish(how)


def file_with(how):
    """The process ends within `with`."""
    _seen_by_parent(_content)
    with open("file", "w") as file:
        file.write("text")
        _finish(how)


def file_flushed(how):
    _seen_by_parent(_content)
    kept.append(open("file", "w"))
    kept[-1].write("text")
    kept[-1].flush()
    _finish(how)


def file_unbuffered(how):
    _seen_by_parent(_content)
    kept.append(open("file", "wb", buffering=0))
    kept[-1].write(b"text")
    _finish(how)


def descriptor(how):
    """The other end of a pipe that was never closed."""
    reader, writer = os.pipe()
    _seen_by_parent(lambda: (os.close(writer), event("end-of-file:%s" % (os.read(reader, 1) == b""))))
    _finish(how)


def socket_left(how):
    """The other end of a connection that was never closed."""
    ours, theirs = socket.socketpair()
    _seen_by_parent(lambda: (theirs.close(), event("end-of-file:%s" % (ours.recv(1) == b""))))
    ours.close()
    kept.append(theirs)
    _finish(how)


def socket_file(how):
    """Text in the buffer of a connection's file."""
    ours, theirs = socket.socketpair()

    def look():
        theirs.close()
        event("received:" + (ours.recv(100).decode() or "-"))

    _seen_by_parent(look)
    ours.close()
    kept.append(theirs.makefile("w"))
    kept[-1].write("text")
    _finish(how)


def temporary_directory(how):
    """One that nobody cleaned up."""
    _seen_by_parent(_left)
    # What is deleted without having been cleaned up is warned of; that is not what this is about.
    sys.stderr = open(os.devnull, "w")
    kept.append(tempfile.TemporaryDirectory(dir="."))
    _finish(how)


def temporary_directory_with(how):
    _seen_by_parent(_left)
    with tempfile.TemporaryDirectory(dir="."):
        _finish(how)


def named_temporary_file(how):
    _seen_by_parent(_left)
    kept.append(tempfile.NamedTemporaryFile(dir="."))
    _finish(how)


def named_temporary_file_with(how):
    _seen_by_parent(_left)
    with tempfile.NamedTemporaryFile(dir="."):
        _finish(how)


def named_temporary_file_kept():
    """One that is not to be deleted."""
    _seen_by_parent(_left)
    with tempfile.NamedTemporaryFile(dir=".", delete=False):
        pass


def temporary_file(how):
    """One without a name has nothing to leave behind."""
    _seen_by_parent(_left)
    kept.append(tempfile.TemporaryFile(dir="."))
    _finish(how)


def mkdtemp():
    """Whoever asks for a folder of his own deletes it himself."""
    _seen_by_parent(_left)
    tempfile.mkdtemp(dir=".")
