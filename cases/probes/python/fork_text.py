"""os.fork with text in the buffer of stdout: who writes it, and how often."""

import os
import sys

from kit import ending
from processes import end


def _side(child, parent):
    """Forks; each side ends in its way, the parent when the child has ended."""
    pid = os.fork()
    if pid == 0:
        end(child)
    else:
        os.waitpid(pid, 0)
        ending()
        end(parent)


def line(child, parent):
    """A whole line is printed before the fork."""
    print("before")
    _side(child, parent)


def part(child, parent):
    """What is printed before the fork is no whole line."""
    print("before", end="")
    _side(child, parent)


def flushed(child, parent):
    """The buffer is empty when the fork happens."""
    print("before", flush=True)
    _side(child, parent)


def child_prints(way, flush=False):
    """The child adds a line of its own, after that of the parent."""
    print("before")
    pid = os.fork()
    if pid == 0:
        print("child", flush=flush)
        end(way)
    else:
        os.waitpid(pid, 0)
        ending()
        print("parent")


def written_past_the_buffer():
    """os.write has no buffer, and is not behind what is in the buffer."""
    print("before")
    os.write(1, b"written\n")
    _side("returns", "returns")


def on_stderr(text):
    """The same through stderr."""
    sys.stderr.write(text)
    _side("returns", "returns")


def in_a_file_of_its_own(child):
    """The same in a text file that the program has opened."""
    copy = open(os.dup(1), "w")
    copy.write("before\n")
    _side(child, "returns")


def in_bytes(child):
    """The same in the layer below, sys.stdout.buffer."""
    sys.stdout.buffer.write(b"before\n")
    _side(child, "returns")


def child_closes_its_copy():
    """Closing flushes: the child's copy of what the parent has printed is written by close."""
    print("before")
    pid = os.fork()
    if pid == 0:
        sys.stdout.close()
        os._exit(0)
    os.waitpid(pid, 0)
    ending()
    os._exit(7)


def child_drops_its_copy():
    """A child that has nothing to do with what is in the buffer points descriptor 1 elsewhere first."""
    print("before")
    pid = os.fork()
    if pid == 0:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    else:
        os.waitpid(pid, 0)
        ending()


def three_forks():
    """Each fork doubles what is in the buffer."""
    print("before")
    for _ in range(3):
        pid = os.fork()
        if pid:
            os.waitpid(pid, 0)
    ending()
