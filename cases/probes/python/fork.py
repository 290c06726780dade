"""os.fork: two processes from here on, and how each of them ends."""

import atexit
import os
import shutil
import signal
import sys
import tempfile
import weakref

from kit import child, ending, event
from processes import Gate, await_child, end, how, raised


def returns_twice():
    """What fork gives to either side."""
    seen_by_parent = os.getpid()
    pid = os.fork()
    if pid == 0:
        event("in-child:0")
        event("its-parent-is-the-parent:%s" % (os.getppid() == seen_by_parent))
        os._exit(0)
    waited, _ = os.waitpid(pid, 0)
    event("in-parent:%s" % ("pid-of-child" if pid == waited and pid != seen_by_parent else "something-else"))


def code(number, by="_exit"):
    """A child's code as the parent sees it, in each of the ways to look at it."""
    pid = os.fork()
    if pid == 0:
        (os._exit if by == "_exit" else sys.exit)(number)
    waited, status = os.waitpid(pid, 0)
    event("pid:%s" % ("child" if waited == pid else "other"))
    event("WIFEXITED:%s" % os.WIFEXITED(status))
    event("WEXITSTATUS:%d" % os.WEXITSTATUS(status))
    event("status>>8:%d" % (status >> 8))


def counter_in_each_child():
    """Every child has a copy of its own of what is global."""
    counter = 0
    for _ in range(3):
        pid = os.fork()
        if pid == 0:
            counter += 1
            event("child:%d" % counter)
            os._exit(0)
        os.waitpid(pid, 0)
    event("parent:%d" % counter)


def loop(child_ends):
    """A loop that forks; a child that does not end goes on with the loop."""
    for turn in range(2):
        pid = os.fork()
        if pid == 0:
            event("child-of-turn:%d" % turn)
            if child_ends:
                os._exit(0)
        else:
            os.waitpid(pid, 0)
    event("after-the-loop")


def finally_in_both(way):
    """A try statement that is entered once and left twice."""
    who = "parent"
    try:
        pid = os.fork()
        if pid == 0:
            who = "child"
            end(way)
        else:
            await_child(pid)
    finally:
        event("finally:" + who)


def with_in_both(way):
    """A context that is entered once and left twice."""

    class Context:
        def __enter__(self):
            event("enter")

        def __exit__(self, kind, value, trace):
            event("exit:%s:%s" % (self.who, kind.__name__ if kind else "None"))

    context = Context()
    context.who = "parent"
    with context:
        pid = os.fork()
        if pid == 0:
            context.who = "child"
            end(way)
        else:
            await_child(pid)


def caught_by_the_parents_code():
    """The child's sys.exit is caught by an except clause that the parent had in mind for itself."""
    pid = 0
    try:
        pid = os.fork()
        if pid == 0:
            sys.exit(7)
    except SystemExit:
        event("caught")
    if pid:
        await_child(pid)
    else:
        event("child-goes-on")


def handlers(way):
    """Handlers that were registered before the fork."""
    who = ["parent"]
    atexit.register(lambda: event("atexit:1:" + who[0]))
    atexit.register(lambda: event("atexit:2:" + who[0]))
    pid = os.fork()
    if pid == 0:
        who[0] = "child"
        end(way)
    else:
        await_child(pid)
        ending()


def child_registers_one():
    """A handler that the child registers is the child's alone."""
    pid = os.fork()
    if pid == 0:
        atexit.register(event, "atexit")
    else:
        await_child(pid)


def child_unregisters():
    """What the child unregisters is still there for the parent."""
    atexit.register(event, "atexit")
    pid = os.fork()
    if pid == 0:
        atexit.unregister(event)
    else:
        await_child(pid)


def finalizer(way):
    """weakref.finalize, which is called at the end of every process that has it."""

    class Thing:
        pass

    who = ["parent"]
    thing = Thing()
    weakref.finalize(thing, lambda: event("finalizer:" + who[0]))
    pid = os.fork()
    if pid == 0:
        who[0] = "child"
        end(way)
    else:
        await_child(pid)


def temporary_directory(way):
    """A folder that is to be removed when the program ends, and a child that ends first."""
    folder = tempfile.TemporaryDirectory(dir=".")
    pid = os.fork()
    if pid == 0:
        end(way)
    else:
        await_child(pid)
        event("still-there:%s" % os.path.isdir(folder.name))
        shutil.rmtree(folder.name, ignore_errors=True)


def exception_in_the_child():
    """An exception that nobody catches ends the child alone."""
    pid = os.fork()
    if pid == 0:
        raise ValueError("boom")
    await_child(pid)


def exit_with_a_text():
    """sys.exit with a text in the child."""
    pid = os.fork()
    if pid == 0:
        sys.exit("reason")
    await_child(pid)


def killed(name):
    """A child that a signal ends."""
    number = getattr(signal, name)
    gate = Gate()
    pid = child(gate.wait)
    os.kill(pid, number)
    status = os.waitpid(pid, 0)[1]
    event(how(status))
    event("low-byte:%s" % ("signal" if status & 0x7F == number else "something-else"))
    event("status>>8:%d" % (status >> 8))


def daemon(flush):
    """The child leaves the parent's session, and goes on after the parent has ended."""
    gate = Gate()
    pid = os.fork()
    if pid == 0:
        os.setsid()
        event("leads-a-session:%s" % (os.getsid(0) == os.getpid()))
        gate.wait()
        event("parent-has-ended")
        print("child", flush=flush)
        event("child-ends")
        os._exit(0)
    print("parent")
    ending()
    sys.exit(0)


def orphan_has_another_parent():
    """A child that outlives its parent is given to another process."""
    gate = Gate()
    parent = os.getpid()
    if os.fork() == 0:
        gate.wait()
        # What is read comes when the parent's descriptors are closed, which is before it is gone for good.
        while os.getppid() == parent:
            os.sched_yield()
        event("has-another-parent")
        os._exit(0)
    ending()
    os._exit(7)


def in_an_exit_handler():
    """A fork when the interpreter is about to end."""

    def fork():
        try:
            pid = os.fork()
        except RuntimeError as error:
            event("refused:%s" % type(error).__name__)
        else:
            if pid == 0:
                os._exit(0)
            await_child(pid)

    atexit.register(fork)
    ending()


def in_a_signal_handler():
    """A handler that forks, and a child that ends by itself."""

    def handler(number, frame):
        pid = os.fork()
        if pid == 0:
            event("child-in-handler")
            os._exit(3)
        await_child(pid)

    signal.signal(signal.SIGUSR1, handler)
    signal.raise_signal(signal.SIGUSR1)
    event("handler-has-returned")


def on_a_new_terminal():
    """os.forkpty: the child's descriptors 0, 1 and 2 are a terminal of its own."""
    pid, terminal = os.forkpty()
    if pid == 0:
        event("child:%s" % "".join(str(int(os.isatty(number))) for number in range(3)))
        os.write(1, b"line\n")
        os._exit(7)
    text = b""
    while not text.endswith(b"\n"):
        text += os.read(terminal, 100)
    event("in-parent:%s" % ("terminal" if os.isatty(terminal) else "no-terminal"))
    event("read:%s" % text.decode().strip())
    await_child(pid)


def buffering_on_a_new_terminal():
    """How stdout is buffered was found out before os.forkpty, and stays so."""
    pid, terminal = os.forkpty()
    if pid == 0:
        print("line")
        os._exit(7)
    try:
        text = os.read(terminal, 100)
    except OSError:  # what Linux says when the other side has been closed
        text = b""
    event("read:%s" % (text.decode().strip() or "nothing"))
    await_child(pid)


def descriptors_are_shared():
    """Both have the same open file: what one reads, the other does not get."""
    here_, there = os.pipe()
    os.write(there, b"ab")
    pid = child(lambda: event("child:%s" % os.read(here_, 1).decode()) or os._exit(0))
    os.waitpid(pid, 0)
    event("parent:%s" % os.read(here_, 1).decode())


def pending_exception():
    """A fork in an except clause: the exception is there on both sides."""
    try:
        raise ValueError("boom")
    except ValueError:
        pid = os.fork()
        if pid == 0:
            event("child:%s" % sys.exc_info()[0].__name__)
            os._exit(0)
        os.waitpid(pid, 0)
        event("parent:%s" % sys.exc_info()[0].__name__)


def no_arguments():
    """os.fork is told nothing."""
    raised(os.fork, 1)
