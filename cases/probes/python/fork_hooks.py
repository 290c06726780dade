"""os.register_at_fork: what is called around a fork, in which order, and by whom."""

import os
import pty
import subprocess
import sys

from kit import event
from processes import Named, await_child, raised


def _register(*names):
    for name in names:
        os.register_at_fork(
            before=lambda name=name: event("before:" + name),
            after_in_parent=lambda name=name: event("parent:" + name),
            after_in_child=lambda name=name: event("child:" + name),
        )


def _fork():
    """The child's events come first, or after the parent's: the parent is told to wait inside its hook."""
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)


def before():
    """Those before a fork: last registered first."""
    for name in "abc":
        os.register_at_fork(before=lambda name=name: event("before:" + name))
    _fork()


def after_in_child():
    """Those in the child: first registered first."""
    for name in "abc":
        os.register_at_fork(after_in_child=lambda name=name: event("child:" + name))
    _fork()


def after_in_parent():
    """Those in the parent: first registered first."""
    for name in "abc":
        os.register_at_fork(after_in_parent=lambda name=name: event("parent:" + name))
    _fork()


def inherited():
    """A child that forks calls them as well."""
    os.register_at_fork(before=lambda: event("before"))
    pid = os.fork()
    if pid == 0:
        _fork()
        os._exit(0)
    await_child(pid)


def same_function_twice():
    """What is registered twice is called twice."""

    def before():
        event("before")

    os.register_at_fork(before=before)
    os.register_at_fork(before=before)
    _fork()


def exception(where):
    """One that raises, and another of the same kind."""

    def boom():
        raise ValueError("boom")

    os.register_at_fork(**{where: Named(boom)})
    os.register_at_fork(**{where: lambda: event("other")})
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    await_child(pid)


def exits_in_the_child():
    """One that ends the child: os.fork never comes back there."""
    os.register_at_fork(after_in_child=lambda: os._exit(7))
    pid = os.fork()
    if pid == 0:
        event("came-back")
        os._exit(0)
    await_child(pid)


def sys_exit_in_the_child():
    """sys.exit in one: an exception like others."""

    def leave():
        sys.exit(7)

    os.register_at_fork(after_in_child=Named(leave))
    pid = os.fork()
    if pid == 0:
        event("came-back")
        os._exit(0)
    await_child(pid)


def nothing_to_register():
    """What comes of calls without, or with wrong, arguments."""
    raised(os.register_at_fork)
    raised(os.register_at_fork, before=7)
    raised(os.register_at_fork, print)


def by_subprocess():
    """subprocess comes back in the parent only."""
    _register("a")
    subprocess.call(["true"])
    event("done")


def by_subprocess_with_preexec_fn():
    """A function to be called in the child is control that comes back to the interpreter."""
    os.register_at_fork(before=lambda: event("before"))
    subprocess.call(["true"], preexec_fn=lambda: event("preexec_fn"))
    event("done")


def by_system():
    """os.system is the C library's."""
    _register("a")
    os.system("true")
    event("done")


def by_posix_spawn():
    """os.posix_spawn does not come back in the child."""
    _register("a")
    os.waitpid(os.posix_spawnp("true", ["true"], os.environ), 0)
    event("done")


def by_spawnv():
    """os.spawnv is made of os.fork."""
    os.register_at_fork(before=lambda: event("before"))
    os.spawnvp(os.P_WAIT, "true", ["true"])
    event("done")


def by_forkpty():
    """os.forkpty is a fork."""
    os.register_at_fork(before=lambda: event("before"))
    pid, _ = os.forkpty()
    if pid == 0:
        os._exit(0)
    await_child(pid)


def by_pty_fork():
    """pty.fork is os.forkpty where there is one."""
    os.register_at_fork(before=lambda: event("before"))
    pid, _ = pty.fork()
    if pid == 0:
        os._exit(0)
    await_child(pid)
