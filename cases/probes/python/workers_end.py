"""multiprocessing: what is done and what is lost at the end of a worker, and of its parent."""

import atexit
import multiprocessing
import multiprocessing.util
import os
import signal
import sys

from kit import ending, event
from workers import exits, for_ever, nothing, raises, sends, started, told


def _with_handler(then, *arguments):
    atexit.register(event, "atexit")
    then(*arguments)


def handler(method, then, *arguments):
    """A worker registers a handler with atexit."""
    told(started(method, _with_handler, then, *arguments))
    ending()


def handler_of_parent(method):
    """The parent has registered one before it started the worker."""
    atexit.register(event, "atexit")
    told(started(method, nothing))
    ending()


def _with_finalizer(then, *arguments):
    multiprocessing.util.Finalize(None, event, args=("finalizer",), exitpriority=0)
    then(*arguments)


def finalizer(method, then, *arguments):
    """A worker has a finalizer of multiprocessing's own."""
    told(started(method, _with_finalizer, then, *arguments))
    ending()


def finalizer_of_parent(method):
    multiprocessing.util.Finalize(None, event, args=("finalizer",), exitpriority=0)
    told(started(method, nothing))
    event("worker-has-ended")
    ending()


def finalizer_order():
    """Higher priority first, and those of one priority in reverse."""
    for name, priority in (("low", 0), ("high", 10), ("low-too", 0)):
        multiprocessing.util.Finalize(None, event, args=("finalizer:" + name,), exitpriority=priority)
    atexit.register(event, "atexit")
    ending()


def _with_finally(then, *arguments):
    try:
        then(*arguments)
    finally:
        event("finally")


def try_finally(method, then, *arguments):
    told(started(method, _with_finally, then, *arguments))
    ending()


def terminated_finally(method):
    """The worker is in the midst of try when it is terminated."""
    context = multiprocessing.get_context(method)
    reader, writer = context.Pipe(duplex=False)
    worker = started(method, _with_finally, _reports, writer)
    reader.recv_bytes()
    worker.terminate()
    told(worker)
    ending()


def _reports(writer):
    writer.send_bytes(b"here")
    for_ever()


def _prints(then, *arguments):
    sys.stdout.write("by the worker\n")
    then(*arguments)


def printed(method, then, *arguments):
    """A worker has printed, and has not flushed."""
    told(started(method, _prints, then, *arguments))
    ending()


def printed_before(method):
    """The parent has printed, and has not flushed, when the worker starts."""
    sys.stdout.write("by the parent\n")
    told(started(method, nothing))
    ending()


def printed_by_both(method):
    sys.stdout.write("by the parent\n")
    told(started(method, _prints, nothing))
    ending()


def _running(method, **how):
    """A worker that has begun, and goes on for ever."""
    reader, writer = multiprocessing.get_context(method).Pipe(duplex=False)
    worker = started(method, _reports, writer, **how)
    reader.recv_bytes()
    return worker


def daemon_at_return(method):
    """A daemonic worker is terminated when the parent ends."""
    _running(method, daemon=True)
    ending()


def daemon_at_exception(method):
    _running(method, daemon=True)
    ending()
    raise ValueError("boom")


def daemon_finally(method):
    reader, writer = multiprocessing.get_context(method).Pipe(duplex=False)
    started(method, _with_finally, _reports, writer, daemon=True)
    reader.recv_bytes()
    ending()


def daemon_at_os_exit(method, code):
    """A parent that ends by os._exit terminates nobody."""
    _running(method, daemon=True)
    ending()
    os._exit(code)


def daemon_at_signal(method, name):
    _running(method, daemon=True)
    ending()
    sends(getattr(signal, name))


def worker_hangs(method):
    """A worker that is no daemon keeps the parent from ending."""
    _running(method)
    ending()


def worker_at_os_exit(method, code):
    _running(method)
    ending()
    os._exit(code)


def _unflushed_queue(queue):
    queue.put(b"x" * (1 << 20))
    event("put")


def queue_deadlock(method):
    """The worker does not end before what it has put into a queue was taken."""
    context = multiprocessing.get_context(method)
    queue = context.Queue()
    worker = started(method, _unflushed_queue, queue)
    worker.join()


def queue_taken(method):
    context = multiprocessing.get_context(method)
    queue = context.Queue()
    worker = started(method, _unflushed_queue, queue)
    event("taken:%d" % len(queue.get()))
    told(worker)
    ending()


def _cancelled_queue(queue):
    queue.cancel_join_thread()
    queue.put(b"x" * (1 << 20))


def queue_cancelled(method):
    """The worker does not wait for its queue: what it has put is lost."""
    context = multiprocessing.get_context(method)
    queue = context.Queue()
    told(started(method, _cancelled_queue, queue))
    ending()


def pool_finishes(method):
    """What a pool was given is done when it is closed and joined."""
    pool = multiprocessing.get_context(method).Pool(1)
    results = [pool.apply_async(int, (text,)) for text in ("1", "2", "3")]
    pool.close()
    pool.join()
    event("results:%s" % ",".join(str(result.get()) for result in results))
    ending()


def pool_with(method):
    """The end of `with` terminates the pool."""
    with multiprocessing.get_context(method).Pool(1) as pool:
        event("result:%d" % pool.apply(int, ("7",)))
        worker = multiprocessing.active_children()[0]
    worker.join()
    event("worker-has-ended")
    ending()


def pool_left_open(method):
    """The parent ends without a word to the pool."""
    global pool
    pool = multiprocessing.get_context(method).Pool(1)
    event("result:%d" % pool.apply(int, ("7",)))
    ending()


def pool_exception(method):
    with multiprocessing.get_context(method).Pool(1) as pool:
        try:
            pool.apply(raises)
        except ValueError:
            event("ValueError")
    ending()


def pool_sys_exit(method):
    """SystemExit in what a pool was given ends the worker, which is replaced; the result never comes."""
    with multiprocessing.get_context(method).Pool(1) as pool:
        lost = pool.apply_async(exits, (3,))
        event("result:%d" % pool.apply(int, ("7",)))
        event("lost:%s" % (not lost.ready()))
    ending()


def pool_worker_killed(method):
    """A worker of a pool is killed: another takes its place, and what it was at never comes back."""
    with multiprocessing.get_context(method).Pool(1) as pool:
        lost = pool.apply_async(sends, (signal.SIGKILL,))
        event("result:%d" % pool.apply(int, ("7",)))
        event("lost:%s" % (not lost.ready()))
    ending()


def pool_waits_for_killed(method):
    """Who waits for that waits for ever."""
    with multiprocessing.get_context(method).Pool(1) as pool:
        pool.apply(sends, (signal.SIGKILL,))
