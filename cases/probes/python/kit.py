"""What bodies may use: events, children, and this program once more with other options."""

import os
import sys
import threading
import time

_JOURNAL = int(os.environ["EXITSPEC_JOURNAL"]) if "EXITSPEC_JOURNAL" in os.environ else None

# What stdout is connected to: pipe, file, tty, null, full, closed, broken or shared.
SINK = os.environ.get("EXITSPEC_SINK", "pipe")

# Set when this program was started by again().
_AGAIN = "EXITSPEC_AGAIN"


def _record(text):
    if _JOURNAL is not None:
        # One write a record, so that those of several threads and processes never mix.
        os.write(_JOURNAL, (text + "\n").encode("ascii"))


def journal():
    """The descriptor of the journal, for a worker that inherits none by itself; it says journal_is() then."""
    return _JOURNAL


def journal_is(descriptor):
    """The journal is there from now on."""
    global _JOURNAL
    _JOURNAL = descriptor


def begin():
    """The body is about to be entered; only main.py calls this."""
    if _AGAIN not in os.environ:
        _record("begin")


def event(name):
    """Something happened: printable ASCII without blanks."""
    text = str(name)
    if not text or not all("!" <= letter <= "~" for letter in text):
        raise ValueError("not the name of an event: %r" % text)
    _record("event " + text)


def ending():
    """The ending that the case is about begins: from here on a hang is one of the ending."""
    _record("ending")


def told(word):
    """A status word of wait, as an event tells it: exited:7, signaled:15, stopped:19."""
    if os.WIFEXITED(word):
        return "exited:%d" % os.WEXITSTATUS(word)
    if os.WIFSIGNALED(word):
        return "signaled:%d" % os.WTERMSIG(word)
    if os.WIFSTOPPED(word):
        return "stopped:%d" % os.WSTOPSIG(word)
    return "unknown:%#x" % word


def wait(pid):
    """Waits for a child and tells how it ended."""
    return told(os.waitpid(pid, 0)[1])


def child(body):
    """Forks a child that does this and goes no further: what comes back from it is a fault of the case."""
    pid = os.fork()
    if pid == 0:
        try:
            body()
        finally:
            os._exit(99)
    return pid


def main_waits():
    """Comes back when the main module has come to its end, and the main thread waits for the other ones.

    Looking at its stack is the only way to tell: to join it from another thread is a race with its own end before CPython 3.13.
    """
    ident = threading.main_thread().ident
    while True:
        frame = sys._current_frames().get(ident)
        while frame is not None:
            if frame.f_code is threading._shutdown.__code__:
                return
            frame = frame.f_back
        time.sleep(0.001)


def again(call, *options, stdin=None, env=None):
    """Executes this interpreter afresh in this very process, with these options, for this other call of the same group."""
    environment = dict(os.environ, **{_AGAIN: "1"}, **(env or {}))
    group = sys.argv[1]
    os.execve(sys.executable, [sys.executable, *options, os.path.abspath(sys.argv[0]), group, call], environment)


def program(*arguments, options=(), env=None):
    """Executes the interpreter in this very process with these arguments: `-c`, `-m`, a script of its own."""
    os.execve(sys.executable, [sys.executable, *options, *arguments], dict(os.environ, **(env or {})))
