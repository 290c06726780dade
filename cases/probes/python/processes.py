"""For bodies of several processes: how a child ended by name, gates, and children that wait for somebody."""

import os
import select
import signal
import sys
import threading

from kit import child, event


def signal_name(number):
    """SIGTERM, SIGRTMIN+3: never a number, which differs between systems."""
    first = getattr(signal, "SIGRTMIN", None)
    if first is not None and first < number < signal.SIGRTMAX:
        return "SIGRTMIN+%d" % (number - first)
    return signal.Signals(number).name


def how(word):
    """A status word of wait, in words: exited:7, signaled:SIGTERM, stopped:SIGSTOP, continued."""
    if os.WIFEXITED(word):
        return "exited:%d" % os.WEXITSTATUS(word)
    if os.WIFSIGNALED(word):
        return "signaled:" + signal_name(os.WTERMSIG(word))
    if os.WIFSTOPPED(word):
        return "stopped:" + signal_name(os.WSTOPSIG(word))
    if os.WIFCONTINUED(word):
        return "continued"
    return "unknown"


def await_child(pid, who="child"):
    """Waits for this child, and tells how it ended."""
    event("%s:%s" % (who, how(os.waitpid(pid, 0)[1])))


def raised(call, *arguments, **named):
    """Calls it and tells the name of the exception that comes out, or that none does."""
    try:
        call(*arguments, **named)
    except BaseException as error:  # whatever it is, it is what the case is about
        event(type(error).__name__)
    else:
        event("no-exception")


class Named:
    """A function with a text of its own: that of others has an address in it, and may be told on stderr."""

    def __init__(self, function):
        self._function = function

    def __call__(self):
        return self._function()

    def __repr__(self):
        return "<function %s>" % self._function.__name__


class Gate:
    """Holds others up until it is opened, or until the last process that could open it has ended."""

    def __init__(self):
        self._here, self._there = os.pipe()

    def open(self):
        os.close(self._there)

    def wait(self):
        """To be called by a process that shall not be able to open it any more."""
        os.close(self._there)
        os.read(self._here, 1)

    def leave(self):
        """To be called by a process that has nothing to do with it."""
        os.close(self._there)
        os.close(self._here)

    def wait_beside(self):
        """The same for a thread of the process that is going to open it."""
        os.read(self._here, 1)


class Insisting:
    """Sends a signal again and again: one that comes right before its receiver begins to wait would not end that."""

    def __init__(self, number):
        self._number = number
        self._done = threading.Event()

    def until_done(self, send):
        """For another thread: `send` is what sends it."""
        while not self._done.wait(0.01):
            send()

    def by_a_child(self, *gates):
        """Lets a child send it to this process; it leaves these gates."""
        parent = os.getpid()
        ready = Gate()

        def body():
            for gate in gates:
                gate.leave()
            ready.wait()
            while os.getppid() == parent:
                os.kill(parent, self._number)
                select.select([], [], [], 0.01)

        self._child = child(body)
        ready.open()

    def call_once(self, action):
        """Sets a handler that is called once."""

        def handler(number, frame):
            signal.signal(number, signal.SIG_IGN)
            self._done.set()
            action()

        signal.signal(self._number, handler)

    def stop(self):
        """The child has done its work."""
        os.kill(self._child, signal.SIGKILL)
        os.waitpid(self._child, 0)


def end(way):
    """Ends this process in one of several ways, after what main.py would do; `returns` leaves it to main.py."""
    if way == "returns":
        return
    if way == "sys_exit":
        sys.exit(7)
    if way == "raises":
        raise ValueError("boom")
    if way == "_exit":
        os._exit(7)
    if way == "aborts":
        os.abort()
    if way == "executes":
        os.execvp("true", ["true"])
    if way in ("sigkill", "sigterm"):
        os.kill(os.getpid(), getattr(signal, way.upper()))
    raise AssertionError("there is no such ending: %s" % way)
