"""multiprocessing: what a worker's end tells the parent. The bodies take the start method."""

import atexit
import multiprocessing
import os
import signal
import sys
import threading
from multiprocessing.connection import Connection

import kit
from kit import ending, event
from processes import how


def _work(journal, body, arguments):
    """What every worker runs. Those that are spawned inherit no descriptors but those they are given."""
    kit.journal_is(journal.fileno())
    body(*arguments)


def started(method, body, *arguments, daemon=None):
    """A worker that has been started, with a journal."""
    context = multiprocessing.get_context(method)
    journal = Connection(os.dup(kit.journal()), readable=False)
    worker = context.Process(target=_work, args=(journal, body, arguments), name="worker", daemon=daemon)
    worker.start()
    return worker


def named(code):
    """An exit code, a signal by its name."""
    return "exitcode:%s" % ("-" + signal.Signals(-code).name if code is not None and code < 0 else code)


def told(worker):
    worker.join()
    event(named(worker.exitcode))


def nothing():
    pass


def exits(argument):
    sys.exit(argument)


def raises():
    raise ValueError("boom")


def interrupts():
    raise KeyboardInterrupt


def sends(number):
    os.kill(os.getpid(), number)
    signal.pause()


def for_ever():
    while True:
        signal.pause()


def method_by_default():
    event("method:" + multiprocessing.get_start_method())
    ending()


def returns(method):
    told(started(method, nothing))
    ending()


def sys_exit(method, argument):
    told(started(method, exits, argument))
    ending()


def exception(method):
    told(started(method, raises))
    ending()


def keyboard_interrupt(method):
    told(started(method, interrupts))
    ending()


def os_exit(method, code):
    told(started(method, os._exit, code))
    ending()


def by_signal(method, name):
    told(started(method, sends, getattr(signal, name)))
    ending()


def while_running(method):
    worker = started(method, for_ever)
    event(named(worker.exitcode))
    worker.kill()
    told(worker)
    ending()


def before_start(method):
    worker = multiprocessing.get_context(method).Process(target=nothing)
    event(named(worker.exitcode))
    ending()


def terminate(method):
    worker = started(method, for_ever)
    worker.terminate()
    told(worker)
    ending()


def kill(method):
    worker = started(method, for_ever)
    worker.kill()
    told(worker)
    ending()


def stopped(method):
    """A worker that is stopped is running still."""
    worker = started(method, sends, signal.SIGSTOP)
    event(how(os.waitpid(worker.pid, os.WUNTRACED)[1]))
    event(named(worker.exitcode))
    worker.kill()
    told(worker)
    ending()


def close_running(method):
    worker = started(method, for_ever)
    try:
        worker.close()
    except ValueError:
        event("ValueError")
    worker.kill()
    told(worker)
    ending()


def close_ended(method):
    worker = started(method, nothing)
    worker.join()
    worker.close()
    try:
        worker.exitcode
    except ValueError:
        event("ValueError")
    ending()


def join_timeout(method):
    """A join that gives up leaves no exit code."""
    worker = started(method, for_ever)
    worker.join(0)
    event(named(worker.exitcode))
    worker.kill()
    told(worker)
    ending()


def reaped_elsewhere():
    """Somebody else has waited for the worker."""
    worker = started("fork", exits, 7)
    event("waited:" + kit.wait(worker.pid))
    worker.join(0)
    event(named(worker.exitcode))
    ending()


def _daemon_threaded():
    threading.Thread(target=threading.Event().wait, daemon=True).start()


def thread_in_worker(method):
    """A worker waits for its threads."""
    told(started(method, _late_thread))
    ending()


def _late_thread():
    leave = threading.Event()

    def work():
        leave.wait()
        event("thread")

    threading.Thread(target=work).start()
    event("worker")
    leave.set()


def daemon_thread_in_worker(method):
    told(started(method, _daemon_threaded))
    ending()


def _begets():
    try:
        multiprocessing.Process(target=nothing).start()
    except AssertionError:
        event("AssertionError")


def daemon_begets(method):
    """A daemonic worker may have no children."""
    told(started(method, _begets, daemon=True))
    ending()


def main_has_ended(method):
    """What becomes of a worker when the main module ends: it is waited for."""
    reader, writer = multiprocessing.get_context(method).Pipe(duplex=False)
    started(method, _last_words, reader)
    # The worker goes on when the main module is done: the handler that waits for it is called after this one.
    atexit.register(lambda: (event("atexit"), writer.send_bytes(b"go")))
    ending()


def _last_words(reader):
    reader.recv_bytes()
    event("worker")
