"""The package of Debian: the same bytes twice, no error of lintian, and installed, used and removed
in a root that has what the package asks for and nothing else."""

import gzip
import hashlib
import os
import pathlib
import re
import shutil

from place import DAY, EXAMPLE, ROOT, Place, expect, run, run_in, try_register, words_of

CLEAN = ROOT / ".build-clean-root"
"""Kept from one run to the next, for what it was made for."""
NOBODY = "65534:65534"


def trial(place: Place) -> str:
    told = dict(
        re.findall(r"^([A-Z][\w-]+): (.*)$", run("dpkg-deb", "--field", place.deb).stdout, re.M)
    )
    again = place.new("again")
    run("sh", ROOT / "packaging" / "deb.sh", place.deb.parent / "shared" / "clearance", again)
    digests = {
        hashlib.sha256(each.read_bytes()).hexdigest() for each in [place.deb, *again.iterdir()]
    }
    expect(len(digests) == 1, "two packages of the same command differ")
    run("lintian", "--allow-root", "--fail-on", "error", place.deb)

    needed = re.findall(r"(?:^|, )([a-z0-9.+-]+)", told["Depends"])
    if os.geteuid() != 0:
        return f"depends on {', '.join(needed)}; not installed, which asks for root"
    root = clean_root(needed)
    try:
        said = use(place, root, told["Version"].rsplit("-", 1)[0])
    except BaseException:
        shutil.rmtree(root)
        raise
    return f"depends on {', '.join(needed)}; {said}"


def clean_root(needed: list[str]) -> pathlib.Path:
    """A root with what Debian cannot do without, and these packages."""
    release = dict(
        re.findall(r'^(\w+)="?([^"\n]*)', pathlib.Path("/etc/os-release").read_text(), re.M)
    )
    key = " ".join([release["VERSION_CODENAME"], *needed])
    stamp = CLEAN / "made-for"
    if not stamp.is_file() or stamp.read_text() != key:
        shutil.rmtree(CLEAN, ignore_errors=True)
        run(
            "mmdebstrap",
            "--quiet",
            "--mode=root",
            "--variant=essential",
            "--include=" + ",".join(needed),
            release["VERSION_CODENAME"],
            CLEAN,
            "http://deb.debian.org/debian",
        )
        stamp.write_text(key)
    return CLEAN


def use(place: Place, root: pathlib.Path, version: str) -> str:
    before = files(root)
    shutil.copy(place.deb, root / "clearance.deb")
    shutil.copy(EXAMPLE, root)
    run_in(root, "dpkg", "--install", "/clearance.deb")
    told = run_in(root, "clearance", "--version", user=NOBODY).stdout
    expect(told.strip() == version, f"another version: {told}")
    said = run_in(root, "clearance", "assess", EXAMPLE.name, "--on", DAY, user=NOBODY).stdout
    expect(words_of(said) == words_of(place.report), "another report than the command's")
    expect("/usr/share/clearance/rules" in said, "the rules are not those of the package")
    try_register(
        lambda *words: run_in(root, "clearance", *words, user=NOBODY), "/tmp/customs.register"
    )
    for each in (root / "tmp").glob("customs.register*"):
        each.unlink()
    for page in (ROOT / "packaging" / "man").glob("*.1"):
        there = root / "usr" / "share" / "man" / "man1" / f"{page.name}.gz"
        expect(gzip.decompress(there.read_bytes()) == page.read_bytes(), f"{there} is another page")
    run_in(root, "dpkg", "--verify", "clearance")
    run_in(root, "dpkg", "--purge", "clearance")
    for name in ["clearance.deb", EXAMPLE.name]:
        (root / name).unlink()
    left = files(root) - before
    expect(not left, f"left after purging: {sorted(left)[:5]}")
    return "installed, the same report, a register kept, nothing left after purging"


def files(root: pathlib.Path) -> set[str]:
    """What a package could leave behind, but for the records of dpkg itself."""
    found = {os.path.join(top, name) for top, _, names in os.walk(root / "usr") for name in names}
    return found | {str(each) for each in (root / "etc").rglob("*")}
