"""A second process for tests that takes the serve lock, says so, and keeps it until it is told to go or killed.

python -m tests.storage.holder URL
"""

import sys

from storage.engine.locks import acquire_serve

if __name__ == "__main__":
    lock = acquire_serve(sys.argv[1], wait=True)
    print("held", flush=True)
    sys.stdin.read()
    assert lock is not None
    lock.release()
