"""os.wait and its relatives: what the parent is told."""

import errno
import os
import select
import signal
import threading

from kit import child, event
from processes import Gate, Insisting, how, raised, signal_name


def _ends(number):
    return child(lambda: os._exit(number))


def _stops():
    """A child that stops itself, and ends with 7 when it may go on."""

    def body():
        os.kill(os.getpid(), signal.SIGSTOP)
        os._exit(7)

    return child(body)


def _waits():
    """A child that waits for a gate, and then ends with 7."""
    gate = Gate()

    def body():
        gate.wait()
        os._exit(7)

    return child(body), gate


def _told(result, pid):
    """What a call gave: the process and its status."""
    event("pid:%s" % ("child" if result[0] == pid else "none" if result[0] == 0 else "other"))
    event("status:%s" % how(result[1]))


def gives_pid_and_status():
    """os.wait gives two things."""
    pid = _ends(7)
    result = os.wait()
    event("%s:%d" % (type(result).__name__, len(result)))
    _told(result, pid)
    event("status>>8:%d" % (result[1] >> 8))


def any_child():
    """os.wait takes whichever ends first."""
    waiting, gate = _waits()
    first = _ends(3)
    _told(os.wait(), first)
    gate.open()
    _told(os.wait(), waiting)


def of(which):
    """os.waitpid with each kind of first argument."""
    pid = _ends(7)
    _told(os.waitpid({"pid": pid, "any": -1, "group": 0, "named group": -os.getpgrp()}[which], 0), pid)


def without_hanging():
    """WNOHANG, before and after the child has ended."""
    pid, gate = _waits()
    first = os.waitpid(pid, os.WNOHANG)
    event("running:%d:%d" % first)
    gate.open()
    os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
    _told(os.waitpid(pid, os.WNOHANG), pid)


def no_child():
    """All ways to wait, where there is nobody to wait for."""
    for call in (
        os.wait,
        lambda: os.waitpid(-1, 0),
        lambda: os.waitpid(-1, os.WNOHANG),
        lambda: os.wait3(0),
        lambda: os.wait4(-1, 0),
        lambda: os.waitid(os.P_ALL, 0, os.WEXITED),
    ):
        raised(call)


def not_ones_child():
    """A process that exists, and is nobody's child here."""
    raised(os.waitpid, os.getpid(), 0)


def twice():
    """A child is waited for once."""
    pid = _ends(7)
    _told(os.waitpid(pid, 0), pid)
    raised(os.waitpid, pid, 0)


def errno_of_no_child():
    """What the exception has to say."""
    try:
        os.wait()
    except OSError as error:
        event("%s:%s" % (type(error).__name__, errno.errorcode[error.errno]))


def grandchild():
    """The child of a child is not waited for."""
    gate = Gate()

    def body():
        if os.fork() == 0:
            gate.wait()
        os._exit(7)

    pid = child(body)
    _told(os.wait(), pid)
    raised(os.wait)
    gate.open()


def stopped(options):
    """A child that stops, with and without WUNTRACED."""
    pid = _stops()
    os.waitid(os.P_PID, pid, os.WSTOPPED | os.WNOWAIT)
    result = os.waitpid(pid, options | os.WNOHANG)
    if result[0]:
        _told(result, pid)
    else:
        event("nothing")
    os.kill(pid, signal.SIGCONT)
    _told(os.waitpid(pid, 0), pid)


def continued():
    """WCONTINUED."""
    pid = child(lambda: signal.pause())
    os.kill(pid, signal.SIGSTOP)
    _told(os.waitpid(pid, os.WUNTRACED), pid)
    os.kill(pid, signal.SIGCONT)
    _told(os.waitpid(pid, os.WCONTINUED), pid)
    os.kill(pid, signal.SIGKILL)
    _told(os.waitpid(pid, 0), pid)


def with_usage(call):
    """os.wait3 and os.wait4 also tell what the child has used."""
    pid = _ends(7)
    result = os.wait3(0) if call == "wait3" else os.wait4(pid, 0)
    event("%s:%d" % (type(result).__name__, len(result)))
    _told(result, pid)
    usage = result[2]
    event("usage:%s" % ",".join(name for name in ("ru_utime", "ru_stime", "ru_maxrss", "ru_nvcsw") if hasattr(usage, name)))
    event("used-memory:%s" % (usage.ru_maxrss > 0))


def usage_without_hanging():
    """os.wait4 with WNOHANG, while the child runs."""
    pid, gate = _waits()
    waited, status, _ = os.wait4(pid, os.WNOHANG)
    event("running:%d:%d" % (waited, status))
    gate.open()
    _told(os.wait4(pid, 0), pid)


_CODES = ("CLD_EXITED", "CLD_KILLED", "CLD_DUMPED", "CLD_TRAPPED", "CLD_STOPPED", "CLD_CONTINUED")


def _fields(result, pid):
    event("si_pid:%s" % ("child" if result.si_pid == pid else "other"))
    event("si_uid:%s" % ("own" if result.si_uid == os.getuid() else "other"))
    event("si_signo:%s" % signal_name(result.si_signo))
    name = next(name for name in _CODES if getattr(os, name, None) == result.si_code)
    event("si_code:%s" % name)
    event("si_status:%s" % (result.si_status if name == "CLD_EXITED" else signal_name(result.si_status)))


def waitid_exited(number):
    """All that os.waitid tells of a child that exits."""
    pid = _ends(number)
    _fields(os.waitid(os.P_PID, pid, os.WEXITED), pid)


def waitid_killed(name):
    """All that os.waitid tells of a child that a signal ends."""
    pid = child(lambda: os.kill(os.getpid(), getattr(signal, name)))
    _fields(os.waitid(os.P_PID, pid, os.WEXITED), pid)


def waitid_stopped():
    """All that os.waitid tells of a child that stops and goes on."""
    pid = child(lambda: signal.pause())
    os.kill(pid, signal.SIGSTOP)
    _fields(os.waitid(os.P_PID, pid, os.WSTOPPED), pid)
    os.kill(pid, signal.SIGCONT)
    _fields(os.waitid(os.P_PID, pid, os.WCONTINUED), pid)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


def waitid_of(which):
    """os.waitid with each kind of whom to wait for."""
    pid = _ends(7)
    kind, number = {"all": (os.P_ALL, 0), "pid": (os.P_PID, pid), "group": (os.P_PGID, os.getpgrp())}[which]
    event("si_status:%d" % os.waitid(kind, number, os.WEXITED).si_status)


def waitid_leaves_it():
    """WNOWAIT: the child can be waited for again."""
    pid = _ends(7)
    for options in (os.WEXITED | os.WNOWAIT, os.WEXITED | os.WNOWAIT, os.WEXITED):
        event("si_status:%d" % os.waitid(os.P_PID, pid, options).si_status)
    raised(os.waitid, os.P_PID, pid, os.WEXITED)


def waitid_without_hanging():
    """WNOHANG, while the child runs."""
    pid, gate = _waits()
    event("running:%s" % os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG))
    gate.open()
    event("si_status:%d" % os.waitid(os.P_PID, pid, os.WEXITED).si_status)


def waitid_without_options():
    """os.waitid has to be told what to wait for."""
    raised(os.waitid, os.P_ALL, 0, 0)


def by_pidfd():
    """A descriptor for a process: readable when it has ended, and a way to wait for it."""
    pid, gate = _waits()
    descriptor = os.pidfd_open(pid)
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    event("running:%d" % len(poll.poll(0)))
    gate.open()
    event("ended:%d" % len(poll.poll()))
    event("si_status:%d" % os.waitid(os.P_PIDFD, descriptor, os.WEXITED).si_status)
    raised(os.waitpid, pid, 0)


def pidfd_of_nobody():
    """A child that has been waited for is no process any more."""
    pid = _ends(7)
    os.waitpid(pid, 0)
    raised(os.pidfd_open, pid)


def signal_by_pidfd():
    """A signal for a process that can be no other."""
    pid, _ = _waits()
    signal.pidfd_send_signal(os.pidfd_open(pid), signal.SIGTERM)
    _told(os.waitpid(pid, 0), pid)


def sigchld_ignored():
    """Children of a process that ignores SIGCHLD leave nothing behind."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    pid = _ends(7)
    raised(os.waitpid, pid, 0)


def sigchld_caught():
    """A handler for SIGCHLD that waits."""
    seen = []

    def handler(number, frame):
        seen.append(os.waitpid(-1, os.WNOHANG))

    signal.signal(signal.SIGCHLD, handler)
    pid, gate = _waits()
    gate.open()
    while not seen:
        os.sched_yield()
    _told(seen[0], pid)
    raised(os.wait)


def interrupted(raises):
    """A signal that comes while os.waitpid waits, with a handler that returns or raises."""

    class Stop(Exception):
        pass

    pid, gate = _waits()
    insisting = Insisting(signal.SIGUSR1)

    def action():
        event("handler")
        if raises:
            raise Stop()
        gate.open()

    insisting.call_once(action)
    try:
        insisting.by_a_child(gate)
        _told(os.waitpid(pid, 0), pid)
    except Stop:
        event("Stop")
        gate.open()
        _told(os.waitpid(pid, 0), pid)
    insisting.stop()


def in_another_thread():
    """A thread waits for a child that another thread has forked."""
    pid = _ends(7)
    thread = threading.Thread(target=lambda: _told(os.waitpid(pid, 0), pid))
    thread.start()
    thread.join()


def several():
    """As many calls as there are children, and no more."""
    pids = {_ends(number): number for number in range(5)}
    for _ in range(5):
        pid, status = os.wait()
        event("child:%s" % (pids.pop(pid) == os.WEXITSTATUS(status)))
    raised(os.wait)


def core_flag(name):
    """WCOREDUMP of a child that a signal ends which may make a core."""
    pid = child(lambda: os.kill(os.getpid(), getattr(signal, name)))
    status = os.waitpid(pid, 0)[1]
    event("%s:core:%s" % (how(status), os.WCOREDUMP(status)))
