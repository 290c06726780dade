"""atexit: at which ending the handlers are called, in which process, and on which thread."""

import atexit
import os
import signal
import subprocess
import sys
import threading

from kit import child, ending, event, main_waits, wait


def at_return():
    atexit.register(event, "atexit")
    ending()


def at_sys_exit(code):
    atexit.register(event, "atexit")
    ending()
    sys.exit(code)


def at_exception():
    atexit.register(event, "atexit")
    ending()
    raise ValueError("boom")


def at_keyboard_interrupt():
    atexit.register(event, "atexit")
    ending()
    raise KeyboardInterrupt


def at_os_exit(code):
    atexit.register(event, "atexit")
    ending()
    os._exit(code)


def at_abort():
    atexit.register(event, "atexit")
    ending()
    os.abort()


def at_signal(name):
    """A signal that Python does not handle."""
    atexit.register(event, "atexit")
    ending()
    os.kill(os.getpid(), getattr(signal, name))
    signal.pause()


def at_handled_signal(name):
    """A signal whose handler raises SystemExit."""

    def handler(number, frame):
        event("handler")
        sys.exit(3)

    atexit.register(event, "atexit")
    signal.signal(getattr(signal, name), handler)
    ending()
    os.kill(os.getpid(), getattr(signal, name))
    signal.pause()


def at_exec():
    """Another program takes over."""
    atexit.register(event, "atexit")
    ending()
    os.execv(sys.executable, [sys.executable, "-c", "raise SystemExit(5)"])


def at_failed_exec():
    """No other program takes over: this one goes on, and ends as it would have."""
    atexit.register(event, "atexit")
    try:
        os.execv("/nonexistent/program", ["program"])
    except FileNotFoundError:
        event("FileNotFoundError")
    ending()


def _who(parent):
    event("atexit:" + ("parent" if os.getpid() == parent else "child"))


def child_sys_exit(code):
    """A child has what was registered before the fork, and calls it."""
    atexit.register(_who, os.getpid())
    pid = os.fork()
    if pid == 0:
        sys.exit(code)
    event("child:" + wait(pid))
    ending()


def child_exception():
    atexit.register(_who, os.getpid())
    pid = os.fork()
    if pid == 0:
        raise ValueError("boom")
    event("child:" + wait(pid))
    ending()


def child_os_exit(code):
    atexit.register(_who, os.getpid())
    event("child:" + wait(child(lambda: os._exit(code))))
    ending()


def child_registers():
    """What the child registers is the child's."""
    pid = os.fork()
    if pid == 0:
        atexit.register(_who, os.getppid())
        sys.exit(0)
    event("child:" + wait(pid))
    ending()


def child_unregisters():
    """What the child unregisters stays with the parent."""
    atexit.register(_who, os.getpid())
    pid = os.fork()
    if pid == 0:
        atexit.unregister(_who)
        sys.exit(0)
    event("child:" + wait(pid))
    ending()


def _where():
    event("atexit:" + ("main" if threading.current_thread() is threading.main_thread() else "other"))


def from_thread():
    """Registered from a thread, called on the main one."""
    thread = threading.Thread(target=atexit.register, args=(_where,))
    thread.start()
    thread.join()
    ending()


def from_thread_late():
    """A thread registers one when the main module has ended already: threads are joined before handlers are called."""

    def late():
        main_waits()
        atexit.register(_where)
        event("registered")

    threading.Thread(target=late).start()
    ending()


def after_threads():
    """All threads but daemons are joined, and then the handlers are called."""

    def late():
        main_waits()
        event("thread")

    atexit.register(event, "atexit")
    threading.Thread(target=late).start()
    ending()


def beside_daemon():
    """A daemon thread still runs while the handlers do: one can bring it to its end."""
    stop = threading.Event()

    def daemon():
        stop.wait()
        event("daemon")

    thread = threading.Thread(target=daemon, daemon=True)

    def handler():
        stop.set()
        thread.join()
        event("atexit")

    thread.start()
    atexit.register(handler)
    ending()


def starts_thread():
    def handler():
        thread = threading.Thread(target=event, args=("thread",))
        try:
            thread.start()
        except RuntimeError:
            event("RuntimeError")
        else:
            thread.join()

    atexit.register(handler)
    ending()


def forks():
    def handler():
        try:
            pid = os.fork()
        except RuntimeError:
            event("RuntimeError")
            return
        if pid == 0:
            event("child")
            os._exit(0)
        event("child:" + wait(pid))

    atexit.register(handler)
    ending()


def starts_program():
    """Another program may still be started."""

    def handler():
        done = subprocess.run([sys.executable, "-c", "raise SystemExit(5)"])
        event("program:%d" % done.returncode)

    atexit.register(handler)
    ending()


class _Late:
    def __del__(self):
        event("del")
        atexit.register(event, "atexit")


def from_del():
    """Registered while the interpreter is torn down: too late."""
    sys.modules["__main__"].late = _Late()
    ending()


def os_exit_in_thread(code):
    atexit.register(event, "atexit")
    ending()
    threading.Thread(target=os._exit, args=(code,)).start()
    threading.Event().wait()
