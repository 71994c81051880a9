"""Stands in for a reader that a file has caught."""

import time

if __name__ == "__main__":
    time.sleep(60)
