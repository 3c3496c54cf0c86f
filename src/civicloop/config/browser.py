"""The system's Chromium, which the browser tests drive."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome")
SENTENCE = "The browser tests need Chromium. Install it with: sudo apt-get install chromium"


def chromium() -> str | None:
    """Return the path of the system's Chromium, if there is one."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def ensure_chromium() -> None:
    """Install Chromium through apt where we may; else stop with the sentence that says what to type."""
    if chromium():
        return
    if not (hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get")):
        sys.exit(SENTENCE)
    print("Installing Chromium …", flush=True)  # noqa: T201 - a command speaks
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]):
        subprocess.run(command, env=environment, check=False, stdout=subprocess.DEVNULL)  # noqa: S603
    if not chromium():
        sys.exit(SENTENCE)
