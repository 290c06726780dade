"""The status word, and what Python's functions make of it."""

import os
import signal

from kit import child, event
from processes import signal_name


def questions(word):
    """All functions of os about one word."""
    asked = [name for name in ("WIFEXITED", "WIFSIGNALED", "WIFSTOPPED", "WIFCONTINUED") if getattr(os, name)(word)]
    event("is:%s" % (",".join(asked) or "none"))
    if os.WIFEXITED(word):
        event("WEXITSTATUS:%d" % os.WEXITSTATUS(word))
    if os.WIFSIGNALED(word):
        event("WTERMSIG:%s" % signal_name(os.WTERMSIG(word)))
        event("core:%s" % os.WCOREDUMP(word))
    if os.WIFSTOPPED(word):
        event("WSTOPSIG:%s" % signal_name(os.WSTOPSIG(word)))


def code_of(word):
    """os.waitstatus_to_exitcode of a word."""
    try:
        event("code:%d" % os.waitstatus_to_exitcode(word))
    except (ValueError, OverflowError, TypeError) as error:
        event(type(error).__name__)


def code_of_child(number):
    """os.waitstatus_to_exitcode of a child that exits."""
    pid = child(lambda: os._exit(number))
    code_of(os.waitpid(pid, 0)[1])


def code_of_killed(name):
    """os.waitstatus_to_exitcode of a child that a signal ends: the signal's number, negated."""
    number = getattr(signal, name)
    pid = child(lambda: os.kill(os.getpid(), number))
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    event("code:-%s" % signal_name(-code))


def code_of_stopped():
    """os.waitstatus_to_exitcode of a child that has stopped: it has not ended."""
    pid = child(lambda: signal.pause())
    os.kill(pid, signal.SIGSTOP)
    code_of(os.waitpid(pid, os.WUNTRACED)[1])
    os.kill(pid, signal.SIGCONT)
    if hasattr(os, "WCONTINUED"):
        code_of(os.waitpid(pid, os.WCONTINUED)[1])
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
