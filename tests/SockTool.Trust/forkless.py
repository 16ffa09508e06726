"""Runs a command that can make threads but no process: the kernel's answer is EAGAIN, as at a limit of processes (fork(2)).

clone3(2) has its flags in memory, where a filter cannot look. It is answered ENOSYS, and libc asks with clone(2) instead.
"""

import ctypes
import errno
import os
import platform
import struct
import sys

PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 38, 22, 2
ALLOW, ERRNO = 0x7FFF0000, 0x00050000
LOAD, IF_EQUAL, IF_SET, ANSWER = 0x20, 0x15, 0x45, 0x06
NUMBER, FIRST_ARGUMENT = 0, 16  # struct seccomp_data, little-endian
CLONE_THREAD = 0x10000
CLONE3 = 435
CLONE, FORK, VFORK = {"x86_64": (56, 57, 58), "aarch64": (220, -1, -1)}.get(platform.machine(), (None,) * 3)


def lines():
    # How many lines further if so, how many if not.
    yield LOAD, 0, 0, NUMBER
    yield IF_EQUAL, 6, 0, CLONE3
    yield IF_EQUAL, 4, 0, FORK & 0xFFFFFFFF
    yield IF_EQUAL, 3, 0, VFORK & 0xFFFFFFFF
    yield IF_EQUAL, 0, 4, CLONE
    yield LOAD, 0, 0, FIRST_ARGUMENT
    yield IF_SET, 2, 0, CLONE_THREAD
    yield ANSWER, 0, 0, ERRNO | errno.EAGAIN
    yield ANSWER, 0, 0, ERRNO | errno.ENOSYS
    yield ANSWER, 0, 0, ALLOW


def main():
    if CLONE is None:
        sys.exit(f"forkless: not for {platform.machine()}")
    code = b"".join(struct.pack("HBBI", kind, yes, no, value) for kind, yes, no, value in lines())
    room = ctypes.create_string_buffer(code)
    program = ctypes.create_string_buffer(struct.pack("HP", len(code) // 8, ctypes.addressof(room)))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) or libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, program, 0, 0):
        sys.exit(f"forkless: prctl: {os.strerror(ctypes.get_errno())}")
    os.execvp(sys.argv[1], sys.argv[1:])


main()
