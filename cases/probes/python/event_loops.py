"""asyncio: what becomes of tasks when the loop or the process ends."""

import asyncio
import gc
import os
import signal
import sys
import threading

from kit import ending, event


async def _for_ever(name):
    try:
        await asyncio.Event().wait()
    except asyncio.CancelledError:
        event("cancelled:" + name)
        raise
    finally:
        event("finally:" + name)


async def _beside(name="task"):
    """A task that has begun, and never ends."""
    task = asyncio.ensure_future(_for_ever(name))
    await asyncio.sleep(0)
    return task


def _run(main):
    ending()
    asyncio.run(main())


def returns():
    """Tasks that are left are cancelled when asyncio.run ends."""

    async def main():
        global left
        left = await _beside()
        event("main")

    _run(main)
    event("after")


def exception():
    async def main():
        global left
        left = await _beside()
        raise ValueError("boom")

    _run(main)


def sys_exit(code):
    async def main():
        global left
        left = await _beside()
        sys.exit(code)

    _run(main)


def sys_exit_in_task(code):
    """It leaves the loop at once, and main is cancelled."""

    async def exits():
        sys.exit(code)

    async def main():
        task = asyncio.ensure_future(exits())
        task.add_done_callback(lambda done: done.exception())
        await _for_ever("main")

    _run(main)


def os_exit(code):
    async def main():
        global left
        left = await _beside()
        os._exit(code)

    _run(main)


def sigint():
    """SIGINT cancels main; asyncio.run raises KeyboardInterrupt."""

    async def main():
        asyncio.get_running_loop().call_soon(os.kill, os.getpid(), signal.SIGINT)
        await _for_ever("main")

    _run(main)


def sigterm():
    """SIGTERM is not handled: nothing is cancelled."""

    async def main():
        asyncio.get_running_loop().call_soon(os.kill, os.getpid(), signal.SIGTERM)
        await _for_ever("main")

    _run(main)


def signal_handler(code):
    """A handler of the loop may end it properly."""

    async def main():
        loop = asyncio.get_running_loop()
        task = asyncio.ensure_future(_for_ever("task"))
        loop.add_signal_handler(signal.SIGTERM, task.cancel)
        loop.call_soon(os.kill, os.getpid(), signal.SIGTERM)
        try:
            await task
        except asyncio.CancelledError:
            event("main")
        sys.exit(code)

    _run(main)


def task_exception():
    """Nobody asks for it: it is logged when the task is collected, and the exit code stays."""

    async def boom():
        raise ValueError("boom")

    async def main():
        task = asyncio.ensure_future(boom())
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        event("done:%s" % task.done())
        del task
        gc.collect()

    _run(main)


def never_awaited():
    async def main():
        pass

    main()
    ending()


def async_generator():
    """One that was left in the midst is finalised by asyncio.run."""

    async def numbers():
        try:
            yield 1
            yield 2
        finally:
            event("finally")

    async def main():
        global left
        left = numbers()
        async for number in left:
            event("number:%d" % number)
            break

    _run(main)
    event("after")


def executor():
    """asyncio.run waits for what was given to threads."""

    def work(go):
        go.wait()
        event("work")

    async def main():
        go = threading.Event()
        asyncio.get_running_loop().run_in_executor(None, work, go)
        event("main")
        go.set()

    _run(main)
    event("after")


def context_manager(code):
    """An async with is left on the way out."""

    class Manager:
        async def __aenter__(self):
            event("enter")

        async def __aexit__(self, *error):
            event("exit:%s" % error[0].__name__)

    async def main():
        async with Manager():
            sys.exit(code)

    _run(main)


def cancellation_ignored():
    """A task that will not be cancelled ends in its own time."""

    async def stubborn():
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            event("cancelled")
        await asyncio.sleep(0)
        event("done")

    async def main():
        global left
        left = asyncio.ensure_future(stubborn())
        await asyncio.sleep(0)

    _run(main)
    event("after")


def loop_left_open():
    """A loop that nobody closes: tasks are not cancelled."""
    global loop, left
    loop = asyncio.new_event_loop()

    async def main():
        global left
        left = asyncio.ensure_future(_for_ever("task"))
        await asyncio.sleep(0)

    loop.run_until_complete(main())
    ending()
