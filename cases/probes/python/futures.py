"""concurrent.futures: what becomes of work that was given to a pool."""

import atexit
import os
import signal
import sys
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from concurrent.futures.thread import BrokenThreadPool
from multiprocessing import get_context

from kit import ending, event, main_waits


def pending_is_done():
    """The main module ends while work is pending: it is done first."""
    pool = ThreadPoolExecutor(1)
    pool.submit(lambda: (main_waits(), event("a")))
    pool.submit(event, "b")
    pool.submit(event, "c")
    ending()


def pending_at_sys_exit(code):
    pool = ThreadPoolExecutor(1)
    pool.submit(lambda: (main_waits(), event("a")))
    pool.submit(event, "b")
    ending()
    sys.exit(code)


def pending_at_exception():
    pool = ThreadPoolExecutor(1)
    pool.submit(lambda: (main_waits(), event("a")))
    pool.submit(event, "b")
    ending()
    raise ValueError("boom")


def pending_at_os_exit(code):
    pool = ThreadPoolExecutor(1)
    begun = threading.Event()
    pool.submit(lambda: (begun.set(), threading.Event().wait()))
    pool.submit(event, "b")
    begun.wait()
    ending()
    os._exit(code)


def before_handlers():
    """Work is done before handlers of atexit are called, whenever those were registered."""
    atexit.register(event, "atexit:before")
    pool = ThreadPoolExecutor(1)
    atexit.register(event, "atexit:after")
    pool.submit(lambda: (main_waits(), event("work")))
    ending()


def with_statement():
    """The end of `with` waits."""
    go = threading.Event()
    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: (go.wait(), event("work")))
        event("body")
        go.set()
    event("after")
    ending()


def with_exception():
    """It waits as well when an exception leaves it."""
    go = threading.Event()
    try:
        with ThreadPoolExecutor(1) as pool:
            pool.submit(lambda: (go.wait(), event("work")))
            go.set()
            raise ValueError("boom")
    except ValueError:
        event("ValueError")
    ending()


def _boom():
    raise ValueError("boom")


def exception_unseen():
    """Nobody asks for the result: nobody is told."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(_boom)
    ending()


def exception_seen():
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(_boom)
    ending()
    future.result()


def sys_exit_seen(code):
    """sys.exit in work is raised again where the result is asked for."""
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(sys.exit, code)
    ending()
    future.result()


def sys_exit_unseen(code):
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(sys.exit, code)
    event(type(future.exception()).__name__)
    ending()


def os_exit(code):
    ending()
    with ThreadPoolExecutor(1) as pool:
        pool.submit(os._exit, code)


def shutdown_cancels():
    """What has not begun is cancelled, what has begun is finished."""
    pool = ThreadPoolExecutor(1)
    begun, go = threading.Event(), threading.Event()
    first = pool.submit(lambda: (begun.set(), go.wait(), event("first")))
    second = pool.submit(event, "second")
    begun.wait()
    pool.shutdown(wait=False, cancel_futures=True)
    event("cancelled:%s,%s" % (first.cancelled(), second.cancelled()))
    go.set()
    ending()


def shutdown_no_wait():
    """It comes back at once, and all is done all the same."""
    pool = ThreadPoolExecutor(1)
    go = threading.Event()
    pool.submit(lambda: (go.wait(), event("first")))
    pool.submit(event, "second")
    pool.shutdown(wait=False)
    event("shutdown")
    go.set()
    ending()


def submit_after_shutdown():
    pool = ThreadPoolExecutor(1)
    pool.shutdown()
    try:
        pool.submit(event, "work")
    except RuntimeError:
        event("RuntimeError")
    ending()


def submit_in_handler():
    """A handler of atexit comes too late to give work to a pool."""
    pool = ThreadPoolExecutor(1)

    def handler():
        try:
            pool.submit(event, "work").result()
        except RuntimeError:
            event("RuntimeError")

    atexit.register(handler)
    ending()


def submit_at_end():
    """So does work that is done while the interpreter ends."""
    pool = ThreadPoolExecutor(1)

    def work():
        main_waits()
        # Until the pool's own handler has been called; it joins this thread then.
        while True:
            try:
                pool.submit(int)
            except RuntimeError:
                event("RuntimeError")
                return

    pool.submit(work)
    ending()


def hangs():
    """Work that never ends keeps the process alive."""
    ThreadPoolExecutor(1).submit(threading.Event().wait)
    ending()


def initializer_fails():
    pool = ThreadPoolExecutor(1, initializer=_boom)
    try:
        pool.submit(event, "work").result()
    except BrokenThreadPool:
        event("BrokenThreadPool")
    ending()


def _processes(**how):
    return ProcessPoolExecutor(1, mp_context=get_context("fork"), **how)


def _tell(future):
    """What has become of work: a result or the name of an exception."""
    error = future.exception()
    event(type(error).__name__ if error else "result:%s" % future.result())


def process_result():
    with _processes() as pool:
        _tell(pool.submit(int, "7"))
    ending()


def process_exception():
    with _processes() as pool:
        _tell(pool.submit(_boom))
        _tell(pool.submit(int, "7"))
    ending()


def process_exception_seen():
    """The traceback of the worker comes first."""
    with _processes() as pool:
        future = pool.submit(_boom)
    ending()
    future.result()


def process_sys_exit(code):
    """sys.exit in work is an exception like any other: the worker lives on."""
    with _processes() as pool:
        _tell(pool.submit(sys.exit, code))
        _tell(pool.submit(int, "7"))
    ending()


def process_os_exit(code):
    """The worker is gone: the whole pool is broken."""
    with _processes() as pool:
        _tell(pool.submit(os._exit, code))
        try:
            pool.submit(int, "7")
        except BrokenProcessPool:
            event("refused")
    ending()


def _kill():
    os.kill(os.getpid(), signal.SIGKILL)


def process_killed():
    with _processes() as pool:
        _tell(pool.submit(_kill))
        try:
            _tell(pool.submit(int, "7"))
        except BaseException as refused:
            event(type(refused).__name__)
    ending()


def process_initializer_fails():
    with _processes(initializer=_boom) as pool:
        _tell(pool.submit(int, "7"))
    ending()


def process_pending():
    """The main module ends while work is pending: it is done first."""
    pool = _processes()
    for name in ("a", "b", "c"):
        pool.submit(event, name)
    atexit.register(event, "atexit")
    ending()


def process_pending_at_exception():
    pool = _processes()
    pool.submit(event, "a")
    ending()
    raise ValueError("boom")


def process_pending_at_os_exit(code):
    """Workers are left when the parent ends by os._exit."""
    pool = _processes()
    pool.submit(int, "7").result()
    ending()
    os._exit(code)


def _prints():
    sys.stdout.write("by the worker\n")


def process_printed():
    """What work has printed, and has not flushed."""
    with _processes() as pool:
        pool.submit(_prints).result()
    ending()
