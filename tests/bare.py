"""Run a command on a bare Debian: ``python3 -m tests.bare SUITE [--user] [COMMAND]``.

A bare Debian has what README.md asks for and nothing else: ``python3-venv`` and what a machine
needs to reach its package sources. SUITE is a release's name (``bookworm``, ``trixie``, ``sid``).
COMMAND, by default all tests but the browser's, is run by bash in a copy of this checkout, by root
or, with ``--user``, by a plain user without sudo; its exit code is this program's. The machine is
a folder that is gone afterwards. Needs root and Linux; only the standard library is used.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from tests import programs

ROOT = Path(__file__).parent.parent
COMMAND = "python3 -m tests --no-browser"
MIRROR = "http://deb.debian.org/debian"
PACKAGES = "python3,python3-venv,ca-certificates"

#: In a mount namespace of its own, whose mounts end with it however it ends.
ISOLATED = ("unshare", "--mount", "--pid", "--fork", "--kill-child")

#: Takes the folder of the machine and a command.
WITH_DEVICES = """
mount -t proc proc "$1/proc" 2>/dev/null || mount --rbind /proc "$1/proc"
mount --rbind /dev "$1/dev"
shift
exec "$@"
"""

CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt"
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

#: What of this machine's environment the bare one is given: how to reach the package sources.
PASSED = (
    *("CI", "HYPOTHESIS_PROFILE", "PIP_INDEX_URL", "PIP_DEFAULT_TIMEOUT"),
    *("http_proxy", "https_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY"),
)


def main() -> None:
    """The command line; where no bare machine can be made it says why, and that is no failure."""
    parser = argparse.ArgumentParser(
        prog="python3 -m tests.bare",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("suite", metavar="SUITE")
    parser.add_argument("--user", action="store_true", help="a plain user runs it, without sudo")
    parser.add_argument("command", metavar="COMMAND", nargs="?", default=COMMAND)
    options = parser.parse_intermixed_args()
    # Ended from outside it must clean up, too: the machine's folder is large.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    if reason := obstacle():
        print(f"Skipped: a bare Debian {options.suite} cannot be made here: {reason}")
    else:
        sys.exit(run(options.suite, options.command, "guest" if options.user else "root"))


def obstacle() -> str | None:
    """Why no bare machine can be made here, in one line; None where it can."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        return "that needs Linux and root"
    if not _may_mount():
        return "this machine does not let us mount"
    if not _find("debootstrap"):
        programs.install(["debootstrap"])
    if not _find("debootstrap"):
        return "debootstrap cannot be installed"
    return None if _tracked() else "this is no Git checkout, or git is not installed"


def run(suite: str, command: str, user: str = "root") -> int:
    """Make a bare Debian, run a command in a copy of the checkout, and give its exit code."""
    with tempfile.TemporaryDirectory(prefix="bare-") as folder:
        root = Path(folder, "root")
        print(f"Making a bare Debian {suite}", flush=True)
        if error := _bootstrap(suite, root):
            print(error, file=sys.stderr)
            return 1
        _connect(root)
        subprocess.run(["chroot", root, "useradd", "-m", "guest"], check=True)
        home = "/root" if user == "root" else f"/home/{user}"
        _copy_checkout(root / home[1:] / "timeline")
        subprocess.run(["chroot", root, "chown", "-R", f"{user}:", home], check=True)
        return _run_as(user, root, home, command)


def _may_mount() -> bool:
    with tempfile.TemporaryDirectory() as folder:
        mount = [*ISOLATED, "mount", "-t", "tmpfs", "tmpfs", folder]
        return (
            bool(_find("unshare"))
            and not subprocess.run(mount, check=False, capture_output=True).returncode
        )


def _find(command: str) -> str | None:
    """Where a command is, in root's path, too."""
    return shutil.which(command, path=f"{os.environ.get('PATH', '')}:{PATH}")


def _bootstrap(suite: str, root: Path) -> str | None:
    """Install a bare Debian into a folder; the end of the log where that fails."""
    options = ("--variant=minbase", f"--include={PACKAGES}")
    done = subprocess.run(
        [*ISOLATED, _find("debootstrap") or "debootstrap", *options, suite, root, MIRROR],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "PATH": f"{os.environ.get('PATH', '')}:{PATH}"},
    )
    if not done.returncode:
        return None
    log = (done.stdout + done.stderr).splitlines()
    return "\n".join([*log[-5:], f"debootstrap could not make a bare Debian {suite}"])


def _connect(root: Path) -> None:
    """Give the machine what this one needs to reach its package sources: names, proxies, trust."""
    settings = [Path(name) for name in ("/etc/resolv.conf", "/etc/hosts", "/etc/pip.conf")]
    settings += [Path(CERTIFICATES), *_apt_settings()]
    for path in settings:
        if path.is_file():
            shutil.copyfile(path, root / path.relative_to("/"))


def _apt_settings() -> list[Path]:
    """This machine's settings of apt that only say how to fetch packages."""
    return [path for path in Path("/etc/apt").glob("apt.conf.d/*") if _only_acquires(path)]


def _only_acquires(path: Path) -> bool:
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    said = [line for line in lines if line and not line.startswith(("//", "#"))]
    return all(line.startswith("Acquire::") for line in said)


def _tracked() -> list[str]:
    """The checkout's files that Git knows or would; [] where there is no Git."""
    # Root may not be the checkout's owner, which Git asks to be configured.
    listing = ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z", "--cached", "--others"]
    try:
        done = subprocess.run(
            [*listing, "--exclude-standard"], cwd=ROOT, check=True, capture_output=True, text=True
        )
    except (OSError, subprocess.CalledProcessError):
        return []
    return [name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]


def _copy_checkout(target: Path) -> None:
    for name in _tracked():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, target / name)


def _run_as(user: str, root: Path, home: str, command: str) -> int:
    environment = {name: os.environ[name] for name in PASSED if name in os.environ}
    environment |= {"HOME": home, "USER": user, "LANG": "C.UTF-8", "PATH": PATH}
    if (root / CERTIFICATES[1:]).is_file():
        environment |= {"SSL_CERT_FILE": CERTIFICATES, "PIP_CERT": CERTIFICATES}
    variables = [f"{name}={value}" for name, value in environment.items()]
    enter = ["chroot", f"--userspec={user}", str(root), "env", "-i", *variables]
    shell = ["bash", "-c", f"cd {home}/timeline && {command}"]
    print(f"Running as {user}: {command}", flush=True)
    mounted = [*ISOLATED, "sh", "-ec", WITH_DEVICES, "sh", str(root)]
    return subprocess.run([*mounted, *enter, *shell], check=False).returncode


if __name__ == "__main__":
    main()
